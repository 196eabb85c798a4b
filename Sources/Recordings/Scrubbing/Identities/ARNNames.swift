/// The names in the ARNs of IAM and STS: `arn:aws:sts::123456789012:assumed-role/role/session`.
///
/// Colons and slashes may be written as escapes.
enum ARNNames {
    private static let kinds: Set<String> = [
        "user", "role", "group", "assumed-role", "federated-user", "instance-profile", "policy", "mfa",
        "server-certificate", "saml-provider",
    ]

    /// The account and the names in the ARN that begins at `start`; nil where none of IAM or STS does.
    static func detect(_ text: Span<UInt8>, at start: Int, _ pseudonyms: Pseudonyms) -> Detection? {
        guard text.hasBytes(Array("arn".utf8), at: start) else { return nil }
        var position = start + 3
        var fields: [Range<Int>] = []
        // Partition, service, region, account.
        for _ in 0..<4 {
            guard let next = separator(":", text, at: position) else { return nil }
            position = next
            while position < text.count, text[position].isAlphanumeric || text[position] == UInt8(ascii: "-"),
                position - next < 32
            {
                position += 1
            }
            fields.append(next..<position)
        }
        guard ["iam", "sts"].contains(String(decoding: text.bytes(fields[1]), as: UTF8.self)),
            let resource = separator(":", text, at: position)
        else { return nil }
        var found = Detection(edits: [], end: position)
        let account = text.bytes(fields[3])
        if account.count == 12, account.allSatisfy(\.isDigit) {
            found.edits.append(edit(fields[3], pseudonyms.account(account)))
        }
        position = resource
        while position < text.count, text[position].isLetter || text[position] == UInt8(ascii: "-"),
            position - resource < 32
        {
            position += 1
        }
        // AWS's own policies belong to the account `aws`.
        guard kinds.contains(String(decoding: text.bytes(resource..<position), as: UTF8.self)),
            account != Array("aws".utf8)
        else { return found }
        while let next = separator("/", text, at: position) {
            position = nameEnd(text, from: next)
            let name = text.bytes(next..<position)
            if name.contains(where: \.isAlphanumeric), !Pseudonyms.isPublic(name) {
                found.edits.append(edit(next..<position, pseudonyms.name(name)))
            }
            found.end = position
            guard found.end - start < 2048 else { break }
        }
        return found
    }

    /// Where a name that begins at `start` ends: IAM has letters, digits and `+=,.@-_` in names, and at most 128.
    static func nameEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count, end - start < 128,
            text[end].isAlphanumeric || [43, 61, 46, 64, 45, 95].contains(text[end])
                // A comma ends what stands in a list without quotes; in a name it is rare.
                || (text[end] == 44 && end + 1 < text.count && text[end + 1].isAlphanumeric)
        {
            end += 1
        }
        return end
    }

    private static func separator(_ sign: Unicode.Scalar, _ text: Span<UInt8>, at position: Int) -> Int? {
        guard position < text.count else { return nil }
        let element = TextElement.read(text, at: position)
        return element.byte == UInt8(ascii: sign) ? position + element.length : nil
    }

    private static func edit(_ range: Range<Int>, _ bytes: [UInt8]) -> Edit {
        Edit(range: range, replacement: .bytes(bytes), isIdentity: true)
    }
}
