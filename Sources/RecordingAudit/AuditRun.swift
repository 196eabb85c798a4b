import Digests
import Files
import JSON
import Recordings

/// One audit: the manifest, the exchanges with their bodies in the order of the lines, then what belongs to none.
final class AuditRun {
    let folder: String
    let known: KnownIdentities
    let log = AuditLog()
    private var manifest: RecordingManifest?
    private var sequences: [Int: Int] = [:]
    /// The bodies that were looked at; two exchanges may share a file.
    var auditedBodies: Set<String> = []
    var identityCounts = IdentityCounts()

    init(folder: String, known: KnownIdentities) {
        self.folder = folder
        self.known = known
    }

    /// Whether what looks like an identity is to be counted: nothing else can be said of pseudonyms without a list.
    var countsIdentities: Bool { manifest?.scrub == .identities && known.isEmpty }

    func auditAll() {
        auditManifest()
        auditLines()
        auditOtherFiles()
        if countsIdentities, !identityCounts.isEmpty {
            log.note(
                "identities: \(identityCounts.description); pseudonyms look like that, too: --known FILE names what "
                    + "must not occur")
        }
    }

    private func auditManifest() {
        let file = "recording.json"
        do {
            let bytes = try FileContents.bytes(ofFile: folder + "/" + file)
            scan(bytes, file: file, sequence: nil, place: "")
            let manifest = try RecordingManifest(json: try JSONValue(parsing: bytes))
            self.manifest = manifest
            if manifest.exchangeCount == nil || manifest.exchangesSHA256 == nil {
                log.add(
                    AuditFinding(
                        .unfinished, file: file,
                        detail:
                            "no count and digest: the recorder runs or was killed; mock-aws recording prune mends it"
                    ))
            }
        } catch {
            log.add(AuditFinding(.manifest, file: file, detail: "\(error)"))
        }
    }

    private func auditLines() {
        let file = "exchanges.jsonl"
        let digest = SHA256()
        var count = 0
        do throws(FileError) {
            var lines = try RawLines(path: folder + "/" + file)
            while let line = try lines.next() {
                digest.update(line.bytes)
                if !line.isTorn { digest.update([0x0A]) }
                if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { continue }
                if line.isTorn {
                    log.add(
                        AuditFinding(
                            .tornLine, file: file, offset: line.offset,
                            detail: "line \(line.number) breaks off; mock-aws recording prune drops it"))
                    scan(line.bytes, file: file, sequence: nil, place: "line \(line.number)")
                } else {
                    count += 1
                    audit(line, file: file)
                }
            }
        } catch {
            return log.add(AuditFinding(.manifest, file: file, detail: "\(error)"))
        }
        if let expected = manifest?.exchangeCount, expected != count {
            log.add(
                AuditFinding(
                    .manifest, file: "recording.json", place: "exchanges",
                    detail: "\(expected) exchanges are announced, \(count) are there"))
        }
        if let expected = manifest?.exchangesSHA256, expected != digest.finalize().hexString {
            log.add(
                AuditFinding(
                    .manifest, file: "recording.json", place: "sha256", detail: "it is not that of exchanges.jsonl"))
        }
    }

    private func audit(_ line: RawLines.Line, file: String) {
        let json: JSONValue
        let exchange: RecordedExchange
        do {
            json = try JSONValue(parsing: line.bytes)
            exchange = try RecordedExchange(json: json)
        } catch {
            log.add(AuditFinding(.line, file: file, offset: line.offset, detail: "line \(line.number): \(error)"))
            return scan(line.bytes, file: file, sequence: nil, place: "line \(line.number)")
        }
        log.countExchange()
        if let other = sequences.updateValue(line.number, forKey: exchange.sequence) {
            log.add(
                AuditFinding(
                    .sequence, file: file, sequence: exchange.sequence, offset: line.offset,
                    detail: "lines \(other) and \(line.number) have the same number"))
        }
        audit(exchange, json: json, file: file)
    }
}
