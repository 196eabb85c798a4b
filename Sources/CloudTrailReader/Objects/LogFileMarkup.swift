import CloudTrail

/// An HTML or XML page in place of a log file.
struct LogFileMarkup: Error, CustomStringConvertible {
    let description =
        "an HTML or XML page came in place of a log file; check the object, and what stands between here and it"

    /// Refuses a page by the first piece of a text.
    ///
    /// - Parameters:
    ///   - piece: what the text handed on just now.
    ///   - text: what handed it on.
    /// - Throws: where the text is none of a log file.
    static func refuse(_ piece: [UInt8], of text: LogFileText) throws(LogFileMarkup) {
        guard text.isGzip == false, text.inflatedBytes == piece.count, piece.first == UInt8(ascii: "<") else { return }
        throw LogFileMarkup()
    }
}
