/// A character as regular expressions see it: U+0000 to U+00FF, or any other.
struct Symbol: Sendable, Hashable {
    /// `0...255`, or 256 for any other character.
    let value: Int

    init(_ byte: UInt8) {
        value = Int(byte)
    }

    /// Takes the character at `index` and moves the index behind it.
    init(in text: Span<UInt8>, at index: inout Int) {
        let byte = text[index]
        index += 1
        guard byte >= 0x80 else {
            value = Int(byte)
            return
        }
        var trailing = 0
        var last: UInt8 = 0
        if byte >= 0xC0 {
            let wanted = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
            while trailing < wanted, index < text.count, text[index] & 0xC0 == 0x80 {
                last = text[index]
                index += 1
                trailing += 1
            }
        }
        value = trailing == 1 && (byte == 0xC2 || byte == 0xC3) ? Int(byte & 3) << 6 | Int(last & 0x3F) : 256
    }
}

/// A set of characters.
struct SymbolSet: Sendable, Hashable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// Whether the characters above U+00FF are in it.
    private var hasOthers = false

    init() {}

    init(_ range: ClosedRange<UInt8>) {
        insert(range)
    }

    func contains(_ symbol: Symbol) -> Bool {
        let bit = UInt64(1) << UInt64(symbol.value & 63)
        return switch symbol.value >> 6 {
        case 0: words.0 & bit != 0
        case 1: words.1 & bit != 0
        case 2: words.2 & bit != 0
        case 3: words.3 & bit != 0
        default: hasOthers
        }
    }

    mutating func insert(_ range: ClosedRange<UInt8>) {
        for value in range {
            let bit = UInt64(1) << UInt64(value & 63)
            switch value >> 6 {
            case 0: words.0 |= bit
            case 1: words.1 |= bit
            case 2: words.2 |= bit
            default: words.3 |= bit
            }
        }
    }

    mutating func formUnion(_ other: SymbolSet) {
        words.0 |= other.words.0
        words.1 |= other.words.1
        words.2 |= other.words.2
        words.3 |= other.words.3
        hasOthers = hasOthers || other.hasOthers
    }

    /// Every character that is not in the set.
    var inverted: SymbolSet {
        var result = SymbolSet()
        result.words = (~words.0, ~words.1, ~words.2, ~words.3)
        result.hasOthers = !hasOthers
        return result
    }

    /// The class `\d`.
    static let digits = SymbolSet(48...57)
    /// The class `\w`.
    static let wordCharacters: SymbolSet = {
        var set = SymbolSet(48...57)
        set.insert(65...90)
        set.insert(97...122)
        set.insert(95...95)
        return set
    }()
    /// The class `\s`.
    static let whiteSpace: SymbolSet = {
        var set = SymbolSet(9...13)
        set.insert(32...32)
        return set
    }()
    /// `.`: everything but the end of a line.
    static let anyCharacter = SymbolSet(10...10).inverted

    static func == (a: SymbolSet, b: SymbolSet) -> Bool {
        a.words == b.words && a.hasOthers == b.hasOthers
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
        hasher.combine(hasOthers)
    }
}
