/// Denied and otherwise failed calls: count, principal, error, service, call, with tabs between; the most frequent first.
///
/// The principal is the ARN where there is one. An event with a message and no code counts with its message.
public struct CloudTrailErrors: CloudTrailAction {
    private var table = TallyTable()

    /// Creates an action that has counted nothing.
    public init() {}

    /// Counts an event that failed.
    public mutating func add(_ event: CloudTrailEvent) {
        guard event.isError else { return }
        table.add(SIMD4(1, 0, 0, 0)) {
            event.appendPrincipal(to: &$0)
            $0.appendTab()
            event.appendError(to: &$0)
            $0.appendTab()
            event.appendColumn(.eventSource, to: &$0)
            $0.appendTab()
            event.appendColumn(.eventName, to: &$0)
        }
    }

    /// Adds what another worker has counted.
    public mutating func merge(_ other: CloudTrailErrors) { table.merge(other.table) }

    /// Does nothing: the counts are known at the end.
    public mutating func drain(into output: inout [UInt8]) {}

    /// Appends the counts.
    public mutating func finish(into output: inout [UInt8]) {
        for entry in table.sorted() {
            output.append(decimal: entry.tallies.x)
            output.appendTab()
            output.append(contentsOf: table.key(of: entry))
            output.append(0x0A)
        }
    }
}
