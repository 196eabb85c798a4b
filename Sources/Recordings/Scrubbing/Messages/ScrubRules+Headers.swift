import HTTPMessages

extension ScrubRules {
    /// Header fields, scrubbed, and the places that were altered.
    func scrub(_ headers: HTTPHeaders, of message: String) -> Scrubbed<HTTPHeaders> {
        var result = Scrubbed(headers)
        guard policy != .off else { return result }
        for (index, field) in headers.fields.enumerated() {
            let value = Array(field.value.utf8)
            let scrubbed = scrub(value, ofHeader: field.name)
            if scrubbed != value {
                result.value.fields[index].value = String(decoding: scrubbed, as: UTF8.self)
                result.places.append("\(message).headers.\(field.name)")
            }
        }
        return result
    }

    private func scrub(_ value: [UInt8], ofHeader name: String) -> [UInt8] {
        switch name.lowercased() {
        case "authorization", "proxy-authorization": return authorization(value)
        case "cookie": return cookies(value, isFirstOnly: false)
        case "set-cookie": return cookies(value, isFirstOnly: true)
        default: break
        }
        // A digest of a key is no key.
        if !name.lowercased().hasSuffix("-md5"), ValueNames.kind(of: name.utf8) != nil {
            return edits(named: Array(name.utf8), value).applied(to: value)
        }
        // Paths in headers may be encoded, as in x-amz-copy-source.
        return value.contains(UInt8(ascii: "%")) ? scrubEncoded(value) : edits(in: value).applied(to: value)
    }

    /// `AWS4-HMAC-SHA256 Credential=<id>/<scope>, SignedHeaders=…, Signature=<digits>`, or a scheme and something
    /// secret.
    private func authorization(_ value: [UInt8]) -> [UInt8] {
        guard value.starts(with: Array("AWS4-".utf8)) else {
            let blank = value.firstIndex(of: 32).map { $0 + 1 } ?? 0
            // AWS <key id>:<signature>
            return value[..<blank]
                + Array(
                    value[blank...].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                        .map { keyID($0) }.joined(separator: [UInt8(ascii: ":")]))
        }
        var out = value
        if let start = end(of: "Credential=", in: value) {
            let stop = value[start...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ",") } ?? value.count
            out.replaceSubrange(start..<stop, with: keyID(value[start..<stop]))
        }
        if let start = end(of: "Signature=", in: value) {
            let stop = value[start...].firstIndex { $0 == UInt8(ascii: ",") || $0 == 32 } ?? value.count
            out.replaceSubrange(start..<stop, with: SecretDetector.zeroed(Array(value[start..<stop])))
        }
        return out
    }

    private func end(of name: String, in value: [UInt8]) -> Int? {
        let name = Array(name.utf8)
        return value.indices.first { value.span.hasBytes(name, at: $0) }.map { $0 + name.count }
    }

    /// Cookies keep their names; of `Set-Cookie`, what follows the first is no cookie.
    private func cookies(_ value: [UInt8], isFirstOnly: Bool) -> [UInt8] {
        let parts = value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        return Array(
            parts.enumerated().map { index, part -> [UInt8] in
                if isFirstOnly, index > 0 { return edits(in: Array(part)).applied(to: Array(part)) }
                let start = part.firstIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? part.startIndex
                return part[..<start] + Filler.bytes(count: part.endIndex - start)
            }.joined(separator: [UInt8(ascii: ";")]))
    }
}

extension HTTPHeaders {
    /// Makes length and checksums those of an altered body; returns the names that changed.
    mutating func correct(for body: ScrubbedBody) -> [String] {
        guard let checksums = body.checksums else { return [] }
        var changed: [String] = []
        for (index, field) in fields.enumerated() {
            let name = field.name.lowercased()
            var value: String?
            if name == "content-length" || name == "x-amz-decoded-content-length" {
                // Of a body that broke off, as much is missing as before.
                value = Int64(field.value).map { String(max($0 + checksums.count - body.originalCount, 0)) }
            } else if body.truthful.contains(name) {
                value = checksums.value(of: name)
            }
            if let value, value != field.value {
                fields[index].value = value
                changed.append(field.name)
            }
        }
        return changed
    }
}
