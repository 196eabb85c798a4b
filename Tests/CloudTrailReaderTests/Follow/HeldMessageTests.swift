import AWSOperations
import Testing

@testable import CloudTrailReader

@Suite(.timeLimit(.minutes(15))) struct HeldMessageTests {
    private func message() throws -> HeldMessage {
        try #require(HeldMessage(SQSMessage(messageID: "m", receiptHandle: "a", body: "b")))
    }

    private func keeper() -> Task<Void, Never> { Task { try? await Task.sleep(for: .seconds(1000)) } }

    @Test func newerKeeperTakesThePlaceOfTheOlder() throws {
        let message = try message()
        let (first, second) = (keeper(), keeper())
        message.keep(by: first)
        message.keep(HeldMessage.Receipt(handle: "c", receiveCount: 2), by: second)
        #expect(first.isCancelled && !second.isCancelled && message.receipt.handle == "c")
        message.release()
        #expect(second.isCancelled)
    }

    @Test func whatWasReleasedIsKeptUpNoMore() throws {
        let message = try message()
        let (first, second) = (keeper(), keeper())
        message.keep(by: first)
        message.release()
        message.keep(HeldMessage.Receipt(handle: "c", receiveCount: 2), by: second)
        #expect(first.isCancelled && second.isCancelled && message.receipt.handle == "a")
    }
}
