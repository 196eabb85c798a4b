import Locking

/// The report of a running follower, and what was told of the messages that are left.
final class FollowTally: Sendable {
    /// A message that could not be done with.
    private struct Left {
        var reasons: Set<String> = []
        /// How often it was left only because it could not be deleted; nil where there was another reason.
        var undeleted: Int? = 0
    }

    private struct State {
        var report = FollowReport()
        var left: [String: Left] = [:]
        /// The messages that were left in the order of their coming, also some that have gone.
        var order: [String] = []
    }

    private let state = Locked(State())
    private let onEvent: (@Sendable (FollowEvent) -> Void)?

    /// How many messages that are left are known by their ids, at least; the oldest are forgotten, and told once more.
    private static let mostKnown = 50_000

    init(onEvent: (@Sendable (FollowEvent) -> Void)?) {
        self.onEvent = onEvent
    }

    var report: FollowReport { state.withLock { $0.report } }

    func count(_ change: @Sendable (inout FollowReport) -> Void) {
        state.withLock { change(&$0.report) }
    }

    func tell(_ event: FollowEvent) {
        onEvent?(event)
    }

    /// Notes that a message is left, and tells why, unless the same was told of it before.
    ///
    /// - Parameters:
    ///   - message: its id.
    ///   - reason: what distinguishes one reason from another.
    ///   - isUndeleted: whether everything is done but the deletion.
    ///   - event: what is told.
    func leave(_ message: String, because reason: String, isUndeleted: Bool = false, _ event: FollowEvent) {
        let isNew = state.withLock { state in
            if state.left[message] == nil {
                state.report.left += 1
                state.order.append(message)
                FollowTally.forgetOldest(&state)
            }
            var left = state.left[message] ?? Left()
            left.undeleted = isUndeleted ? left.undeleted.map { $0 + 1 } : nil
            defer { state.left[message] = left }
            return left.reasons.insert(reason).inserted
        }
        if isNew { onEvent?(event) }
    }

    private static func forgetOldest(_ state: inout State) {
        guard state.order.count > 2 * mostKnown else { return }
        for old in state.order.prefix(mostKnown) { state.left[old] = nil }
        state.order.removeFirst(mostKnown)
    }

    /// Whether a message was left before, and would be left again; one that was only not deleted is worth some tries.
    func isHopeless(_ message: String) -> Bool {
        state.withLock { state in
            guard let left = state.left[message] else { return false }
            return left.undeleted.map { $0 >= 3 } ?? true
        }
    }

    /// Notes that a message has gone from the queue.
    func gone(_ message: String, isQuarantined: Bool = false) {
        state.withLock { state in
            if state.left.removeValue(forKey: message) != nil { state.report.left -= 1 }
            if isQuarantined { state.report.quarantined += 1 } else { state.report.deleted += 1 }
        }
    }
}
