import AWSClient
import AWSOperations
import HTTPTransport
import Locking

/// The calls to the queue; while one is followed on and on, what may pass is waited for.
final class QueueCalls: Sendable {
    let url: String
    private let client: AWSClient
    private let options: FollowOptions
    private let interrupt: ReadingInterrupt
    private let tally: FollowTally
    private let isOutage = Locked(false)

    private static let longestPause = Duration.seconds(60)
    /// Where the queue's own attribute cannot be had: the default of SQS.
    private static let usualTimeout = 30

    init(
        url: String, client: AWSClient, options: FollowOptions, interrupt: ReadingInterrupt, tally: FollowTally
    ) {
        self.url = url
        self.client = client
        self.options = options
        self.interrupt = interrupt
        self.tally = tally
    }

    /// How long the queue hides what was received, in seconds; not 0, with which two would read everything.
    func visibilityTimeout() async throws -> Int {
        do {
            let output = try await client.send(
                GetQueueAttributes(queueURL: url, attributeNames: ["VisibilityTimeout"]))
            let seconds = output.attributes?["VisibilityTimeout"].flatMap { Int($0) } ?? QueueCalls.usualTimeout
            return seconds > 0 ? seconds : QueueCalls.usualTimeout
        } catch let error as AWSError where error.code.hasPrefix("AccessDenied") {
            tally.tell(
                .note("sqs:GetQueueAttributes is denied; messages are hidden for \(QueueCalls.usualTimeout) seconds"))
            return QueueCalls.usualTimeout
        }
    }

    /// Receives messages; waits for some.
    func receive(_ count: Int, hiddenFor seconds: Int) async throws -> [SQSMessage] {
        let request = ReceiveMessage(
            queueURL: url, messageSystemAttributeNames: ["All"], messageAttributeNames: ["All"],
            maxNumberOfMessages: min(max(1, count), 10), visibilityTimeout: seconds, waitTimeSeconds: options.wait)
        return try await persistently { [client] in try await client.send(request).messages ?? [] }
    }

    /// Deletes a message.
    func delete(_ handle: String) async throws {
        let request = DeleteMessage(queueURL: url, receiptHandle: handle)
        try await persistently { [client] in _ = try await client.send(request) }
    }

    /// Hides a message for so long from now; 0 gives it back.
    func hide(_ handle: String, for seconds: Int) async throws {
        _ = try await client.send(
            ChangeMessageVisibility(queueURL: url, receiptHandle: handle, visibilityTimeout: seconds))
    }

    /// Tries until it succeeds, or fails for good; once only where following has an end.
    private func persistently<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        var pause = Duration.seconds(1)
        while true {
            do {
                let result = try await body()
                if isOutage.withLock({ exchange(&$0, with: false) }) { tally.tell(.note("SQS answers again")) }
                return result
            } catch  where QueueCalls.mayPass(error) && !options.isOnce && !interrupt.isRaised {
                if !isOutage.withLock({ exchange(&$0, with: true) }) {
                    tally.tell(.trouble("\(error); tried again until SQS answers"))
                }
                // An interrupt ends the pause; then there is one more attempt.
                let (sleep, length) = (options.sleep, pause)
                try? await interrupt.cancelling { try await sleep(length) }
                try Task.checkCancellation()
                pause = min(pause * 2, QueueCalls.longestPause)
            }
        }
    }

    /// Whether the next attempt, or another message, may fare better.
    static func mayPass(_ error: any Error) -> Bool {
        switch error {
        case let error as TransportError: error.isTransient
        case let error as AWSError:
            error.httpStatus >= 500 || error.httpStatus == 429 || error.code.contains("Throttl")
                || ["OverLimit", "RequestLimitExceeded", "SlowDown"].contains { error.code.hasSuffix($0) }
        // What is no answer of SQS: something in between is out of order.
        case is AWSCodingError: true
        default: false
        }
    }
}

extension AWSError {
    /// Whether SQS says that a handle is worth nothing any more.
    ///
    /// Which of the three it says depends on how the handle died: SQS API reference, "ChangeMessageVisibility"; with an
    /// invalid parameter value it answers for messages that are gone, and beyond the twelve hours.
    var isDeadHandle: Bool {
        code.hasSuffix("ReceiptHandleIsInvalid") || code.hasSuffix("MessageNotInflight")
            || code.hasPrefix("InvalidParameterValue")
    }

    /// Whether the caller may not do this, whatever the message.
    var isDenied: Bool {
        code.hasPrefix("AccessDenied") || code == "AuthorizationError"
    }
}
