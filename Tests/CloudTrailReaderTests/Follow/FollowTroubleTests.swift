import AWSOperations
import CloudTrail
import CloudTrailReader
import HTTPMessages
import HTTPTransport
import JSON
import Locking
import MockAWS
import ScanSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct FollowTroubleTests {
    private let key = ScanBench.key(1)

    @Test func outageIsToldOnceAndWaitedFor() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(key)
        try await bench.announce(key)
        let interrupt = ReadingInterrupt()
        let pauses = Locked<[Duration]>([])
        // Three attempts each: seven calls fail, then SQS answers.
        bench.spy.answer { call in
            guard call.operation == "ReceiveMessage", call.number < 21 else { return nil }
            if call.number % 2 == 0 { throw TransportError(.connect, origin: "x") }
            return .sqsError("InternalFailure", status: 500)
        }
        let sink = CollectingSink(onDelivery: { _ in interrupt.raise() })
        let options = bench.options {
            $0.isOnce = false
            $0.elapsed = { .zero }
            $0.sleep = { duration in
                // The half-life of the message in hand is no part of it, nor the grace of the interrupt.
                if duration != .seconds(15), duration >= .seconds(1) { pauses.withLock { $0.append(duration) } }
                if duration == .seconds(15) { try await Task.sleep(for: .seconds(1000)) }
            }
        }
        let report = try await bench.follower(options, sink: sink, interrupt: interrupt).follow()
        #expect(report.read == 1 && report.deleted == 1)
        #expect(pauses.withLock { $0 } == [1, 2, 4, 8, 16, 32, 60].map { .seconds($0) })
        let troubles = bench.events.filter { if case .trouble = $0 { true } else { false } }
        #expect(troubles.count == 1 && bench.events.last == .note("SQS answers again"))
    }

    @Test(arguments: [
        ("GetQueueAttributes", "QueueDoesNotExist"), ("ReceiveMessage", "AccessDenied"),
        ("ReceiveMessage", "QueueDoesNotExist"), ("DeleteMessage", "AccessDenied"),
        ("ReceiveMessage", "ExpiredToken"),
    ])
    func whatWillNotPassEndsIt(operation: String, code: String) async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        for minute in 0..<20 {
            try await bench.put(ScanBench.key(minute))
            try await bench.announce(ScanBench.key(minute))
        }
        bench.spy.answer { call in call.operation == operation ? .sqsError(code) : nil }
        let options = bench.options(threads: 2) { $0.isOnce = false }
        let error = await #expect(throws: AWSError.self) { try await bench.follow(options) }
        #expect(error?.code.hasSuffix(code) == true)
        #expect(bench.sink.takeKeys().count <= 2)
    }

    @Test func queueWhoseAttributesAreDeniedIsFollowed() async throws {
        let bench = try await FollowBench(visibilityTimeout: 77)
        defer { bench.stop() }
        try await bench.put(key)
        try await bench.announce(key)
        bench.spy.answer { call in call.operation == "GetQueueAttributes" ? .sqsError("AccessDenied") : nil }
        let report = try await bench.follow()
        #expect(report.read == 1)
        #expect(bench.spy.calls.compactMap { $0.input["VisibilityTimeout"]?.integer }.allSatisfy { $0 == 30 })
    }

    @Test func bucketThatIsNotThereConcernsItsMessagesOnly() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.announce(key, bucket: "no-such-bucket")
        try await bench.put(key)
        try await bench.announce(key)
        let report = try await bench.follow()
        #expect(report.read == 1 && report.deleted == 1 && report.left == 1)
    }

    @Test(arguments: ["ReceiptHandleIsInvalid", "InternalFailure", "reset"])
    func messageThatCannotBeDeletedIsDeletedWhenItComesAgain(code: String) async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(key)
        try await bench.announce(key)
        bench.spy.answer { call in
            if call.operation == "DeleteMessage", call.number < 3 {
                if code == "reset" { throw TransportError(.reset, origin: "x") }
                if code == "InternalFailure" { return .sqsError(code, status: 500) }
                if call.number == 0 { return .sqsError(code) }
            }
            if call.operation == "ReceiveMessage" { try await bench.makeVisible() }
            return nil
        }
        let report = try await bench.follow()
        #expect(bench.sink.takeKeys() == [key] && bench.spy.count("GetObject") == 1)
        #expect(report.received >= 2 && report.deleted == 1 && report.left == 0)
        #expect(try await bench.depth() == [0, 0])
    }

    @Test func objectThatIsOvertakenIsReadAgain() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(key)
        try await bench.announce(key)
        let sink = OvertakenSink(times: 2)
        let follower = QueueFollower(
            queue: try QueueAddress(bench.url), client: bench.client, sink: sink, options: bench.options())
        let report = try await follower.follow()
        #expect(report.read == 1 && report.deleted == 1 && bench.spy.count("GetObject") == 3)
    }
}

/// A sink that wants an object again some times.
private final class OvertakenSink: ObjectSink {
    private let left: Locked<Int>

    init(times: Int) { left = Locked(times) }

    func reader(for object: TrailObject) -> CollectingSink.Reader { CollectingSink().reader(for: object) }

    func deliver(_ output: String, of object: TrailObject) async throws {
        let isOvertaken = left.withLock { left in
            left -= 1
            return left >= 0
        }
        if isOvertaken { throw ReadObjectAgain() }
    }
}
