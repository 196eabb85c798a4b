/// Where findings go: in order, and not more than a reader can take from one place.
final class AuditLog {
    private(set) var report = AuditReport()
    /// The most findings of one kind at one place of one exchange.
    private let limit = 20
    private var current: Place?
    private var countAtPlace = 0

    private struct Place: Hashable {
        var kind: AuditFinding.Kind
        var file: String
        var sequence: Int?
        var place: String
    }

    func add(_ finding: AuditFinding) {
        let place = Place(kind: finding.kind, file: finding.file, sequence: finding.sequence, place: finding.place)
        countAtPlace = place == current ? countAtPlace + 1 : 1
        current = place
        if countAtPlace <= limit {
            report.findings.append(finding)
        } else if countAtPlace == limit + 1 {
            note("\(finding.file): \(finding.place): further findings of the kind '\(finding.kind.rawValue)' left out")
        }
    }

    func note(_ line: String) {
        if !report.notes.contains(line) { report.notes.append(line) }
    }

    func countExchange() { report.exchangeCount += 1 }
    func countSearched(_ bytes: Int) { report.searchedBytes += Int64(bytes) }

    /// Whether there is a finding of `kind` at this place already.
    func has(_ kind: AuditFinding.Kind, file: String, sequence: Int?, place: String) -> Bool {
        report.findings.suffix(2 * limit).contains {
            $0.kind == kind && $0.file == file && $0.sequence == sequence && $0.place == place
        }
    }
}
