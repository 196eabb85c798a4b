import FlowLogs

/// An object that holds flow logs, as a listing names it.
struct FlowLogObject: Sendable, Hashable {
    var bucket: String
    var key: FlowLogKey

    /// `s3://bucket/key`.
    var place: String { "s3://\(bucket)/\(key.key)" }
}
