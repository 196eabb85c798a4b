import CloudTrail
import Locking

/// What became of the objects that a scan came upon.
public struct ScanReport: Sendable, Hashable {
    /// Log files of the window that the listings showed.
    public var listed = 0
    /// Objects that were delivered to the sink.
    public var read = 0
    /// Those among them that came after later ones had been read by an earlier scan.
    public var late = 0
    /// Objects that have to be restored from an archive first.
    public var archived = 0
    /// Objects that could not be read.
    public var failed = 0
    /// Objects that an earlier scan had read.
    public var alreadySeen = 0
    /// Folders that could not be listed, or not to their end.
    public var failedListings = 0
    /// Objects in the folders that are no log files.
    public var foreign = 0
    /// Days that need no listing any more and were left out.
    public var closedDays = 0
    /// What digests said of the log files; nil where they were not asked.
    public var integrity: IntegrityReport?
    /// Whether the scan was told to stop before it was through.
    public var wasInterrupted = false

    /// Creates a report of nothing.
    public init() {}

    /// Whether something that was asked for is missing.
    public var hasGaps: Bool {
        archived > 0 || failed > 0 || failedListings > 0 || wasInterrupted || integrity?.hasFaults ?? false
            || foundNothingToValidate
    }

    /// Whether validation was asked for, and there was nothing that it could have been about.
    ///
    /// Whoever deletes everything leaves nothing that is wrong; `validate` does not call that valid either.
    private var foundNothingToValidate: Bool {
        guard let integrity else { return false }
        return integrity.validDigests + integrity.invalidDigests == 0 && listed == 0 && closedDays == 0
    }

    /// One line.
    public var description: String {
        var parts = [
            "\(listed) listed", "\(read) read", "\(late) late", "\(archived) archived", "\(failed) failed",
            "\(alreadySeen) already seen",
        ]
        if failedListings > 0 { parts.append("\(failedListings) folders not listed") }
        if foreign > 0 { parts.append("\(foreign) other objects") }
        if closedDays > 0 { parts.append("\(closedDays) closed days left out") }
        if wasInterrupted { parts.append("interrupted") }
        return parts.joined(separator: ", ")
    }
}

extension ScanReport: CustomStringConvertible {}

/// Something worth telling while a bucket is scanned.
public enum ScanEvent: Sendable, Hashable {
    /// An object or a folder could not be read.
    case problem(TrailProblem)
    /// Something that is no problem but that somebody may wonder about, in one line.
    case note(String)
}

/// The report of a running scan.
final class ScanTally: Sendable {
    private let state = Locked(ScanReport())
    private let onEvent: (@Sendable (ScanEvent) -> Void)?

    init(onEvent: (@Sendable (ScanEvent) -> Void)?) {
        self.onEvent = onEvent
    }

    var report: ScanReport { state.withLock { $0 } }

    func count(_ change: @Sendable (inout ScanReport) -> Void) {
        state.withLock { change(&$0) }
    }

    func add(_ problem: TrailProblem) {
        count { report in
            switch problem.cause {
            case .archived: report.archived += 1
            case .listing: report.failedListings += 1
            case .corrupt, .invalid, .refused, .transfer: report.failed += 1
            case .altered:
                report.failed += 1
                report.integrity?.altered += 1
            case .missing: report.integrity?.missing += 1
            case .unsigned: report.integrity?.unsigned += 1
            case .digest: break  // A digest or a gap, counted as such.
            }
        }
        onEvent?(.problem(problem))
    }

    func note(_ text: String) {
        onEvent?(.note(text.printable))
    }
}
