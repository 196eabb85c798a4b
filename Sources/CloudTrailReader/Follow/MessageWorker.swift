import AWSOperations
import CloudTrail
import Digests

/// Does with a message what is to be done, to its end.
struct MessageWorker<Sink: ObjectSink>: Sendable {
    let calls: QueueCalls
    let objects: AnnouncedObjects<Sink>
    let quarantine: QuarantineFolder?
    let options: FollowOptions
    let halt: FollowHalt
    let tally: FollowTally

    /// Works on a message.
    ///
    /// - Throws: what ends the following.
    func work(_ message: HeldMessage) async throws {
        if let digest = message.message.md5OfBody, digest != MD5.hash(Array(message.body.utf8)).hexString {
            return leave(message, because: "it was damaged on its way from SQS: its MD5 hash is another")
        }
        switch CloudTrailMessage(body: message.body) {
        case .test: try await forget(message, "a test event of S3")
        case .validation: try await forget(message, "a validation message of CloudTrail")
        case .foreign(let what): try await isolate(message, because: "not about log files: \(what)")
        case .malformed(let reason): try await isolate(message, because: "not understood: \(reason)")
        case .objects(let announced): try await read(announced, of: message)
        }
    }

    private func read(_ announced: [AnnouncedObject], of message: HeldMessage) async throws {
        let wanted = announced.filter { $0.kind == .log }
        for other in announced where other.kind != .log {
            tally.count { $0.foreign += 1 }
            // Digests come every hour, and are nobody's loss.
            if other.kind != .digest { tally.tell(.note("left out, no log file of events: \(other)")) }
        }
        let outcome = await objects.read(wanted, of: message.id)
        guard outcome.isComplete else { return }
        guard !outcome.problems.isEmpty else {
            guard !outcome.shortfalls.isEmpty else {
                try await delete(message)
                return
            }
            // All there is was delivered: another receive would bring nothing more.
            return try await isolate(message, because: outcome.shortfalls.map(\.description).joined(separator: "; "))
        }
        let mayPass = outcome.problems.contains { $0.cause == .transfer }
        if quarantine != nil, !mayPass, message.receipt.receiveCount >= options.maxReceives {
            let reasons = outcome.problems.map(\.description).joined(separator: "; ")
            try await isolate(
                message, because: "received \(message.receipt.receiveCount) times, and not read: \(reasons)")
        } else {
            for problem in outcome.problems {
                tally.leave(message.id, because: problem.description, .object(problem, messageID: message.id))
            }
        }
    }

    private func forget(_ message: HeldMessage, _ what: String) async throws {
        try await delete(message)
        tally.tell(.note("message \(message.id) was \(what)"))
    }

    /// Puts a message into quarantine; without one, leaves it.
    private func isolate(_ message: HeldMessage, because reason: String) async throws {
        guard let quarantine else { return leave(message, because: reason) }
        try quarantine.keep(message, of: calls.url, because: reason)
        guard try await delete(message, isQuarantined: true) else { return }
        tally.tell(.message(id: message.id, reason: reason, isQuarantined: true))
    }

    private func leave(_ message: HeldMessage, because reason: String) {
        tally.leave(message.id, because: reason, .message(id: message.id, reason: reason, isQuarantined: false))
    }

    /// Deletes a message with its last handle; where that fails it comes again, and is deleted then.
    @discardableResult
    private func delete(_ message: HeldMessage, isQuarantined: Bool = false) async throws -> Bool {
        do {
            try await calls.delete(message.receipt.handle)
            tally.gone(message.id, isQuarantined: isQuarantined)
            return true
        } catch let error where MessageWorker.concernsOnlyThis(error) {
            let reason = "it could not be deleted, and comes again: \(error)"
            tally.leave(
                message.id, because: reason, isUndeleted: true,
                .message(id: message.id, reason: reason, isQuarantined: false))
            return false
        }
    }

    /// Whether another message may fare better than this one.
    private static func concernsOnlyThis(_ error: any Error) -> Bool {
        (error as? AWSError)?.isDeadHandle == true || QueueCalls.mayPass(error)
    }
}
