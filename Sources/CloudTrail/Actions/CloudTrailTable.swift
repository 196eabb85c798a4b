/// A table for people: time, region, service and call, user, address, error.
///
/// The columns are padded to the width that most values have, so that lines can be written as they come.
public struct CloudTrailTable: CloudTrailAction {
    private var lines: [UInt8] = []

    /// Creates an action without lines.
    public init() {}

    /// Appends an event's line.
    public mutating func add(_ event: CloudTrailEvent) {
        column(20) { event.appendColumn(.eventTime, to: &$0) }
        column(14) { event.appendColumn(.awsRegion, to: &$0) }
        column(40) {
            event.appendColumn(.eventSource, to: &$0)
            if $0.suffix(CloudTrailTable.domain.count).elementsEqual(CloudTrailTable.domain) {
                $0.removeLast(CloudTrailTable.domain.count)
            }
            $0.append(UInt8(ascii: ":"))
            event.appendColumn(.eventName, to: &$0)
        }
        column(32) { event.appendUser(to: &$0) }
        column(15) { event.appendColumn(.sourceIPAddress, to: &$0) }
        event.appendError(to: &lines)
        lines.append(0x0A)
    }

    /// Appends the lines of another worker.
    public mutating func merge(_ other: CloudTrailTable) { lines.append(contentsOf: other.lines) }

    /// Appends the lines so far, and forgets them.
    public mutating func drain(into output: inout [UInt8]) {
        output.append(contentsOf: lines)
        lines.removeAll(keepingCapacity: true)
    }

    /// Appends the lines so far.
    public mutating func finish(into output: inout [UInt8]) { drain(into: &output) }

    /// Writes a column, pads it to `width` characters, and two spaces.
    private mutating func column(_ width: Int, _ write: (inout [UInt8]) -> Void) {
        let start = lines.count
        write(&lines)
        // Continuation bytes are no characters of their own.
        let count = lines[start...].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        for _ in 0..<max(0, width - count) + 2 { lines.append(0x20) }
    }

    private static let domain = Array(".amazonaws.com".utf8)
}
