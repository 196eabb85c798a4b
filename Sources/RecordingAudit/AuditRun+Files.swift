import Files
import Recordings

extension AuditRun {
    /// Searches the files that no exchange names: they would be published as well.
    func auditOtherFiles() {
        auditFolder("")
    }

    private func auditFolder(_ path: String) {
        let names: [String]
        do throws(FileError) {
            names = try Folders.names(in: path.isEmpty ? folder : folder + "/" + path)
        } catch {
            // That there is no recording at all has been said.
            if !path.isEmpty { log.note("\(error)") }
            return
        }
        for name in names.sorted() {
            let file = path.isEmpty ? name : path + "/" + name
            switch FileKind(folder + "/" + file) {
            case .folder where name != ".git": auditFolder(file)
            case .regular: auditOther(file)
            default: break
            }
        }
    }

    private func auditOther(_ file: String) {
        switch file {
        case "recording.json", "exchanges.jsonl": return
        case "scrub.key":
            let ignored = try? FileContents.bytes(ofFile: folder + "/.gitignore")
            let lines = ignored?.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) } ?? []
            if !lines.contains("scrub.key"), !lines.contains("/scrub.key") {
                log.add(
                    AuditFinding(
                        .scrubKey, file: file,
                        detail: "pseudonyms can be undone with it, and no .gitignore keeps it out of git"))
            }
            return
        case let path where auditedBodies.contains(path): return
        default: break
        }
        if file.hasPrefix("bodies/") {
            log.add(
                AuditFinding(
                    .orphan, file: file, detail: "no exchange names this body; mock-aws recording prune removes it"))
        }
        scan(Array(file.utf8), file: file, sequence: nil, place: "name")
        let scanner = ContentScanner(sink: sink(file: file, sequence: nil, place: ""))
        do throws(FileError) {
            let pieces = try FilePieces(path: folder + "/" + file, pieceSize: 1 << 18)
            while let piece = try pieces.next() { scanner.take(piece) }
            scanner.finish()
        } catch {
            log.note("\(error)")
        }
    }

    func scan(_ bytes: [UInt8], file: String, sequence: Int?, place: String) {
        ContentScanner.scan(bytes, sink: sink(file: file, sequence: sequence, place: place))
    }

    func sink(file: String, sequence: Int?, place: String) -> ContentScanner.Sink {
        ContentScanner.Sink(
            known: known, countsIdentities: countsIdentities,
            found: { [log] match, offset, path in
                log.add(
                    AuditFinding(
                        match.kind, file: file, sequence: sequence, place: (place + path).trimmedStart, offset: offset,
                        detail: match.detail))
            },
            note: { [log] note, path in log.note("\(file)\(path): \(note)") },
            searched: { [log] in log.countSearched($0) },
            counted: { [unowned self] in identityCounts.add($0) })
    }
}

extension String {
    fileprivate var trimmedStart: String { String(drop { $0 == " " }) }
}
