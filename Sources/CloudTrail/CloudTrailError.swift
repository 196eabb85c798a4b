/// Why the text of a log file, or of one event, cannot be read as events, and where.
///
/// What is wrong with anything else that belongs to a trail is a ``TrailFormatError``.
public struct CloudTrailError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: Sendable, Hashable {
        /// The text begins with something else than a JSON object or array.
        case notJSON
        /// The structure around the records is broken, so that the rest cannot be told apart.
        case malformed
        /// The text ends within a value or a list; the records before it were complete.
        case truncated
        /// The text is JSON, or blank, without any event and without a list of them.
        case noRecords
        /// There are more bytes than the caller allows.
        case tooLarge
        /// A text that had to be one event is none, for this cause.
        case notAnEvent(CloudTrailSkipCause)
    }

    /// What is wrong.
    public var code: Code
    /// Where: bytes of inflated text from its start.
    public var byteOffset: Int

    /// Creates an error.
    public init(code: Code, byteOffset: Int) {
        self.code = code
        self.byteOffset = byteOffset
    }

    /// One line.
    public var description: String {
        let what =
            switch code {
            case .notJSON: "this is no JSON object or array"
            case .malformed: "the JSON around the records is broken; what follows was not read"
            case .truncated: "the text ends too early; the records before it are complete"
            case .noRecords: "there is no event, and no list of records; this is no log file"
            case .tooLarge: "there are more inflated bytes than allowed"
            case .notAnEvent(let cause): "this is no event: \(cause.explanation)"
            }
        return "CloudTrail: \(what) (byte \(byteOffset))"
    }
}
