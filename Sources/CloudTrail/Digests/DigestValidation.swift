import Timestamps

/// What the validation of a trail found, and how it is told.
public struct DigestValidation: Sendable, Hashable {
    /// How many of a kind are valid, and how many are not.
    public struct Count: Sendable, Hashable {
        /// Those without a fault.
        public var valid = 0
        /// Those with a fault, the missing included.
        public var invalid = 0

        /// Creates a count.
        public init(valid: Int = 0, invalid: Int = 0) {
            self.valid = valid
            self.invalid = invalid
        }
    }

    /// All that was found, in order.
    public let findings: [DigestFinding]
    /// The window that was asked for; nil for all there is.
    public let requested: Range<Timestamp>?
    /// From the start of the first valid digest to the end of the last; nil where none is valid.
    public let found: Range<Timestamp>?
    /// Standard digests.
    public private(set) var digests = Count()
    /// Backfill digests.
    public private(set) var backfillDigests = Count()
    /// Log files that valid digests name.
    public private(set) var logFiles = Count()
    /// Log files that are there or named, and for which no valid digest vouches.
    public private(set) var unsignedLogFiles = 0
    /// Log files that were not read.
    public private(set) var unreadLogFiles = 0

    init(findings: [DigestFinding], requested: Range<Timestamp>?, found: Range<Timestamp>?) {
        self.findings = findings
        self.requested = requested
        if let found, let requested {
            // As `validate-logs`, not to tell of more than was asked for.
            let start = max(found.lowerBound, requested.lowerBound)
            let end = min(found.upperBound, requested.upperBound)
            self.found = start <= end ? start..<end : nil
        } else {
            self.found = found
        }
        for finding in findings { count(finding) }
    }

    private mutating func count(_ finding: DigestFinding) {
        switch finding {
        case .digest(_, true, let fault): DigestValidation.add(fault == nil, to: &backfillDigests)
        case .digest(_, false, let fault): DigestValidation.add(fault == nil, to: &digests)
        case .logFile(_, .unsigned), .logFile(_, .unlisted): unsignedLogFiles += 1
        case .logFile(_, .unread): unreadLogFiles += 1
        case .logFile(_, let fault): DigestValidation.add(fault == nil, to: &logFiles)
        case .missingDigests, .noDelivery, .notCovered, .noDigests: break
        }
    }

    private static func add(_ isValid: Bool, to count: inout Count) {
        if isValid { count.valid += 1 } else { count.invalid += 1 }
    }

    /// Whether something was found to validate, and nothing is wrong with it.
    public var isValid: Bool {
        digests.valid + backfillDigests.valid > 0 && !findings.contains(where: \.isFault)
    }

    /// The report as `aws cloudtrail validate-logs` prints it (awscli 1.45), and lines for what that does not look for.
    ///
    /// - Parameters:
    ///   - subject: what was validated, as the ARN of a trail; nil for a report without a heading.
    ///   - isVerbose: whether valid digests and log files have their lines, too.
    /// - Returns: lines, with a newline at the end.
    public func text(subject: String? = nil, isVerbose: Bool = false) -> String {
        var text = ""
        if let subject {
            let span = requested.map { " between \($0.lowerBound.iso8601) and \($0.upperBound.iso8601)" } ?? ""
            text += "Validating log files for \(subject.printable)\(span)\n\n"
        }
        // A fault and a gap stand between blank lines; what is valid does not.
        var isAfterBlank = true
        for finding in findings {
            if finding.isFault || finding.isGap {
                text += (isAfterBlank ? "" : "\n") + "\(finding)\n\n"
                isAfterBlank = true
            } else if isVerbose {
                text += "\(finding)\n"
                isAfterBlank = false
            }
        }
        return text + (isAfterBlank ? "" : "\n") + summary
    }

    /// The end of the report: what was asked for and found, and how many are valid.
    public var summary: String {
        var text = ""
        if let requested {
            text += "Results requested for \(requested.lowerBound.iso8601) to \(requested.upperBound.iso8601)\n"
        }
        if digests == Count(), backfillDigests == Count() {
            text += "No digests found\n"
        } else {
            if let found {
                text += "Results found for \(found.lowerBound.iso8601) to \(found.upperBound.iso8601):\n"
            } else {
                text += "No valid digests found in range\n"
            }
            for (count, name) in [(digests, "digest"), (backfillDigests, "backfill digest"), (logFiles, "log")] {
                let total = count.valid + count.invalid
                guard total > 0 else { continue }
                text += "\n\(count.valid)/\(total) \(name) files valid"
                if count.invalid > 0 { text += ", \(count.invalid)/\(total) \(name) files INVALID" }
            }
            text += "\n"
        }
        if unsignedLogFiles > 0 { text += "\(unsignedLogFiles) log files that no valid digest names\n" }
        if unreadLogFiles > 0 { text += "\(unreadLogFiles) log files not checked\n" }
        return text
    }
}
