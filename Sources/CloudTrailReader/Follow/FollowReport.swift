/// What became of the messages of a queue.
public struct FollowReport: Sendable, Hashable, CustomStringConvertible {
    /// Messages that were received, each receive of one counted.
    public var received = 0
    /// Messages that were deleted because all they announced was delivered, or because they announce nothing.
    public var deleted = 0
    /// Messages that went to the quarantine folder, and were deleted then.
    public var quarantined = 0
    /// Messages that could not be done with, and are in the queue still, or in its dead-letter queue.
    public var left = 0
    /// Objects that were delivered to the sink.
    public var read = 0
    /// Attempts to read an object that failed.
    public var failed = 0
    /// Objects in messages that are no log files: digests and what belongs to others.
    public var foreign = 0
    /// Whether following was told to end.
    public var wasInterrupted = false

    /// Creates a report of nothing.
    public init() {}

    /// Whether something that was announced is missing.
    public var hasGaps: Bool { left > 0 || quarantined > 0 }

    /// One line.
    public var description: String {
        var parts = [
            "\(received) received", "\(deleted) deleted", "\(quarantined) quarantined", "\(left) left",
            "\(read) objects read", "\(failed) failed",
        ]
        if foreign > 0 { parts.append("\(foreign) other objects") }
        if wasInterrupted { parts.append("interrupted") }
        return parts.joined(separator: ", ")
    }
}

/// Something worth telling while a queue is followed.
public enum FollowEvent: Sendable, Hashable {
    /// An object that a message announces could not be read; the message stays, and the object is tried again with it.
    case object(TrailProblem, messageID: String)
    /// A message leads to nothing: it stays in the queue, or went into quarantine.
    case message(id: String, reason: String, isQuarantined: Bool)
    /// Something does not work, and is tried again.
    case trouble(String)
    /// Something that is no problem, in one line.
    case note(String)
}
