import CloudTrail

/// Nothing in place of a log file, which has at least `Records`.
struct EmptyLogFile: Error, CustomStringConvertible {
    let description = "it is empty, which no log file is; look for another version of it"

    /// Refuses a text that has come to its end.
    ///
    /// - Throws: where there was none.
    static func refuse(_ text: LogFileText) throws(EmptyLogFile) {
        guard text.inflatedBytes == 0 else { return }
        throw EmptyLogFile()
    }
}
