import FlowLogs

/// The parser of one part, and what of its counts was handed over.
struct PartProgress {
    var parser: FlowLogParser
    /// Bytes that were transferred since the last time.
    var compressedBytes = 0
    private var told = FlowLogCounters()

    init(parser: FlowLogParser) {
        self.parser = parser
    }

    /// What was counted since the last time.
    mutating func takeCounted() -> FlowLogCounters {
        var counted = parser.counters.since(told)
        told = parser.counters
        counted.compressedBytes += compressedBytes
        compressedBytes = 0
        return counted
    }
}

extension FlowLogCounters {
    /// What was counted after `earlier`, which these counters went through.
    func since(_ earlier: FlowLogCounters) -> FlowLogCounters {
        var difference = FlowLogCounters()
        difference.records = records - earlier.records
        difference.headerLines = headerLines - earlier.headerLines
        difference.bytes = bytes - earlier.bytes
        difference.compressedBytes = compressedBytes - earlier.compressedBytes
        difference.ambiguousLines = ambiguousLines - earlier.ambiguousLines
        for (cause, count) in skipped { difference.skip(cause, count: count - (earlier.skipped[cause] ?? 0)) }
        return difference
    }
}
