/// Finds secrets by what they look like and by the names before them.
enum SecretDetector {
    private static let privateKeyStart = Array("-----BEGIN ".utf8)
    private static let privateKeyMark = Array("PRIVATE KEY-----".utf8)

    /// What is secret about a value; nil where nothing is.
    static func detect(_ text: Span<UInt8>, _ value: NamedValue, _ kind: ValueKind) -> Detection? {
        let range = value.range
        var found = Detection(edits: [], end: range.upperBound, isCut: value.isCut)
        switch kind {
        case .secret(let least):
            guard range.count >= least, isSecret(text, value) else { return nil }
            if value.isNameQuoted, !value.isDelimited, text.all(range, \.isDigit) {
                // A number in JSON has to stay one.
                let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: range.count - 1)
                found.edits = [Edit(range: range, replacement: .bytes([UInt8(ascii: "1")] + zeros))]
            } else {
                found.edits = [Edit(range: range, replacement: .filler)]
                found.secret = range
            }
        case .signature:
            guard range.count >= 64, text.all(range, { $0.hexDigitValue != nil }) else { return nil }
            found.edits = [Edit(range: range, replacement: .bytes(zeroed(text.bytes(range))))]
        case .dump:
            guard text.all(range, { $0.hexDigitValue != nil || $0 == UInt8(ascii: " ") }) else { return nil }
            found.edits = [Edit(range: range, replacement: .bytes(zeroed(text.bytes(range))))]
        case .identity: return nil
        }
        return found
    }

    /// The digits of a signature as zeros; other characters stay.
    static func zeroed(_ digits: [UInt8]) -> [UInt8] {
        digits.map { $0.hexDigitValue == nil ? $0 : UInt8(ascii: "0") }
    }

    /// Whether a PEM private key begins at a `-`, and where its first line ends.
    static func privateKey(_ text: Span<UInt8>, at position: Int) -> Int? {
        guard text.hasBytes(privateKeyStart, at: position) else { return nil }
        var index = position + privateKeyStart.count
        let last = min(text.count, index + 32)
        while index < last, text[index] != UInt8(ascii: "-") {
            if text.hasBytes(privateKeyMark, at: index) { return index + privateKeyMark.count }
            index += 1
        }
        return nil
    }

    private static let plain = ["null", "true", "false"].map { Array($0.utf8) }

    private static func isSecret(_ text: Span<UInt8>, _ value: NamedValue) -> Bool {
        let range = value.range
        if text.hasBytes(Array("arn:".utf8), at: range.lowerBound) { return false }
        guard !value.isDelimited else { return true }
        let first = text[range.lowerBound]
        // In JSON, an object or an array, in which names of its own tell.
        if value.isNameQuoted, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return false }
        return !plain.contains { $0.count == range.count && text.hasBytes($0, at: range.lowerBound) }
    }
}
