import Timestamps

/// The table that `aggregate` prints: divided by tabs, columns sorted by name.
extension FlowAggregator {
    private enum Source { case packets, bytes, start, end, key(Int) }

    /// The columns: the key fields and the four sums, sorted.
    public var tableColumns: [String] { tableSources.map(\.name) }

    /// Appends the line of column names.
    public func appendTableHeader(to output: inout [UInt8]) {
        output.append(contentsOf: tableColumns.joined(separator: "\t").utf8)
        output.append(0x0A)
    }

    /// Appends rows: numbers as they are, times as `2015-08-12 13:47:44`, `-` for a time that no record had.
    ///
    /// - Parameters:
    ///   - range: which rows, nil for all of them.
    ///   - output: where to.
    public func appendTableRows(_ range: Range<Int>? = nil, to output: inout [UInt8]) {
        let sources = tableSources.map(\.source)
        var row = TableRow()
        for index in range ?? 0..<count {
            row.take(self, index)
            output.append(addingCapacity: row.room) { (output: inout OutputSpan<UInt8>) in
                for (position, source) in sources.enumerated() {
                    if position > 0 { output.append(0x09) }
                    switch source {
                    case .packets: output.appendNumber(row.sums.packets)
                    case .bytes: output.appendNumber(row.sums.bytes)
                    case .start: row.times.append(FlowAggregator.start(of: row.sums), to: &output)
                    case .end: row.times.append(FlowAggregator.end(of: row.sums), to: &output)
                    case .key(let part): output.append(row.key.span, row.part(part))
                    }
                }
                output.append(0x0A)
            }
        }
    }

    /// The whole table; without rows, the line of column names alone.
    public func appendTable(to output: inout [UInt8]) {
        appendTableHeader(to: &output)
        appendTableRows(to: &output)
    }

    private var tableSources: [(name: String, source: Source)] {
        var sources: [String: Source] = [:]
        for (part, name) in keyFields.enumerated() { sources[name] = .key(part) }
        sources["packets"] = .packets
        sources["bytes"] = .bytes
        sources["start"] = .start
        sources["end"] = .end
        return sources.map { (name: $0.key, source: $0.value) }.sorted { $0.name < $1.name }
    }
}

/// What a row is written from; its memory is used again for the next one.
private struct TableRow {
    private(set) var sums = FlowSums()
    /// The values of the key fields, a blank behind each.
    private(set) var key: [UInt8] = []
    private var partEnds: [Int] = []
    var times = TimeText()

    mutating func take(_ aggregator: FlowAggregator, _ index: Int) {
        sums = aggregator.sums(index)
        key.removeAll(keepingCapacity: true)
        aggregator.appendKey(index, to: &key)
        key.append(0x20)
        partEnds.removeAll(keepingCapacity: true)
        for position in key.indices where key[position] == 0x20 { partEnds.append(position) }
    }

    /// Where a key field lies in the key.
    func part(_ index: Int) -> Range<Int> { (index == 0 ? 0 : partEnds[index - 1] + 1)..<partEnds[index] }

    /// The most bytes that the row takes.
    var room: Int { key.count + 2 * 20 + 2 * TimeText.longest + 8 }
}
