/// A word of a text, and what is before it.
struct Word {
    /// The letters and digits.
    var segment: Range<Int>
    /// Where the words that `-` and `_` join to it began.
    var start: Int
}

/// Finds identities by what they look like.
struct IdentityDetector {
    let pseudonyms: Pseudonyms

    private static let principals: Set<[UInt8]> = Set(
        ["AIDA", "AROA", "AGPA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA"].map { Array($0.utf8) })

    /// What begins with a word, or ends with it in the case of a resource id.
    func detect(_ text: Span<UInt8>, _ word: Word) -> Detection? {
        let segment = word.segment
        let first = text[segment.lowerBound]
        if first == UInt8(ascii: "a") || first == UInt8(ascii: "i") || first == UInt8(ascii: "e") {
            if segment.count == 3, let found = ARNNames.detect(text, at: segment.lowerBound, pseudonyms) {
                return found
            }
            if word.start == segment.lowerBound, let found = host(text, segment) { return found }
        }
        switch segment.count {
        case 8, 17:
            if let range = ResourceID.range(text, word: word.start, segment: segment) {
                // The prefix stays, and is behind what is decided already.
                var result = found(segment, pseudonyms.resource(text.bytes(range)).suffix(segment.count))
                result.edits[0].word = range
                return result
            }
            if segment.count == 17 { return principal(text, segment) }
        case 12: return account(text, segment)
        case 16...21: return principal(text, segment)
        default: break
        }
        return nil
    }

    /// The identity that a name tells of.
    func detect(_ text: Span<UInt8>, _ value: NamedValue) -> Detection? {
        let range = value.range
        guard range.count <= 256, !text.hasBytes(Array("arn".utf8), at: range.lowerBound) else { return nil }
        let name = text.bytes(range)
        guard name.contains(where: \.isAlphanumeric), !Pseudonyms.isPublic(name),
            value.isDelimited || !["null", "true", "false"].contains(String(decoding: name, as: UTF8.self)),
            // What is no simple name is looked through as text.
            name.allSatisfy({ $0.isAlphanumeric || $0 >= 0x80 || "+=,.@-_/ :".utf8.contains($0) })
        else { return nil }
        return found(range, pseudonyms.name(name))
    }

    /// An account id; a number with a fraction is none, and neither is the end of a UUID.
    private func account(_ text: Span<UInt8>, _ segment: Range<Int>) -> Detection? {
        guard text.all(segment, \.isDigit) else { return nil }
        let start = segment.lowerBound
        let end = segment.upperBound
        if start >= 2, text[start - 1] == UInt8(ascii: "."), text[start - 2].isDigit { return nil }
        if end + 1 < text.count, text[end] == UInt8(ascii: "."), text[end + 1].isDigit { return nil }
        if start >= 24, [1, 6, 11, 16].allSatisfy({ text[start - $0] == UInt8(ascii: "-") }),
            text.all((start - 24)..<(start - 16), { $0.hexDigitValue != nil })
        {
            return nil
        }
        return found(segment, pseudonyms.account(text.bytes(segment)))
    }

    /// A principal id, and the session that may follow it: `AROA…:session`.
    private func principal(_ text: Span<UInt8>, _ segment: Range<Int>) -> Detection? {
        let start = segment.lowerBound
        guard text[start] == UInt8(ascii: "A"), Self.principals.contains(text.bytes(start..<(start + 4))),
            text.all(segment, { $0.isUpperCase || $0.isDigit })
        else { return nil }
        var result = found(segment, pseudonyms.principal(text.bytes(segment)))
        guard segment.upperBound < text.count else { return result }
        let colon = TextElement.read(text, at: segment.upperBound)
        guard colon.byte == UInt8(ascii: ":") else { return result }
        let from = segment.upperBound + colon.length
        let to = ARNNames.nameEnd(text, from: from)
        let name = text.bytes(from..<to)
        guard to > from, !Pseudonyms.isPublic(name) else { return result }
        result.edits += found(from..<to, pseudonyms.name(name)).edits
        result.end = to
        return result
    }

    /// A host named after its address: `ip-10-0-0-1`, `ec2-54-1-2-3`.
    private func host(_ text: Span<UInt8>, _ segment: Range<Int>) -> Detection? {
        let name = text.bytes(segment)
        guard name == Array("ip".utf8) || name == Array("ec2".utf8) else { return nil }
        var end = segment.upperBound
        while end < text.count, end - segment.upperBound < 17, text[end].isDigit || text[end] == UInt8(ascii: "-") {
            end += 1
        }
        guard end > segment.upperBound + 1, end == text.count || !text[end].isAlphanumeric else { return nil }
        let range = (segment.upperBound + 1)..<end
        let dotted = text.bytes(range).map { $0 == UInt8(ascii: "-") ? UInt8(ascii: ".") : $0 }
        guard let address = IPAddress(parsing: dotted.span, 0..<dotted.count),
            !pseudonyms.leaves(dotted), !pseudonyms.leaves(text.bytes(range))
        else { return nil }
        let replaced = pseudonyms.addresses[address].text
        return found(range, replaced.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "-") : $0 })
    }

    private func found(_ range: Range<Int>, _ bytes: some Sequence<UInt8>) -> Detection {
        Detection(
            edits: [Edit(range: range, replacement: .bytes(Array(bytes)), isIdentity: true)], end: range.upperBound)
    }
}
