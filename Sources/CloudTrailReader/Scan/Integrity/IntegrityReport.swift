/// What a scan found out about the log files that it read, by the digests of the trail.
public struct IntegrityReport: Sendable, Hashable, CustomStringConvertible {
    /// Digests whose signature and place in their chain are right.
    public var validDigests = 0
    /// Digests with which something is wrong, or that are missing.
    public var invalidDigests = 0
    /// Spans of time whose digests are missing.
    public var gaps = 0
    /// Log files whose hash a valid digest has.
    public var valid = 0
    /// Log files whose hash is another; nothing of them was delivered.
    public var altered = 0
    /// Log files that a digest names and that are not there.
    public var missing = 0
    /// Log files that were delivered though no valid digest names them, at times that digests cover.
    public var unsigned = 0
    /// Log files that were delivered, and whose time no digest covers yet.
    public var notCovered = 0
    /// Log files that an earlier scan had read: their check was that scan's.
    public var notCheckedAgain = 0

    /// Creates a report of nothing.
    public init() {}

    /// Whether something is wrong.
    public var hasFaults: Bool { invalidDigests > 0 || gaps > 0 || altered > 0 || missing > 0 || unsigned > 0 }

    /// One line.
    public var description: String {
        var parts = [
            "\(validDigests)/\(validDigests + invalidDigests) digests valid", "\(gaps) gaps",
            "\(valid) log files valid",
            "\(altered) altered", "\(missing) missing", "\(unsigned) unsigned", "\(notCovered) not covered yet",
        ]
        if notCheckedAgain > 0 { parts.append("\(notCheckedAgain) not checked again") }
        return parts.joined(separator: ", ")
    }
}
