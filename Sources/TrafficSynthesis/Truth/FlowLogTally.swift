import FlowLogs

/// Adds up what a reader must find, in the order in which it reads.
///
/// It is made of the numbers that the lines are written from; no text is read.
public struct FlowLogTally: Sendable {
    /// Records with their packets and bytes; absent ones count 0.
    struct Sum: Sendable, Equatable {
        var records = 0
        var packets: Int64 = 0
        var bytes: Int64 = 0

        mutating func add(_ packets: Int64, _ bytes: Int64) {
            records += 1
            self.packets += packets
            self.bytes += bytes
        }
    }

    /// A row of the aggregate.
    struct Row: Sendable {
        var packets: Int64 = 0
        var bytes: Int64 = 0
        var start = UInt32.max
        var end: UInt32 = 0
    }

    private let format: FlowLogFormat
    private let presence: FieldPresence
    private(set) var total = Sum()
    private(set) var accepted = 0
    private(set) var rejected = 0
    /// By log-status: OK, NODATA, SKIPDATA.
    private(set) var statuses = [0, 0, 0]
    private(set) var recordsWithoutStatus = 0
    private(set) var headerLines = 0
    private(set) var skipped = [Int](repeating: 0, count: FlowLogSkipCause.allCases.count)
    /// By ``Incident/number``.
    private(set) var incidents = [Sum](repeating: Sum(), count: Incident.Kind.allCases.count + 1)

    private(set) var flows = IntegerTable()
    private(set) var rows: [Row] = []
    private(set) var pairs = IntegerTable()
    private(set) var pairSums: [Sum] = []
    private(set) var talkers = IntegerTable()
    private(set) var talkerSums: [Sum] = []
    private(set) var addresses = IntegerTable()

    /// Begins a tally of records of a format.
    public init(_ format: FlowLogFormat) {
        self.format = format
        presence = FieldPresence(format)
    }

    /// How many records there are.
    public var recordCount: Int { total.records }

    /// The lines that are skipped, by cause; causes that do not occur are not in it.
    public var skippedByCause: [FlowLogSkipCause: Int] {
        var counts: [FlowLogSkipCause: Int] = [:]
        for (cause, count) in zip(FlowLogSkipCause.allCases, skipped) where count > 0 { counts[cause] = count }
        return counts
    }

    /// Adds an object.
    public mutating func add(_ content: SynthesizedContent) {
        headerLines += content.headerLines
        for cause in content.skipped {
            if let index = FlowLogSkipCause.allCases.firstIndex(of: cause) { skipped[index] += 1 }
        }
        let incomplete = content.incomplete
        for (index, part) in content.parts.enumerated() where index != content.lost {
            if let incomplete, incomplete.part == index {
                add(part, FieldPresence(format, absent: incomplete.absent))
            } else {
                add(part, presence)
            }
        }
    }

    /// Adds records as they are.
    mutating func add(_ parts: [FlowPart]) {
        for part in parts { add(part, presence) }
    }

    private mutating func add(_ part: FlowPart, _ has: FieldPresence) {
        let packets = has.packets ? part.packets : 0
        let bytes = has.bytes ? max(0, part.bytes) : 0
        total.add(packets, bytes)
        if has.status { statuses[Int(part.status.rawValue)] += 1 } else { recordsWithoutStatus += 1 }
        guard part.status == .ok else { return }
        if has.action { if part.isRejected { rejected += 1 } else { accepted += 1 } }
        incidents[Int(part.incident)].add(packets, bytes)
        let family: UInt64 = part.isIPv6 ? 1 : 0
        if has.source {
            let key = IntegerTable.Key(high: family, low: UInt64(part.source))
            _ = addresses.index(of: key)
            FlowLogTally.add(packets, bytes, key, &talkers, &talkerSums)
        }
        if has.destination { _ = addresses.index(of: IntegerTable.Key(high: family, low: UInt64(part.destination))) }
        let ends = UInt64(part.source) << 32 | UInt64(part.destination)
        if has.source && has.destination {
            FlowLogTally.add(packets, bytes, IntegerTable.Key(high: family, low: ends), &pairs, &pairSums)
        }
        guard has.key else { return }
        let rest =
            UInt64(part.sourcePort) << 32 | UInt64(part.destinationPort) << 16 | UInt64(part.protocolNumber) << 8
            | family
        let index = flows.index(of: IntegerTable.Key(high: ends, low: rest))
        if index == rows.count { rows.append(Row()) }
        rows[index].packets += packets
        rows[index].bytes += bytes
        if has.start { rows[index].start = min(rows[index].start, part.start) }
        if has.end { rows[index].end = max(rows[index].end, part.end) }
    }

    private static func add(
        _ packets: Int64, _ bytes: Int64, _ key: IntegerTable.Key, _ table: inout IntegerTable, _ sums: inout [Sum]
    ) {
        let index = table.index(of: key)
        if index == sums.count { sums.append(Sum()) }
        sums[index].add(packets, bytes)
    }
}
