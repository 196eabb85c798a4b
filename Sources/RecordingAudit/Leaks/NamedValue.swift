/// Values that stand next to a telling name, in whatever notation: `name=value`, `"name": "value"`, `Name: value`,
/// `<name>value</name>`, `{"name": "…", "value": "…"}`.
enum NamedValue {
    /// How far a value may be from its name.
    private static let longestGap = 64

    /// Where the value begins behind the name that ends at `index`; nil where nothing that assigns stands between.
    static func start(_ bytes: [UInt8], behind index: Int) -> Int? {
        var (position, assigns) = skip(bytes, from: index)
        guard assigns else { return nil }
        // {"name": "AWS_SECRET_ACCESS_KEY", "value": "…"}, as task definitions have it.
        if Characters.matches(bytes, at: position, Array("value".utf8)) {
            (position, assigns) = skip(bytes, from: position + 5)
            guard assigns else { return nil }
        }
        return position
    }

    private static func skip(_ bytes: [UInt8], from start: Int) -> (Int, Bool) {
        var index = start
        var assigns = false
        while index - start < longestGap, let next = EscapedBytes.read(bytes, at: index) {
            switch next.byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ">"),
                UInt8(ascii: ","):
                assigns = true
            case UInt8(ascii: "<"):
                // </Name><Value>: the tag counts as a separator, as a whole.
                guard let end = tagEnd(bytes, from: index + next.count) else { return (index, assigns) }
                assigns = true
                index = end
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "\\"), UInt8(ascii: "&"): break
            case let byte where Characters.isSpace(byte): break
            default: return (index, assigns)
            }
            index += next.count
        }
        return (index, assigns)
    }

    private static func tagEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index - start < longestGap, let next = EscapedBytes.read(bytes, at: index) {
            index += next.count
            if next.byte == UInt8(ascii: ">") { return index }
            guard Characters.isAlphanumeric(next.byte) || [45, 46, 47, 58, 95].contains(next.byte) else { return nil }
        }
        return nil
    }

    /// The letters of the name that ends before `index`, in lower case, without what joins its parts.
    static func name(_ bytes: [UInt8], before index: Int, limit: Int = 32) -> [UInt8] {
        var letters: [UInt8] = []
        var position = index - 1
        while position >= 0, index - position <= limit,
            Characters.isLetter(bytes[position]) || Characters.joinsNames(bytes[position])
        {
            if Characters.isLetter(bytes[position]) { letters.append(Characters.lowercased(bytes[position])) }
            position -= 1
        }
        return letters.reversed()
    }

    /// The name to which the value at `index` is assigned, as far as it is a plain one.
    static func nameOfValue(_ bytes: [UInt8], at index: Int) -> [UInt8] {
        var position = index - 1
        let between: Set<UInt8> = [32, 34, 39, 58, 61, 62, 92]
        while position >= 0, index - position < 12, between.contains(bytes[position]) { position -= 1 }
        return name(bytes, before: position + 1)
    }
}
