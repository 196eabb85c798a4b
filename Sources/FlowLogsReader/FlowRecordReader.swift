import FlowLogs
import Timestamps

/// What reads flow logs: a sequence of records, with a faster face for whole batches of them.
///
/// Every iteration reads anew; counters and problems add up over all iterations.
public protocol FlowRecordReader: AsyncSequence, Sendable where Element == FlowRecord, AsyncIterator == FlowRecords {
    /// Reads everything and makes something of each batch on the workers.
    ///
    /// Workers run at most a few batches ahead of who takes the results; breaking off the loop stops them.
    ///
    /// - Parameter transform: called on several workers at the same time, once for each batch.
    /// - Returns: the results, in the order of the records whatever the number of workers.
    func mapBatches<Output: Sendable>(
        _ transform: @escaping @Sendable (FlowRecordBatch) throws -> Output
    ) -> MappedBatches<Output>

    /// What was delivered so far: records, skipped ones by cause, bytes.
    var counters: FlowLogCounters { get }
    /// What could not be read so far, the first thousand.
    var problems: [ReadProblem] { get }
    /// How many objects or streams could not be read so far.
    var problemCount: Int { get }
    /// What somebody may wonder about, each in one line.
    var notes: [String] { get }
    /// The window that is read.
    var window: TimeWindow { get }
}

extension FlowRecordReader {
    /// The records in batches: the fast face of the reader.
    public var batches: MappedBatches<FlowRecordBatch> { mapBatches { $0 } }

    /// Reads the records one by one.
    public func makeAsyncIterator() -> FlowRecords {
        FlowRecords(batches.makeAsyncIterator())
    }

    /// How many records were skipped so far, for whatever cause.
    public var skippedRecords: Int { counters.skippedRecords }
    /// How many bytes of flow logs were read so far, inflated.
    public var bytesProcessed: Int { counters.bytes }
}

/// The records of a reader, one by one.
public struct FlowRecords: AsyncIteratorProtocol {
    private var batches: MappedBatches<FlowRecordBatch>.AsyncIterator
    private var batch: FlowRecordBatch?
    private var index = 0

    init(_ batches: MappedBatches<FlowRecordBatch>.AsyncIterator) {
        self.batches = batches
    }

    /// The next record; nil at the end.
    ///
    /// - Throws: what ended the reading; see ``MappedBatches``.
    public mutating func next() async throws -> FlowRecord? {
        while true {
            if let batch, index < batch.count {
                defer { index += 1 }
                return batch[index]
            }
            batch = try await batches.next()
            index = 0
            if batch == nil { return nil }
        }
    }
}
