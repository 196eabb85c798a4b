import Channels
import Testing

@Suite(.timeLimit(.minutes(15))) struct BoundedChannelTests {
    private struct Broken: Error, Equatable {}

    @Test(arguments: [1, 2, 7, 5000])
    func elementsComeInTheOrderSent(capacity: Int) async throws {
        let channel = BoundedChannel<Int>(capacity: capacity)
        async let sending: Void = {
            for number in 0..<3000 { try await channel.send(number) }
            channel.finish()
        }()
        var received: [Int] = []
        while let number = try await channel.next() { received.append(number) }
        try await sending
        #expect(received == Array(0..<3000))
    }

    @Test func senderWaitsWhileTheQueueIsFull() async throws {
        let channel = BoundedChannel<Int>(capacity: 2)
        try await channel.send(1)
        try await channel.send(2)
        let third = Task { try await channel.send(3) }
        #expect(try await channel.next() == 1)
        try await third.value
        #expect(try await channel.next() == 2)
        #expect(try await channel.next() == 3)
    }

    private final class Token: Sendable {}

    @Test func whatWasTakenIsNotHeldWhileOthersWait() async throws {
        let channel = BoundedChannel<Token>(capacity: 3)
        for _ in 0..<3 { try await channel.send(Token()) }
        weak var taken: Token?
        func takeAndLetGo() async throws {
            let token = try await channel.next()
            taken = token
        }
        try await takeAndLetGo()
        #expect(taken == nil)
    }

    @Test func errorComesAfterWhatWasSent() async throws {
        let channel = BoundedChannel<Int>(capacity: 2)
        try await channel.send(1)
        channel.finish(throwing: Broken())
        #expect(try await channel.next() == 1)
        await #expect(throws: Broken()) { try await channel.next() }
    }

    @Test func closingReleasesASenderThatWaits() async throws {
        let channel = BoundedChannel<Int>(capacity: 1)
        try await channel.send(1)
        let waiting = Task { try await channel.send(2) }
        channel.close()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await #expect(throws: CancellationError.self) { try await channel.next() }
    }

    @Test func cancellingReleasesAReceiverThatWaits() async throws {
        let channel = BoundedChannel<Int>(capacity: 1)
        let waiting = Task { try await channel.next() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await #expect(throws: CancellationError.self) { try await channel.send(1) }
    }

    @Test func finishedChannelTakesNothing() async throws {
        let channel = BoundedChannel<Int>(capacity: 1)
        channel.finish()
        await #expect(throws: CancellationError.self) { try await channel.send(1) }
        #expect(try await channel.next() == nil)
        #expect(try await channel.next() == nil)
    }
}
