import Digests
import Files
import HTTPMessages
import JSON
import Recordings

extension AuditRun {
    func audit(_ exchange: RecordedExchange, json: JSONValue, file: String) {
        let sequence = exchange.sequence
        walk(json, file: file, sequence: sequence, place: "")
        for (side, headers) in [("request", exchange.request.headers), ("response", exchange.response.headers)] {
            for field in headers.fields {
                auditField(field, file: file, sequence: sequence, place: "\(side).headers.\(field.name)")
            }
        }
        let isFramed =
            exchange.request.headers["x-amz-content-sha256"]?.hasPrefix("STREAMING-") == true
            || exchange.request.headers.values(of: "Content-Encoding").contains { $0.contains("aws-chunked") }
        auditBody(
            exchange.request.body, checks: HeaderChecks(exchange.request), sequence: sequence, side: "request",
            isFramed: isFramed)
        auditBody(
            exchange.response.body, checks: HeaderChecks(exchange.response), sequence: sequence, side: "response",
            isFramed: false)
    }

    /// Searches every text of a line; a header is searched with its name, which tells what its value is.
    private func walk(_ value: JSONValue, file: String, sequence: Int, place: String) {
        switch value {
        case .null, .boolean, .integer, .double: break
        case .string(let text): scan(Array(text.utf8), file: file, sequence: sequence, place: place)
        case .array(let elements):
            if elements.count == 2, let name = elements[0].string, let text = elements[1].string,
                place.hasSuffix("headers")
            {
                scan(Array("\(name): \(text)".utf8), file: file, sequence: sequence, place: place + "." + name)
            } else {
                for element in elements { walk(element, file: file, sequence: sequence, place: place) }
            }
        case .object(let members):
            for member in members {
                walk(
                    member.value, file: file, sequence: sequence,
                    place: place.isEmpty ? member.name : place + "." + member.name)
            }
        }
    }

    /// Headers whose values are secret whatever they look like.
    private func auditField(_ field: HTTPHeaders.Field, file: String, sequence: Int, place: String) {
        func add(_ kind: AuditFinding.Kind, _ name: String, _ secret: some StringProtocol) {
            guard !secret.isEmpty, !secret.utf8.isFiller,
                !log.has(kind, file: file, sequence: sequence, place: place)
            else { return }
            log.add(
                AuditFinding(
                    kind, file: file, sequence: sequence, place: place, detail: "\(name)<\(secret.utf8.count) bytes>"))
        }
        switch field.name.lowercased() {
        case "authorization", "proxy-authorization":
            // Version 4 is judged by its parts: key id and signature.
            if !field.value.hasPrefix("AWS4-") { add(.authorization, field.name + ": ", field.value) }
        case "x-amz-security-token", "x-amz-s3session-token": add(.token, field.name + ": ", field.value)
        case "cookie":
            for pair in field.value.split(separator: ";") { addCookie(pair, add) }
        case "set-cookie": addCookie(field.value.prefix { $0 != ";" }, add)
        default: break
        }
    }

    private func addCookie(_ pair: Substring, _ add: (AuditFinding.Kind, String, Substring) -> Void) {
        guard let equals = pair.firstIndex(of: "=") else { return add(.cookie, "", pair) }
        let name = pair[..<equals].drop { $0 == " " }
        // A scrubbed name vouches for its value as well.
        if !name.utf8.isEmpty, name.utf8.isFiller { return }
        add(.cookie, "\(name)=", pair[pair.index(after: equals)...])
    }

    private func auditBody(
        _ body: RecordedBody, checks: HeaderChecks, sequence: Int, side: String, isFramed: Bool
    ) {
        var checks = checks
        switch body {
        case .none: break
        case .text(let text): checks.take(Array(text.utf8))
        case .file(let file):
            guard auditFile(file, checks: &checks, sequence: sequence, place: side + ".body", isFramed: isFramed) else {
                return
            }
        }
        for fault in checks.faults(count: body.count) {
            log.add(
                AuditFinding(
                    .header, file: "exchanges.jsonl", sequence: sequence, place: side + ".headers", detail: fault))
        }
    }

    /// Reads a body's file once: for its digest, for what the headers say of it, and for leaks.
    ///
    /// - Returns: whether the file is what the line says, so that its headers can be judged by it.
    private func auditFile(
        _ file: RecordedBodyFile, checks: inout HeaderChecks, sequence: Int, place: String, isFramed: Bool
    ) -> Bool {
        func damage(_ detail: String) -> Bool {
            log.add(AuditFinding(.body, file: file.path, sequence: sequence, place: place, detail: detail))
            return false
        }
        let path = folder + "/" + file.path
        guard FileKind(path) != .other else { return damage("it is no regular file") }
        let isNew = auditedBodies.insert(file.path).inserted
        let sink = isNew ? sink(file: file.path, sequence: sequence, place: place) : nil
        let scanner = sink.map { ContentScanner(sink: $0) }
        let inner = isFramed ? sink.map { ContentScanner(sink: $0) } : nil
        var frames = ChunkFrames()
        let digest = SHA256()
        var count: Int64 = 0
        do throws(FileError) {
            let pieces = try FilePieces(path: path, pieceSize: 1 << 18)
            while let piece = try pieces.next() {
                count += Int64(piece.count)
                digest.update(piece)
                checks.take(piece)
                scanner?.take(piece)
                inner?.take(frames.payload(of: piece))
            }
        } catch {
            return damage("\(error)")
        }
        scanner?.finish()
        inner?.finish()
        guard count == file.count else { return damage("\(file.count) bytes were recorded, \(count) are there") }
        guard digest.finalize().hexString == file.sha256 else { return damage("its SHA-256 is another") }
        return true
    }
}
