/// Why a line gave no record.
public enum FlowLogSkipCause: String, Sendable, Hashable, CaseIterable, Codable {
    /// The line ends before its start or end time.
    case truncatedLine
    /// A number column holds something that is no 64-bit number.
    case malformedNumber
    /// A start or end time is outside the years 1 to 9999.
    case timeOutOfRange
    /// There was no header, and the line fits no format that was given or is known by its shape.
    case noFormat
    /// The line is longer than the parser's limit.
    case lineTooLong

    /// What a report says of it, after a number.
    public var explanation: String {
        switch self {
        case .truncatedLine: "cut off before their start or end time"
        case .malformedNumber: "with a malformed number"
        case .timeOutOfRange: "with a time outside the years 1 to 9999"
        case .noFormat: "of an unknown format"
        case .lineTooLong: "longer than the limit"
        }
    }
}

/// What was read and what was left out.
public struct FlowLogCounters: Sendable, Hashable, Codable {
    /// Records that were read.
    public var records = 0
    /// Header lines.
    public var headerLines = 0
    /// Bytes of text, after decompression.
    public var bytes = 0
    /// Bytes as they were transferred.
    public var compressedBytes = 0
    /// Lines whose format was one of several that fitted equally well; the first of these was taken.
    public var ambiguousLines = 0
    /// Lines without a record, by cause; causes that did not occur are not in it.
    public private(set) var skipped: [FlowLogSkipCause: Int] = [:]

    /// Creates counters at zero.
    public init() {}

    /// All lines without a record.
    public var skippedRecords: Int { skipped.values.reduce(0, +) }

    /// Counts lines without a record.
    public mutating func skip(_ cause: FlowLogSkipCause, count: Int = 1) {
        guard count > 0 else { return }
        skipped[cause, default: 0] += count
    }

    /// Adds what another reader counted.
    public static func += (a: inout FlowLogCounters, b: FlowLogCounters) {
        a.records += b.records
        a.headerLines += b.headerLines
        a.bytes += b.bytes
        a.compressedBytes += b.compressedBytes
        a.ambiguousLines += b.ambiguousLines
        for (cause, count) in b.skipped { a.skip(cause, count: count) }
    }
}
