import HTTPMessages
import HTTPTransport
import JSON
import Locking
import MockAWS
import ScanSupport
import Testing

@testable import CloudTrailReader

@Suite(.timeLimit(.minutes(15))) struct VisibilityKeeperTests {
    /// A clock that goes on when somebody sleeps.
    private final class Clock: Sendable {
        private let time = Locked(Duration.zero)
        let pauses = Locked<[Duration]>([])
        var now: Duration { time.withLock { $0 } }
        func sleep(_ duration: Duration) {
            time.withLock { $0 += duration }
            pauses.withLock { $0.append(duration) }
        }
    }

    /// Keeps a message up until the keeper gives up; after how long, and the times it asked for.
    private func keep(
        timeout: Int = 30, _ answer: @escaping SpyTransport.Intercept
    ) async throws -> (end: Duration, asked: [Int64], events: [FollowEvent]) {
        let bench = try await FollowBench()
        defer { bench.stop() }
        bench.spy.answer(answer)
        let clock = Clock()
        var options = FollowOptions()
        options.isOnce = true
        options.sleep = { clock.sleep($0) }
        options.elapsed = { clock.now }
        let events = Locked<[FollowEvent]>([])
        let tally = FollowTally(onEvent: { event in events.withLock { $0.append(event) } })
        let calls = QueueCalls(
            url: bench.url, client: bench.client, options: options, interrupt: ReadingInterrupt(), tally: tally)
        await VisibilityKeeper(calls: calls, timeout: timeout, options: options, tally: tally).keep("handle")
        return (
            clock.now, bench.spy.calls.compactMap { $0.input["VisibilityTimeout"]?.integer }, events.withLock { $0 }
        )
    }

    private static let done = HTTPResponse(status: 200, headers: [:], body: Array("{}".utf8))

    @Test func visibilityIsExtendedAtHalfLifeForTwelveHours() async throws {
        let (end, asked, events) = try await keep(timeout: 3600) { _ in Self.done }
        #expect(asked.dropLast().allSatisfy { $0 == 3600 })
        // At eleven hours the rest, short of its last second, is all there is to ask for.
        #expect(asked.last == 3599 && end == .seconds(39_600) && asked.count == 22)
        #expect(events == [])
    }

    @Test(arguments: [
        "ReceiptHandleIsInvalid", "MessageNotInflight", "InvalidParameterValue", "InvalidParameterValueException",
        "AWS.SimpleQueueService.MessageNotInflight",
    ])
    func deadHandleEndsIt(code: String) async throws {
        let (end, asked, events) = try await keep { call in
            call.number < 2 ? Self.done : .sqsError(code)
        }
        #expect(asked.count == 3 && end == .seconds(45) && events == [])
    }

    @Test func refusalIsToldAndEndsIt() async throws {
        let (_, asked, events) = try await keep { _ in .sqsError("AccessDeniedException") }
        #expect(asked.count == 1 && events.count == 1)
    }

    @Test func failureInPassingIsTriedAgainInTheTimeThatIsLeft() async throws {
        // Three attempts a call: two calls fail, the third succeeds.
        let (end, asked, _) = try await keep { call in
            switch call.number {
            case 0..<6: throw TransportError(.reset, origin: "x")
            case 6: Self.done
            default: .sqsError("ReceiptHandleIsInvalid")
            }
        }
        #expect(asked.count == 8)
        // At 15, 22.5 and 26.25 seconds; then half of the thirty from there.
        #expect(end == .seconds(26.25) + .seconds(15))
    }

    @Test func thatNobodyAnswersEndsWithTheTime() async throws {
        let (end, _, _) = try await keep { _ in throw TransportError(.reset, origin: "x") }
        #expect(end >= .seconds(30) && end < .seconds(31))
    }
}
