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
        let sources = tableSources
        for index in range ?? 0..<count {
            let sums = sums(index)
            let key = keyParts(index)
            for (position, source) in sources.enumerated() {
                if position > 0 { output.append(0x09) }
                switch source.source {
                case .packets: appendNumber(sums.packets, to: &output)
                case .bytes: appendNumber(sums.bytes, to: &output)
                case .start: appendTime(FlowAggregator.start(of: sums), to: &output)
                case .end: appendTime(FlowAggregator.end(of: sums), to: &output)
                case .key(let part): output.append(contentsOf: key[part])
                }
            }
            output.append(0x0A)
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

    /// Appends what `Timestamp.pythonDescription` gives, without a `String`; `-` for nil.
    private func appendTime(_ time: Timestamp?, to output: inout [UInt8]) {
        guard let time else { return output.append(0x2D) }
        let civil = CivilTime(time)
        appendDigits(civil.year, 4, to: &output)
        appendDigits(civil.month, 2, after: 0x2D, to: &output)
        appendDigits(civil.day, 2, after: 0x2D, to: &output)
        appendDigits(civil.hour, 2, after: 0x20, to: &output)
        appendDigits(civil.minute, 2, after: 0x3A, to: &output)
        appendDigits(civil.second, 2, after: 0x3A, to: &output)
        guard civil.millisecond != 0 else { return }
        appendDigits(civil.millisecond * 1000, 6, after: 0x2E, to: &output)
    }

    private func appendDigits(_ number: Int, _ count: Int, after divider: UInt8? = nil, to output: inout [UInt8]) {
        if let divider { output.append(divider) }
        var unit = 1
        for _ in 1..<count { unit *= 10 }
        while unit > 0 {
            output.append(0x30 + UInt8(truncatingIfNeeded: number / unit % 10))
            unit /= 10
        }
    }
}
