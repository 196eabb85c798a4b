import AWSOperations
import CloudTrailReader
import HTTPTransport
import MockAWS
import ScanSupport
import Testing

/// An interrupt while SQS gives no answer.
@Suite(.timeLimit(.minutes(15))) struct FollowInterruptTests {
    private let key = ScanBench.key(1)

    @Test func interruptAtTheStartEndsIt() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        let interrupt = ReadingInterrupt()
        bench.spy.answer { call in
            guard call.operation == "GetQueueAttributes" else { return nil }
            interrupt.raise()
            // As a server that does not answer would.
            try await Task.sleep(for: .seconds(1000))
            return nil
        }
        let report = try await bench.follower(bench.options { $0.isOnce = false }, interrupt: interrupt).follow()
        #expect(report.wasInterrupted && bench.spy.count("ReceiveMessage") == 0)
    }

    @Test func interruptWhileAMessageCannotBeDeletedIsNoFailure() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(key)
        try await bench.announce(key)
        bench.spy.answer { call in
            if call.operation == "DeleteMessage" { throw TransportError(.reset, origin: "x") }
            return nil
        }
        let interrupt = ReadingInterrupt()
        let options = bench.options {
            $0.isOnce = false
            $0.elapsed = { .zero }
            $0.sleep = { duration in
                if duration == .seconds(15) { try await Task.sleep(for: .seconds(1000)) }
                if duration >= .seconds(1) { interrupt.raise() }
            }
        }
        let report = try await bench.follower(options, interrupt: interrupt).follow()
        #expect(report.wasInterrupted && report.read == 1 && report.left == 1 && report.deleted == 0)
    }
}
