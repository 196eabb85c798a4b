import CloudTrail

/// One object or listing that could not be read.
///
/// The others are read all the same, and the next scan tries it again.
public struct TrailProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was wrong.
    public enum Cause: String, Sendable, Hashable, Codable {
        /// The object lies in an archive and has to be restored first.
        case archived
        /// The object is damaged or cut off; nothing of it was delivered.
        case corrupt
        /// The object is intact, but its text is not what it should be; nothing of it was delivered.
        case invalid
        /// The object's hash is not the one in the digest; nothing of it was delivered.
        case altered
        /// A digest names the object, and it is not there.
        case missing
        /// No valid digest names the object, though digests cover its time; it was delivered.
        case unsigned
        /// Something is wrong with a digest, or digests are missing.
        case digest
        /// AWS refused the object: it has gone since it was listed, or may not be read.
        case refused
        /// The object could not be transferred to its end, however often it was tried.
        case transfer
        /// A folder could not be listed, or not to its end.
        case listing
    }

    /// What was being read: `s3://bucket/key`.
    public var place: String
    /// What was wrong.
    public var cause: Cause
    /// What was wrong, in words.
    public var reason: String
    /// The request id that AWS gave to the request that failed.
    public var requestID: String?

    /// Creates a problem.
    public init(place: String, cause: Cause, reason: String, requestID: String? = nil) {
        self.place = place
        self.cause = cause
        self.reason = reason
        self.requestID = requestID
    }

    /// One line: what, where, why.
    public var description: String { (place + ": " + reason).printable }
}
