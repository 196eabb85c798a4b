/// JSON Lines: each record's own bytes in a line.
///
/// A record that was spread over lines loses the line breaks between its tokens, and nothing else.
public struct CloudTrailPrint: CloudTrailAction {
    private var lines: [UInt8] = []

    /// Creates an action without lines.
    public init() {}

    /// Appends an event's line.
    public mutating func add(_ event: CloudTrailEvent) { event.appendLine(to: &lines) }

    /// Appends the lines of another worker.
    public mutating func merge(_ other: CloudTrailPrint) { lines.append(contentsOf: other.lines) }

    /// Appends the lines so far, and forgets them.
    public mutating func drain(into output: inout [UInt8]) {
        if output.isEmpty {
            swap(&output, &lines)
        } else {
            output.append(contentsOf: lines)
            lines.removeAll(keepingCapacity: true)
        }
    }

    /// Appends the lines so far.
    public mutating func finish(into output: inout [UInt8]) { drain(into: &output) }
}

extension CloudTrailEvent {
    /// Appends the record's own bytes and a line feed; line breaks between its tokens are left out.
    public func appendLine(to output: inout [UInt8]) {
        if hasLineBreaks {
            // Inside strings there are none: a raw control character would have broken the record.
            for byte in rawBytes where byte != 0x0A && byte != 0x0D { output.append(byte) }
        } else {
            output.append(contentsOf: rawBytes)
        }
        output.append(0x0A)
    }
}
