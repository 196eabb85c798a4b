extension FilterRegex {
    /// Reads what stands between the percent signs.
    ///
    /// Letters, digits, space and `: _ # = @ / ; , -` stand for themselves; `\` before an operator or one of these
    /// symbols takes its meaning away. Everything else is refused, as the user guide says ("Supported regular
    /// expressions syntax"): parentheses in any form, `!`, `%`, characters outside ASCII; `\xhh` spells them.
    init(_ body: [UInt8]) throws(FilterPatternError) {
        guard !body.isEmpty else { throw FilterPatternError("an empty regular expression") }
        var parser = FilterRegexParser(bytes: body)
        rows = try parser.rows()
    }
}

private struct FilterRegexParser {
    let bytes: [UInt8]
    var index = 0

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    func error(_ reason: String) -> FilterPatternError {
        FilterPatternError("\(reason) in regular expression '%\(String(decoding: bytes, as: UTF8.self))%'")
    }

    mutating func rows() throws(FilterPatternError) -> [[FilterRegex.Element]] {
        var rows: [[FilterRegex.Element]] = [[]]
        var row: [FilterRegex.Element] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "|"):
                index += 1
                rows[rows.count - 1] = row
                rows.append([])
                row = []
            case UInt8(ascii: "^"):
                index += 1
                row.append(.start)
            case UInt8(ascii: "$"):
                index += 1
                row.append(.end)
            default:
                let set = try symbols()
                row.append(contentsOf: try quantified(set))
                guard row.count <= FilterRegex.maximumLength else { throw error("too many repetitions") }
            }
        }
        rows[rows.count - 1] = row
        return rows
    }

    /// One character, escape or class.
    private mutating func symbols() throws(FilterPatternError) -> SymbolSet {
        guard let byte = current else { throw error("something missing") }
        index += 1
        switch byte {
        case UInt8(ascii: "."): return .anyCharacter
        case UInt8(ascii: "["): return try characterClass()
        case UInt8(ascii: "\\"): return try escape()
        case _ where FilterRegexParser.isPlain(byte): return SymbolSet(byte...byte)
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "]"):
            throw error("a misplaced '\(Character(Unicode.Scalar(byte)))'")
        default: throw error("a character that is not supported")
        }
    }

    /// What follows a backslash.
    private mutating func escape() throws(FilterPatternError) -> SymbolSet {
        guard let byte = current else { throw error("a '\\' at the end") }
        index += 1
        switch byte {
        case UInt8(ascii: "d"): return .digits
        case UInt8(ascii: "D"): return SymbolSet.digits.inverted
        case UInt8(ascii: "w"): return .wordCharacters
        case UInt8(ascii: "W"): return SymbolSet.wordCharacters.inverted
        case UInt8(ascii: "s"): return .whiteSpace
        case UInt8(ascii: "S"): return SymbolSet.whiteSpace.inverted
        case UInt8(ascii: "x"):
            guard index + 2 <= bytes.count, let high = hexValue(bytes[index]), let low = hexValue(bytes[index + 1])
            else { throw error("'\\x' without two hexadecimal digits") }
            index += 2
            return SymbolSet(high << 4 | low...high << 4 | low)
        case _ where "^$?[]{}|\\*+.:_#=@/;,- ".utf8.contains(byte): return SymbolSet(byte...byte)
        default: throw error("an unknown escape")
        }
    }

    /// The rest of `[…]`.
    private mutating func characterClass() throws(FilterPatternError) -> SymbolSet {
        var set = SymbolSet()
        let isNegated = current == UInt8(ascii: "^")
        if isNegated { index += 1 }
        var isEmpty = true
        while let byte = current, byte != UInt8(ascii: "]") {
            isEmpty = false
            let first = try member()
            guard current == UInt8(ascii: "-"), index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "]") else {
                set.formUnion(first.set)
                continue
            }
            index += 1
            let last = try member()
            guard let low = first.byte, let high = last.byte, low <= high else { throw error("a reversed range") }
            set.insert(low...high)
        }
        guard current != nil else { throw error("a '[' that is not closed") }
        guard !isEmpty else { throw error("an empty class") }
        index += 1
        return isNegated ? set.inverted : set
    }

    /// A member of a class; `byte` is nil where it is a class itself.
    private mutating func member() throws(FilterPatternError) -> (set: SymbolSet, byte: UInt8?) {
        guard let byte = current else { throw error("a '[' that is not closed") }
        index += 1
        if byte == UInt8(ascii: "\\") {
            let marker = current ?? 0
            let set = try escape()
            if "dDwWsS".utf8.contains(marker) { return (set, nil) }
            guard marker == UInt8(ascii: "x") else { return (set, marker) }
            let value = (hexValue(bytes[index - 2]) ?? 0) << 4 | (hexValue(bytes[index - 1]) ?? 0)
            return (set, value)
        }
        guard FilterRegexParser.isPlain(byte) || "^$?{}|*+.".utf8.contains(byte) else {
            throw error("a character that is not supported")
        }
        return (SymbolSet(byte...byte), byte)
    }

    /// The elements for a set and the `*`, `+`, `?` or `{n,m}` after it; a `?` after that (lazy) changes nothing.
    private mutating func quantified(_ set: SymbolSet) throws(FilterPatternError) -> [FilterRegex.Element] {
        let elements: [FilterRegex.Element]
        switch current {
        case UInt8(ascii: "*"): elements = [.star(set)]
        case UInt8(ascii: "+"): elements = [.once(set), .star(set)]
        case UInt8(ascii: "?"): elements = [.optional(set)]
        case UInt8(ascii: "{"):
            index += 1
            let (least, most) = try counts()
            elements =
                Array(repeating: .once(set), count: least)
                + (most.map { Array(repeating: .optional(set), count: $0 - least) } ?? [.star(set)])
        default: return [.once(set)]
        }
        index += 1
        if current == UInt8(ascii: "?") { index += 1 }
        return elements
    }

    /// `n}`, `n,}` or `n,m}`; stops at the brace.
    private mutating func counts() throws(FilterPatternError) -> (least: Int, most: Int?) {
        let least = try count()
        var most: Int? = least
        if current == UInt8(ascii: ",") {
            index += 1
            most = current == UInt8(ascii: "}") ? nil : try count()
        }
        guard current == UInt8(ascii: "}"), (most ?? least) >= least else { throw error("a wrong repetition") }
        return (least, most)
    }

    private mutating func count() throws(FilterPatternError) -> Int {
        let start = index
        while let byte = current, (48...57).contains(byte) { index += 1 }
        guard let value = Int(String(decoding: bytes[start..<index], as: UTF8.self)),
            value <= FilterRegex.maximumLength
        else { throw error("a wrong repetition") }
        return value
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        FilterScanner.isAlphanumeric(byte) || " :_#=@/;,-".utf8.contains(byte)
    }
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
}
