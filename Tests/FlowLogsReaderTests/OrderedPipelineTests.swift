import FlowLogs
import Locking
import Testing

@testable import FlowLogsReader

/// A source whose parts are numbers, each with some batches of one record.
private struct NumberSource: BatchSource {
    struct Broken: Error, Equatable {}

    var parts: Int
    var batchesOfPart: @Sendable (Int) -> Int = { $0 % 4 }
    /// The part that has a problem after its batches.
    var problemAt: Int?
    /// The part that ends everything after its batches.
    var failureAt: Int?
    /// After how many parts the listing fails.
    var listingFailsAfter: Int?
    let running = Locked((now: 0, most: 0, begun: 0))

    func list(_ found: @Sendable (Int) async throws -> Void) async throws {
        for part in 0..<parts {
            if part == listingFailsAfter { throw Broken() }
            try await found(part)
        }
    }

    func read(
        _ part: Int, _ deliver: @Sendable (FlowRecordBatch?, FlowLogCounters) async throws -> Void
    ) async throws {
        running.withLock { running in
            running.now += 1
            running.most = max(running.most, running.now)
            running.begun += 1
        }
        defer { running.withLock { $0.now -= 1 } }
        var counted = FlowLogCounters()
        counted.records = 1
        for number in 0..<batchesOfPart(part) {
            // Later parts are often ready before earlier ones.
            for _ in 0..<(part * 7 % 5) { await Task.yield() }
            try await deliver(batch("2 \(part) \(number)"), counted)
        }
        if part == problemAt { throw ReadProblem(place: "part \(part)", cause: .corrupt, reason: "broken") }
        if part == failureAt { throw Broken() }
    }

    /// What comes out of the parts.
    func expected(_ parts: some Sequence<Int>) -> [String] {
        parts.flatMap { part in (0..<batchesOfPart(part)).map { "\(part) \($0)" } }
    }

    private func batch(_ line: String) -> FlowRecordBatch {
        let format = FlowLogFormat(names: ["version", "account-id", "interface-id"])
        var parser = FlowLogParser(formats: [format])
        let batches = parser.append(line: Array(line.utf8)) + parser.finish()
        return batches.first ?? FlowRecordBatch()
    }
}

@Suite(.timeLimit(.minutes(15))) struct OrderedPipelineTests {
    private let report = ReadReport(onEvent: nil)

    private func sequence(
        _ source: NumberSource, window: Int, failFast: Bool = false
    ) -> MappedBatches<String> {
        let pipeline = OrderedPipeline(source: source, window: window) { batch in
            batch.first.map { "\($0.accountID ?? "") \($0.interfaceID ?? "")" } ?? ""
        }
        return MappedBatches(pipeline, report: report, failFast: failFast)
    }

    @Test(arguments: [0, 1, 2, 4, 16])
    func resultsComeInTheOrderOfThePartsAtAnyWindow(window: Int) async throws {
        let source = NumberSource(parts: 200)
        var results: [String] = []
        for try await result in sequence(source, window: window) { results.append(result) }
        #expect(results == source.expected(0..<200))
        #expect(report.counters.records == results.count)
        #expect(source.running.withLock { $0.most } <= max(1, window))
        #expect(source.running.withLock { $0.now } == 0)
    }

    @Test func noPartsGiveNothing() async throws {
        for try await _ in sequence(NumberSource(parts: 0), window: 4) { Issue.record("a result of nothing") }
    }

    @Test func problemIsReportedInItsPlaceAndTheOthersGoOn() async throws {
        let source = NumberSource(parts: 20, problemAt: 7)
        var results: [String] = []
        for try await result in sequence(source, window: 3) { results.append(result) }
        #expect(results == source.expected(0..<20))
        #expect(report.problems.map(\.place) == ["part 7"] && report.problemCount == 1)
    }

    @Test func failFastEndsWithTheProblem() async throws {
        let source = NumberSource(parts: 20, problemAt: 7)
        var results: [String] = []
        let error = await #expect(throws: ReadProblem.self) {
            for try await result in sequence(source, window: 3, failFast: true) { results.append(result) }
        }
        #expect(error?.place == "part 7")
        #expect(results == source.expected(0...7))
    }

    @Test func fatalErrorComesAfterWhatWasReadBeforeIt() async throws {
        let source = NumberSource(parts: 200, failureAt: 9)
        var results: [String] = []
        await #expect(throws: NumberSource.Broken()) {
            for try await result in sequence(source, window: 4) { results.append(result) }
        }
        #expect(results == source.expected(0...9))
        #expect(source.running.withLock { $0.now } == 0)
        #expect(source.running.withLock { $0.begun } < 200)
    }

    @Test func listingErrorComesAfterEverythingThatWasListed() async throws {
        let source = NumberSource(parts: 20, listingFailsAfter: 13)
        var results: [String] = []
        await #expect(throws: NumberSource.Broken()) {
            for try await result in sequence(source, window: 4) { results.append(result) }
        }
        #expect(results == source.expected(0..<13))
    }

    @Test func errorOfTheTransformIsThrown() async throws {
        let pipeline = OrderedPipeline<NumberSource, Int>(source: NumberSource(parts: 20), window: 2) { _ in
            throw NumberSource.Broken()
        }
        let results = MappedBatches(pipeline, report: report, failFast: false)
        await #expect(throws: NumberSource.Broken()) {
            for try await _ in results {}
        }
    }

    @Test func breakingOffStopsTheWorkers() async throws {
        let source = NumberSource(parts: 100_000, batchesOfPart: { _ in 3 })
        do {
            let results = sequence(source, window: 4)
            for try await _ in results { break }
        }
        // What runs ends by itself: nobody takes its results any more.
        while source.running.withLock({ $0.now }) > 0 { await Task.yield() }
        #expect(source.running.withLock { $0.begun } < 100)
    }

    @Test func cancellingTheConsumerStopsTheWorkers() async throws {
        let source = NumberSource(parts: 100_000, batchesOfPart: { _ in 3 })
        let results = sequence(source, window: 4)
        let consumer = Task {
            for try await _ in results { await Task.yield() }
        }
        while source.running.withLock({ $0.begun }) < 20 { await Task.yield() }
        consumer.cancel()
        await #expect(throws: CancellationError.self) { try await consumer.value }
        #expect(source.running.withLock { $0.now } == 0)
        #expect(source.running.withLock { $0.begun } < 100_000)
    }

    @Test func workersDoNotRunAheadOfWhoTakesTheResults() async throws {
        let source = NumberSource(parts: 1000, batchesOfPart: { _ in 1 })
        var iterator = sequence(source, window: 4).makeAsyncIterator()
        _ = try await iterator.next()
        for _ in 0..<10_000 { await Task.yield() }
        // The one that was taken, four that wait in order, four that run, and one that waits to be let in.
        #expect(source.running.withLock { $0.begun } <= 10)
    }
}
