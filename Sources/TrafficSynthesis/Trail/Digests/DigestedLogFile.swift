import Timestamps

/// A log file that the next digest is to name.
package struct DigestedLogFile: Sendable {
    package var bucket: String
    package var key: String
    /// The SHA-256 of its content before it was compressed, hexadecimal.
    package var hash: String
    /// When its first and last event happened; nil where it has none.
    package var times: ClosedRange<Timestamp>?
    package var delivered: Timestamp

    package init(
        bucket: String, key: String, hash: String, times: ClosedRange<Timestamp>?, delivered: Timestamp
    ) {
        self.bucket = bucket
        self.key = key
        self.hash = hash
        self.times = times
        self.delivered = delivered
    }
}
