/// How often each service and call was used: count, service, call, with tabs between; the most used first.
public struct CloudTrailServices: CloudTrailAction {
    private var table = TallyTable()

    /// Creates an action that has counted nothing.
    public init() {}

    /// Counts an event.
    public mutating func add(_ event: CloudTrailEvent) {
        table.add(SIMD4(1, 0, 0, 0)) {
            event.appendColumn(.eventSource, to: &$0)
            $0.appendTab()
            event.appendColumn(.eventName, to: &$0)
        }
    }

    /// Adds what another worker has counted.
    public mutating func merge(_ other: CloudTrailServices) { table.merge(other.table) }

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
