extension ScrubRules {
    /// The path or the query of a target, or any other percent-encoded text, scrubbed.
    func scrubEncoded(_ raw: [UInt8]) -> [UInt8] {
        let text = EncodedText(raw)
        return text.applying(edits(in: text.decoded))
    }

    /// The parameters of a query or a form, scrubbed: as their names say, or by what their values look like.
    func scrubParameters(_ raw: [UInt8], plusIsSpace: Bool) -> [UInt8] {
        let parts = raw.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
        return Array(
            parts.map { part -> [UInt8] in
                guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else {
                    let text = EncodedText(Array(part), plusIsSpace: plusIsSpace)
                    return text.applying(edits(in: text.decoded))
                }
                let name = EncodedText(Array(part[..<equals]), plusIsSpace: plusIsSpace)
                let value = EncodedText(Array(part[part.index(after: equals)...]), plusIsSpace: plusIsSpace)
                return name.applying(edits(in: name.decoded)) + [UInt8(ascii: "=")]
                    + value.applying(edits(named: name.decoded, value.decoded))
            }.joined(separator: [UInt8(ascii: "&")]))
    }

    /// The changes to a value whose name is known: all of it where the name says so.
    func edits(named name: [UInt8], _ value: [UInt8]) -> [Edit] {
        let all = 0..<value.count
        guard policy != .off, !value.isEmpty else { return [] }
        switch String(decoding: name, as: UTF8.self).lowercased() {
        case "x-amz-credential":
            let end = value.firstIndex(of: UInt8(ascii: "/")) ?? value.count
            return changed([Edit(range: 0..<end, replacement: .bytes(keyID(value[..<end])))], value)
        case "awsaccesskeyid":
            return changed([Edit(range: all, replacement: .bytes(keyID(value[...])))], value)
        case "signature", "x-amz-signature":
            let isHex = value.allSatisfy { $0.hexDigitValue != nil }
            let zeros = Edit(range: all, replacement: .bytes(SecretDetector.zeroed(value)))
            return changed([isHex ? zeros : Edit(range: all, replacement: .filler)], value)
        default: break
        }
        if let kind = ValueNames.kind(of: name) {
            let named = NamedValue(range: all, isDelimited: Self.isText(value), isNameQuoted: false)
            if case .identity = kind {
                if takesIdentities, let found = IdentityDetector(pseudonyms: pseudonyms).detect(value.span, named) {
                    return changed(found.edits, value)
                }
            } else if let found = SecretDetector.detect(value.span, named, kind) {
                if let secret = found.secret { learned.learn(found: Array(value[secret])) }
                return changed(found.edits, value)
            }
        }
        return edits(in: value)
    }

    /// What stands for an access key id of any kind.
    func keyID(_ id: ArraySlice<UInt8>) -> [UInt8] { AccessKeyID.scrubbed(Array(id), salt: salt) }

    private static func isText(_ value: [UInt8]) -> Bool {
        !["null", "true", "false"].contains(String(decoding: value, as: UTF8.self))
    }

    private func changed(_ edits: [Edit], _ value: [UInt8]) -> [Edit] {
        edits.filter { $0.bytes(count: $0.range.count) != Array(value[$0.range]) }
    }
}
