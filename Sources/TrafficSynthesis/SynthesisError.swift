/// Why traffic cannot be made as it was asked for.
public struct SynthesisError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Which value of ``SynthesisConfiguration`` is wrong.
    public enum Reason: Sendable, Hashable, CaseIterable {
        /// The start.
        case start
        /// The duration.
        case duration
        /// The records a second.
        case rate
        /// The accounts.
        case accounts
        /// The regions.
        case regions
        /// The format of the records.
        case format
        /// The aggregation interval.
        case aggregation
        /// The layout of the bucket.
        case layout
        /// The bucket.
        case bucket
        /// The folders around `AWSLogs/`.
        case prefix
        /// The organisation.
        case organization
        /// The log group.
        case logGroup
        /// The share of late deliveries.
        case lateShare
        /// A pathology that the format or the number of objects does not allow.
        case pathology
        /// The bucket of CloudTrail's log files.
        case trailBucket
        /// The folders around `AWSLogs/` there.
        case trailPrefix
        /// The name of the trail.
        case trailName
        /// The calls a minute.
        case trailRate
        /// A pathology of CloudTrail that the number of log files does not allow.
        case trailPathology
    }

    /// What is wrong.
    public var reason: Reason
    /// One line: what is wrong, and what to do.
    public var description: String

    init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
