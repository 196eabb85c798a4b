import Channels
import FlowLogs

/// Where batches come from: parts that can be read side by side, in an order that the results keep.
protocol BatchSource: Sendable {
    /// What is read by one worker: an S3 object, a log stream.
    associatedtype Part: Sendable

    /// Names the parts in order.
    ///
    /// - Parameter found: called with each part; waits while enough of them are known.
    /// - Throws: what keeps the source from being listed; parts found before are read all the same.
    func list(_ found: @Sendable (Part) async throws -> Void) async throws

    /// Reads one part.
    ///
    /// - Parameters:
    ///   - part: one of those that ``list(_:)`` found.
    ///   - deliver: called with each batch in order and with what was counted since the last one.
    /// - Throws: ``ReadProblem`` where this part, but not the source, cannot be read; anything else ends the reading.
    func read(
        _ part: Part, _ deliver: @Sendable (FlowRecordBatch?, FlowLogCounters) async throws -> Void
    ) async throws
}

/// One thing that a worker hands over.
enum PipelineEvent<Output: Sendable>: Sendable {
    /// What became of a batch, and what was counted since the last one; no output where only something was counted.
    case output(Output?, FlowLogCounters)
    /// The part could not be read, or not to its end.
    case problem(ReadProblem)
}

/// Reads the parts of a source with a window of workers and hands their results over in the order of the parts.
///
/// One task lists, `window` tasks read, each at most `batchesAhead` results ahead of who takes them; at most `window`
/// parts that were read to their end wait besides. All are children of the task that calls ``run(into:)``.
struct OrderedPipeline<Source: BatchSource, Output: Sendable>: Sendable {
    typealias Part = BoundedChannel<PipelineEvent<Output>>

    let source: Source
    /// How many workers there are.
    let window: Int
    let transform: @Sendable (FlowRecordBatch) throws -> Output

    /// How far a worker runs ahead of who takes its results.
    private let batchesAhead = 2
    /// How many listed parts wait for a worker: a page of a listing.
    private let partsAhead = 1000

    /// Creates a pipeline; a window of less than one worker means one.
    init(source: Source, window: Int, transform: @escaping @Sendable (FlowRecordBatch) throws -> Output) {
        self.source = source
        self.window = max(1, window)
        self.transform = transform
    }

    /// Reads everything; ends `order` when it is done.
    func run(into order: BoundedChannel<Part>) async {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                let parts = BoundedChannel<Source.Part>(capacity: partsAhead)
                async let listing: Void = list(into: parts)
                var running = 0
                do {
                    while let part = try await parts.next() {
                        if running >= window {
                            try await group.next()
                            running -= 1
                        }
                        let results = Part(capacity: batchesAhead)
                        try await order.send(results)
                        group.addTask { await read(part, into: results) }
                        running += 1
                    }
                } catch {
                    // What was listed before the error is read to its end; only then the error is told.
                    if error is CancellationError { group.cancelAll() }
                    await listing
                    try await group.waitForAll()
                    throw error
                }
                await listing
                try await group.waitForAll()
            }
            order.finish()
        } catch {
            order.finish(throwing: error)
        }
    }

    private func list(into parts: BoundedChannel<Source.Part>) async {
        do {
            try await source.list { part in try await parts.send(part) }
            parts.finish()
        } catch {
            parts.finish(throwing: error)
        }
    }

    private func read(_ part: Source.Part, into results: Part) async {
        do {
            try await source.read(part) { batch, counted in
                let output = try batch.map(transform)
                try await results.send(.output(output, counted))
            }
            results.finish()
        } catch let problem as ReadProblem {
            try? await results.send(.problem(problem))
            results.finish()
        } catch {
            results.finish(throwing: error)
        }
    }
}
