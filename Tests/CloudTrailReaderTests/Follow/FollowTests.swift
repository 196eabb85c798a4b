import AWSOperations
import CloudTrail
import CloudTrailReader
import JSON
import Locking
import MockAWS
import ScanSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct FollowTests {
    private let keys = (0..<12).map { ScanBench.key($0) }

    @Test(arguments: [1, 3, 16]) func everyAnnouncedObjectIsReadOnceAndItsMessageDeleted(threads: Int) async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        for key in keys { try await bench.put(key) }
        for key in keys.dropLast(6) { try await bench.announce(key) }
        try await bench.announce(Array(keys.suffix(6)))
        let report = try await bench.follow(bench.options(threads: threads))
        let taken = bench.sink.takeObjects()
        #expect(taken.map(\.key).sorted() == keys)
        #expect(taken.allSatisfy { $0.text == $0.key })
        #expect(report.received == 7 && report.deleted == 7 && report.read == 12)
        #expect(!report.hasGaps && bench.problems == [])
        #expect(try await bench.depth() == [0, 0])
        // No more is received than there is work for.
        let counts = bench.spy.calls.compactMap { $0.input["MaxNumberOfMessages"]?.integer }
        #expect(counts.allSatisfy { (1...min(10, 2 * Int64(threads))).contains($0) })
    }

    @Test func messageIsDeletedAfterAllOfItsObjectsWereTaken() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        for key in keys.prefix(4) { try await bench.put(key) }
        try await bench.announce(keys[0], keys[1], keys[2], keys[3])
        let deletions = Locked<[Int]>([])
        let (spy, taken) = (bench.spy, Locked(0))
        let sink = CollectingSink(onDelivery: { count in
            taken.withLock { $0 = count }
            deletions.withLock { $0.append(spy.count("DeleteMessage")) }
        })
        _ = try await bench.follower(sink: sink).follow()
        #expect(deletions.withLock { $0 } == [0, 0, 0, 0] && spy.count("DeleteMessage") == 1)
    }

    @Test func missingObjectBlocksNothingAndItsMessageStays() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        for key in [keys[0], keys[2], keys[3]] { try await bench.put(key) }
        let id = try await bench.announce(keys[0], keys[1], keys[2])
        try await bench.announce(keys[3])
        let report = try await bench.follow()
        #expect(bench.sink.takeKeys().sorted() == [keys[0], keys[2], keys[3]])
        #expect(report.left == 1 && report.deleted == 1 && report.failed == 1 && report.hasGaps)
        guard case .object(let problem, id) = try #require(bench.problems.first), bench.problems.count == 1 else {
            Issue.record("\(bench.events)")
            return
        }
        #expect(problem.place.hasSuffix(keys[1]) && problem.cause == .refused)
        #expect(try await bench.depth() == [0, 1])
    }

    @Test func messageThatComesAgainHasItsTakenObjectsReadNoSecondTime() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        try await bench.put(keys[0])
        try await bench.announce(keys[0], keys[1])
        let interrupt = ReadingInterrupt()
        let spy = bench.spy
        // When the object was missing, it comes; and the message comes again.
        spy.answer { call in
            guard call.operation == "ReceiveMessage", call.number == 1 else { return nil }
            try await bench.put(keys[1])
            try await bench.makeVisible()
            return nil
        }
        let sink = CollectingSink(onDelivery: { if $0 == 2 { interrupt.raise() } })
        let options = bench.options { $0.isOnce = false }
        let report = try await bench.follower(options, sink: sink, interrupt: interrupt).follow()
        #expect(sink.takeKeys() == [keys[0], keys[1]])
        #expect(spy.calls.filter { $0.operation == "GetObject" && $0.path.contains(keys[0]) }.count == 1)
        #expect(report.received == 2 && report.deleted == 1 && report.left == 0 && report.wasInterrupted)
        #expect(bench.problems.count == 1)
        #expect(try await bench.depth() == [0, 0])
    }

    @Test func newerReceiptOfAMessageInHandIsTakenOver() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        for key in keys.prefix(2) { try await bench.put(key) }
        try await bench.announce(keys[0])
        let (spy, received) = (bench.spy, Locked(0))
        spy.answer { call in
            switch call.operation {
            case "ReceiveMessage" where call.number == 1: try await bench.makeVisible()
            case "ReceiveMessage": received.withLock { $0 = call.number }
            case "GetObject":
                // The object takes until its message has been received a second time.
                while received.withLock({ $0 }) < 2 { await Task.yield() }
            default: break
            }
            return nil
        }
        let report = try await bench.follow()
        #expect(bench.sink.takeKeys() == [keys[0]])
        #expect(spy.receiptHandles.count == 2 && report.received == 2 && report.deleted == 1)
        let deleted = spy.calls.filter { $0.operation == "DeleteMessage" }.map { $0.input["ReceiptHandle"]?.string }
        #expect(deleted == [spy.receiptHandles.last])
        #expect(try await bench.depth() == [0, 0])
    }

    @Test func interruptGivesBackWhatWasNotBegun() async throws {
        let bench = try await FollowBench(visibilityTimeout: 600)
        defer { bench.stop() }
        for key in keys.prefix(6) {
            try await bench.put(key)
            try await bench.announce(key)
        }
        let interrupt = ReadingInterrupt()
        let sink = CollectingSink(onDelivery: { _ in interrupt.raise() })
        let options = bench.options(threads: 1) { $0.isOnce = false }
        let report = try await bench.follower(options, sink: sink, interrupt: interrupt).follow()
        #expect(sink.takeKeys().count == 1 && report.deleted == 1 && report.left == 0 && report.wasInterrupted)
        #expect(try await bench.depth() == [5, 0])
    }

    @Test func interruptEndsTheLongPoll() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        let interrupt = ReadingInterrupt()
        bench.spy.answer { call in
            if call.operation == "ReceiveMessage" {
                interrupt.raise()
                // As a long poll that gives nothing would.
                try await Task.sleep(for: .seconds(1000))
            }
            return nil
        }
        let report = try await bench.follower(bench.options { $0.isOnce = false }, interrupt: interrupt).follow()
        #expect(report.wasInterrupted && report.received == 0)
    }

    @Test func sinkThatFailsEndsItAndNothingIsDeletedThatItDidNotTake() async throws {
        let bench = try await FollowBench()
        defer { bench.stop() }
        for key in keys {
            try await bench.put(key)
            try await bench.announce(key)
        }
        bench.sink.crash(after: 5)
        let follower = try bench.follower(bench.options(threads: 3))
        await #expect(throws: CollectingSink.Crash.self) { try await follower.follow() }
        let first = bench.sink.takeKeys()
        #expect(first.count == 5 && follower.report.deleted == 4)
        #expect(try await bench.depth().reduce(0, +) == 8)
        try await bench.makeVisible()
        bench.sink.crash(after: nil)
        try await bench.follow()
        let second = bench.sink.takeKeys()
        #expect(second.count == 8 && Set(first + second) == Set(keys))
    }
}
