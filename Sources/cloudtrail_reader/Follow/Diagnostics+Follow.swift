import CloudTrailReader

extension Diagnostics {
    /// Tells what a follower came upon.
    func tell(_ event: FollowEvent) {
        switch event {
        case .note(let text): note(text)
        case .trouble(let text): error(text)
        case .object(let problem, let messageID):
            let requestID = verbose ? problem.requestID.map { ", request id \($0)" } : nil
            error("\(problem.description) (message \(messageID)\(requestID ?? ""))")
        case .message(let id, let reason, let isQuarantined):
            error("message \(id) \(isQuarantined ? "went into quarantine" : "stays in the queue"): \(reason)")
        }
    }
}
