/// Reads the text of flow logs from chunks of any size and gives records in batches.
///
/// A value without a clock or a network: ``append(_:)`` takes bytes as they come, ``finish()`` ends a file, after which
/// the parser is ready for the next one; ``counters`` run on.
///
/// What is read, and what is left out:
/// - columns are divided by blanks and tabs, any number of them; lines end with LF or CRLF; empty lines are passed over;
/// - columns beyond the format are left out, columns that a line lacks are absent, and so are `-` and `None`;
/// - a line without its start or end column, with a malformed number, or without a format is skipped and counted.
public struct FlowLogParser: Sendable {
    /// Counts since the parser was made.
    public internal(set) var counters = FlowLogCounters()

    /// How many records each of the given formats had, in their order; empty for a parser that goes by headers.
    public internal(set) var recordsByFormat: [Int] = []

    /// The formats that the lines have, as for CloudWatch Logs; nil where header lines name the columns, as in S3 files,
    /// and without one the two default formats are known by their shape.
    let givenFormats: [FlowLogFormat]?
    let maximumLineBytes: Int
    private let batchBytes: Int

    /// The format of the last header.
    var header: FlowLogFormat?
    /// Bytes that are in no batch yet; they begin at the start of a line.
    private var pending: [UInt8] = []
    /// Whether `pending` begins in the midst of a line that is too long.
    private var isInLongLine = false

    private init(givenFormats: [FlowLogFormat]?, batchBytes: Int, maximumLineBytes: Int) {
        self.givenFormats = givenFormats
        self.batchBytes = min(max(1, batchBytes), 1 << 30)
        self.maximumLineBytes = min(max(1, maximumLineBytes), 1 << 30)
    }

    /// Creates a parser for files whose first line names the columns.
    ///
    /// - Parameters:
    ///   - batchBytes: how much text a batch holds, about.
    ///   - maximumLineBytes: a longer line is skipped.
    public init(batchBytes: Int = 256 << 10, maximumLineBytes: Int = 256 << 10) {
        self.init(givenFormats: nil, batchBytes: batchBytes, maximumLineBytes: maximumLineBytes)
    }

    /// Creates a parser for lines whose formats are known.
    ///
    /// - Parameters:
    ///   - formats: where there are several, each line has the one that fits the number and the look of its columns best;
    ///     see ``FlowLogCounters/ambiguousLines``.
    ///   - batchBytes: how much text a batch holds, about.
    ///   - maximumLineBytes: a longer line is skipped.
    public init(formats: [FlowLogFormat], batchBytes: Int = 256 << 10, maximumLineBytes: Int = 256 << 10) {
        self.init(givenFormats: formats, batchBytes: batchBytes, maximumLineBytes: maximumLineBytes)
        recordsByFormat = Array(repeating: 0, count: formats.count)
    }

    /// Takes text and gives the batches that are full.
    ///
    /// - Parameter chunk: what follows the bytes given before; it may end anywhere.
    /// - Returns: batches in the order of the text, none of them empty.
    public mutating func append(_ chunk: [UInt8]) -> [FlowRecordBatch] {
        append(chunk[...])
    }

    /// Takes text and gives the batches that are full.
    ///
    /// - Parameter chunk: what follows the bytes given before; it may end anywhere.
    /// - Returns: batches in the order of the text, none of them empty.
    public mutating func append(_ chunk: ArraySlice<UInt8>) -> [FlowRecordBatch] {
        counters.bytes += chunk.count
        var batches: [FlowRecordBatch] = []
        var rest = chunk
        while !rest.isEmpty {
            let piece = rest.prefix(max(batchBytes - pending.count, 64 << 10))
            pending.append(contentsOf: piece)
            rest = rest.dropFirst(piece.count)
            if pending.count >= batchBytes, let batch = takeBatch() { batches.append(batch) }
        }
        return batches
    }

    /// Takes text where it is made: `write` puts what follows the bytes given before into the parser's own memory.
    ///
    /// - Parameter write: appends any number of bytes, of which those count that it appended before it threw.
    /// - Returns: a batch, once enough text is there.
    /// - Throws: what `write` throws.
    public mutating func append<Failure: Error>(
        written write: (inout OutputSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) -> FlowRecordBatch? {
        let before = pending.count
        let room = max(batchBytes - before, before > batchBytes ? before : 1)
        if pending.capacity - before < room { pending.reserveCapacity(before + room) }
        try fill(room, write)
        return pending.count >= batchBytes ? takeBatch() : nil
    }

    private mutating func fill<Failure: Error>(
        _ room: Int, _ write: (inout OutputSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let before = pending.count
        defer { counters.bytes += pending.count - before }
        try pending.append(addingCapacity: room, initializingWith: write)
    }

    /// Takes one line, such as the message of a CloudWatch Logs event; a line end within it counts as a blank.
    ///
    /// - Parameter line: the line without its line end.
    /// - Returns: batches that are full.
    public mutating func append(line: [UInt8]) -> [FlowRecordBatch] {
        append(line: line[...])
    }

    /// Takes one line, such as the message of a CloudWatch Logs event; a line end within it counts as a blank.
    ///
    /// - Parameter line: the line without its line end.
    /// - Returns: batches that are full.
    public mutating func append(line: ArraySlice<UInt8>) -> [FlowRecordBatch] {
        counters.bytes += line.count
        guard line.count <= maximumLineBytes else {
            counters.skip(.lineTooLong)
            return []
        }
        if line.contains(0x0A) {
            pending += line.map { $0 == 0x0A ? 0x20 : $0 }
        } else {
            pending += line
        }
        pending.append(0x0A)
        guard pending.count >= batchBytes, let batch = takeBatch() else { return [] }
        return [batch]
    }

    /// Ends the file: gives what is left and forgets the header.
    ///
    /// - Parameter isCutOff: whether the text ended too early, so that a last line without a line end is left out: what
    ///   looks like its last number may be the beginning of one.
    /// - Returns: the last batch, or none.
    public mutating func finish(isCutOff: Bool = false) -> [FlowRecordBatch] {
        if isCutOff {
            pending.removeSubrange((pending.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)...)
        } else if !pending.isEmpty {
            pending.append(0x0A)
        }
        let batch = takeBatch(isLast: true)
        pending = []
        isInLongLine = false
        header = nil
        return batch.map { [$0] } ?? []
    }

    /// Parses the whole lines of `pending` and keeps the rest.
    private mutating func takeBatch(isLast: Bool = false) -> FlowRecordBatch? {
        guard let lastEnd = pending.lastIndex(of: 0x0A) else {
            if isInLongLine {
                pending.removeAll(keepingCapacity: true)
            } else if pending.count > maximumLineBytes {
                counters.skip(.lineTooLong)
                isInLongLine = true
                pending.removeAll(keepingCapacity: true)
            }
            return nil
        }
        let bytes = pending
        pending = []
        if !isLast { pending.reserveCapacity(max(batchBytes, bytes.count - lastEnd)) }
        pending.append(contentsOf: bytes[(lastEnd + 1)...])
        var start = 0
        if isInLongLine {
            start = (bytes.firstIndex(of: 0x0A) ?? lastEnd) + 1
            isInLongLine = false
        }
        return parseLines(bytes, from: start, to: lastEnd + 1)
    }
}
