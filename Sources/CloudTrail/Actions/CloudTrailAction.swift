/// Something done with events whose outcome is lines of text.
///
/// A value for each worker; what the workers have is merged in the order of the files, so that the outcome is the same
/// however many there are.
public protocol CloudTrailAction: Sendable {
    /// Takes an event.
    mutating func add(_ event: CloudTrailEvent)
    /// Takes what another worker has, of files behind one's own.
    mutating func merge(_ other: Self)
    /// Appends the lines that will not change any more, and forgets them; actions that count have none before the end.
    mutating func drain(into output: inout [UInt8])
    /// Appends all remaining lines.
    mutating func finish(into output: inout [UInt8])
}
