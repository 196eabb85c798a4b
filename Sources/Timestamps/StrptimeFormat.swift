/// One part of a strptime format.
enum StrptimeItem: Sendable, Hashable {
    /// A byte, letters in lower case.
    case literal(UInt8)
    /// One or more white space characters.
    case space
    /// A directive by its letter.
    case directive(UInt8)
}

/// Takes strptime formats apart.
enum StrptimeFormat {
    private static let directives = Set("aAbBdfGHIjmMpSuUVwWyYzZ".utf8)
    /// Directives that stand for others in the C locale.
    private static let composites: [UInt8: String] = [
        UInt8(ascii: "c"): "%a %b %d %H:%M:%S %Y", UInt8(ascii: "x"): "%m/%d/%y", UInt8(ascii: "X"): "%H:%M:%S",
    ]

    static func items(of format: String) throws(StrptimeError) -> [StrptimeItem] {
        var items: [StrptimeItem] = []
        var seen: Set<UInt8> = []
        var rest = Array(format.utf8)[...]
        while let byte = rest.popFirst() {
            if isSpace(byte) {
                if items.last != .space { items.append(.space) }
                continue
            }
            guard byte == UInt8(ascii: "%") else {
                items.append(.literal(lowercased(byte)))
                continue
            }
            guard let letter = rest.popFirst() else {
                throw StrptimeError(description: "stray % in format '\(format)'")
            }
            if letter == byte {
                items.append(.literal(byte))
            } else if let composite = composites[letter] {
                rest = Array(composite.utf8) + rest
            } else if directives.contains(letter) {
                guard seen.insert(letter).inserted else {
                    throw StrptimeError(
                        description:
                            "the directive '%\(Character(Unicode.Scalar(letter)))' comes twice in format '\(format)'")
                }
                items.append(.directive(letter))
            } else {
                throw StrptimeError(
                    description: "'\(Character(Unicode.Scalar(letter)))' is a bad directive in format '\(format)'")
            }
        }
        return items
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
