/// One S3 object or log stream that could not be read, or not to its end.
///
/// The others are read all the same.
public struct ReadProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was wrong.
    public enum Cause: String, Sendable, Hashable, Codable {
        /// The object is damaged: of a text of more than 1 MiB what came first has been delivered, else nothing.
        case corrupt
        /// The object ends too early: what was there has been delivered.
        case truncated
        /// The object is a Parquet file, which this version does not read.
        case parquet
        /// AWS refused the object: it has gone since it was listed, or may not be read.
        case refused
        /// The object could not be transferred to its end, however often it was tried.
        case transfer
        /// A listing does not come to an end: the same page token came twice.
        case repeatedToken
    }

    /// What was being read: `s3://bucket/key`, or a log group and its stream.
    public var place: String
    /// What was wrong.
    public var cause: Cause
    /// What was wrong, in words.
    public var reason: String
    /// How far into the object, as it was transferred, the reading came; nil where it did not begin.
    public var byteOffset: Int?
    /// The request id that AWS gave to the request that failed.
    public var requestID: String?

    /// Creates a problem.
    public init(place: String, cause: Cause, reason: String, byteOffset: Int? = nil, requestID: String? = nil) {
        self.place = place
        self.cause = cause
        self.reason = reason
        self.byteOffset = byteOffset
        self.requestID = requestID
    }

    /// One line: what, where, why.
    public var description: String {
        let text = place + ": " + reason
        guard let byteOffset, !reason.contains("byte \(byteOffset)") else { return text }
        return text + " (at byte \(byteOffset))"
    }
}
