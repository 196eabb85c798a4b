import Timestamps

/// One thing that the validation of a trail found.
public enum DigestFinding: Sendable, Hashable, CustomStringConvertible {
    /// A digest; it is valid where it has no fault.
    case digest(TrailObject, isBackfill: Bool, DigestFault?)
    /// A log file; it is valid where it has no fault.
    case logFile(TrailObject, LogFileFault?)
    /// No digest that is there covers this span, and the one after it says that there was one before it.
    ///
    /// A digest covers an hour at the most, which gives the least number that is missing.
    case missingDigests(Range<Timestamp>, atLeast: Int)
    /// Between two chains: logging or validation was off, or no digest says otherwise. No fault.
    case noDelivery(Range<Timestamp>)
    /// The newest digest of a chain ends this long before the window does, by more than digests are late. No fault.
    ///
    /// Logging was off, or somebody took the newest digests away: no digest that is there can tell.
    case notCovered(Range<Timestamp>)
    /// An account has log files in a region, and not a single digest.
    ///
    /// Validation is off there, or somebody took all digests away.
    case noDigests(account: String, region: String)

    /// Whether something is wrong.
    public var isFault: Bool {
        switch self {
        case .digest(_, _, let fault): fault != nil
        case .logFile(_, let fault): fault != nil
        case .missingDigests, .noDigests: true
        case .noDelivery, .notCovered: false
        }
    }

    /// Whether it is a span of time rather than an object.
    var isGap: Bool {
        switch self {
        case .missingDigests, .noDelivery, .notCovered, .noDigests: true
        case .digest, .logFile: false
        }
    }

    /// One line, as `aws cloudtrail validate-logs` writes it (awscli 1.45).
    public var description: String {
        switch self {
        case .digest(let place, let isBackfill, let fault):
            "\(isBackfill ? "(backfill) " : "")Digest file\t\(place)\t\(DigestFinding.verdict(fault))"
        case .logFile(let place, let fault): "Log file\t\(place)\t\(DigestFinding.verdict(fault))"
        case .missingDigests(let span, let least):
            "Digest files are missing between \(span.lowerBound.iso8601) and \(span.upperBound.iso8601): "
                + "at least \(least)"
        case .noDelivery(let span):
            "No log files were delivered by CloudTrail between \(span.lowerBound.iso8601) and "
                + span.upperBound.iso8601
        case .notCovered(let span):
            "No digest covers \(span.lowerBound.iso8601) to \(span.upperBound.iso8601): logging was off, or digests "
                + "are missing"
        case .noDigests(let account, let region):
            "No digests of account \(account.printable) in \(region.printable), which has log files: validation is off "
                + "there, or digests are missing"
        }
    }

    private static func verdict(_ fault: (some CustomStringConvertible)?) -> String {
        fault.map { "INVALID: \("\($0)".printable)" } ?? "valid"
    }
}
