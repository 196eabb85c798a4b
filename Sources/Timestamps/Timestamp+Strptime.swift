/// Why a text is no time of a format.
public struct StrptimeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in one line, in Python's words.
    public let description: String
}

extension Timestamp {
    /// Reads a time by a format with the directives of Python's `datetime.strptime`, C locale, UTC.
    ///
    /// What the text does not tell is as in Python: 1900-01-01 00:00:00. An offset (`%z`) is taken into account. Digits
    /// of a fraction (`%f`) beyond milliseconds are dropped.
    ///
    /// - Parameters:
    ///   - text: the whole text.
    ///   - format: the format, such as `%Y-%m-%d %H:%M:%S`.
    /// - Throws: ``StrptimeError`` where the text does not match, names no moment, or the format is not valid.
    public init(strptime text: String, format: String) throws(StrptimeError) {
        let items = try StrptimeFormat.items(of: format)
        let bytes = Array(text.utf8)
        guard let match = StrptimeMatcher(bytes: bytes, items: items).match() else {
            throw StrptimeError(description: "time data '\(text)' does not match format '\(format)'")
        }
        guard match.end == bytes.count else {
            let rest = String(decoding: bytes[match.end...], as: UTF8.self)
            throw StrptimeError(description: "unconverted data remains in '\(text)': \(rest)")
        }
        guard let time = try match.parts.timestamp() else {
            throw StrptimeError(description: "time data '\(text)' is no date and time of the calendar")
        }
        self = time
    }
}
