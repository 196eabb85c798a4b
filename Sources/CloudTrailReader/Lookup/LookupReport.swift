/// What became of a lookup.
public struct LookupReport: Sendable, Hashable, CustomStringConvertible {
    /// Regions that were read to their end.
    public var regions = 0
    /// Pages that were delivered to the sink.
    public var pages = 0
    /// Events on them.
    public var events = 0
    /// Events that stood on two pages and were delivered once.
    public var repeated = 0
    /// Pages and regions of which something is missing.
    public var failed = 0
    /// Whether the lookup was told to stop before it was through.
    public var wasInterrupted = false

    /// Creates a report of nothing.
    public init() {}

    /// Whether something that was asked for is missing.
    public var hasGaps: Bool { failed > 0 || wasInterrupted }

    /// One line.
    public var description: String {
        var parts = ["\(regions) regions", "\(pages) pages", "\(events) events", "\(failed) failed"]
        if repeated > 0 { parts.append("\(repeated) repeated") }
        if wasInterrupted { parts.append("interrupted") }
        return parts.joined(separator: ", ")
    }
}
