import AWSOperations
import CloudTrail
import HTTPMessages
import HTTPTransport
import Locking
import MockAWS
import ScanSupport
import Testing

@testable import CloudTrailReader

/// S3 that gives nothing for a while.
@Suite(.timeLimit(.minutes(15))) struct FollowOutageTests {
    private let keys = (0..<12).map { ScanBench.key($0) }

    /// Options without an end and without waiting; `onPause` is told of each pause between two attempts.
    private func options(_ bench: FollowBench, _ onPause: @escaping @Sendable (Duration) -> Void) -> FollowOptions {
        bench.options(threads: 2) {
            $0.isOnce = false
            $0.elapsed = { .zero }
            $0.sleep = { duration in
                // The half-life of a message in hand; it ends when the message is released.
                if duration == .seconds(15) { try await Task.sleep(for: .seconds(1000)) }
                if duration >= .seconds(1) { onPause(duration) }
            }
        }
    }

    @Test func outageKeepsMessagesInHandAndIsToldOnce() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        for key in keys {
            try await bench.put(key)
            try await bench.announce(key)
        }
        let interrupt = ReadingInterrupt()
        let pauses = Locked(0)
        let most = Locked(0)
        bench.spy.answer { call in
            guard call.operation == "GetObject" else { return nil }
            guard call.number < 60 else { return nil }
            most.withLock { $0 = max($0, bench.spy.receiptHandles.count) }
            if call.number % 2 == 0 { throw TransportError(.reset, origin: "x") }
            return HTTPResponse(status: 503, headers: [:], body: [])
        }
        let sink = CollectingSink(onDelivery: { if $0 == 12 { interrupt.raise() } })
        let options = options(bench) { _ in pauses.withLock { $0 += 1 } }
        let report = try await bench.follower(options, sink: sink, interrupt: interrupt).follow()
        #expect(sink.takeKeys().sorted() == keys)
        #expect(
            report.deleted == 12 && report.left == 0 && report.failed >= 10 && report.failed == pauses.withLock { $0 })
        // Each was received once, and in the outage no more than one call gives.
        #expect(report.received == 12 && most.withLock { $0 } <= 4)
        let told = bench.events.filter { event in
            switch event {
            case .trouble(let text): text.hasSuffix("tried again until S3 answers")
            default: true
            }
        }
        #expect(told.count == 2 && told.last == .note("S3 answers again"))
    }

    @Test func interruptEndsTheWait() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.announce(keys[0])
        bench.spy.answer { call in
            call.operation == "GetObject" ? HTTPResponse(status: 503, headers: [:], body: []) : nil
        }
        let interrupt = ReadingInterrupt()
        let options = options(bench) { if $0 >= .seconds(4) { interrupt.raise() } }
        let report = try await bench.follower(options, interrupt: interrupt).follow()
        #expect(report.wasInterrupted && report.left == 1 && report.failed == 4)
        #expect(try await bench.depth() == [0, 1])
    }

    @Test func objectThatFailsAmongOthersIsLeft() {
        let events = Locked<[FollowEvent]>([])
        let outage = ObjectOutage(tally: FollowTally(onEvent: { event in events.withLock { $0.append(event) } }))
        let problem = TrailProblem(place: "s3://a/b", cause: .transfer, reason: "x")
        var retry = outage.retry()
        var pauses: [Duration?] = []
        for _ in 0..<10 { pauses.append(retry.pause(after: problem)) }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60].map { .seconds($0) } && outage.isOn)
        for number in 1...5 {
            outage.end()
            #expect(!outage.isOn)
            #expect((retry.pause(after: problem) == nil) == (number == 5))
        }
        #expect(events.withLock { $0 }.count == 2)
    }
}
