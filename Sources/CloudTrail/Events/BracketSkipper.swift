/// Finds where a broken value ends, by its strings and brackets alone.
struct BracketSkipper {
    private(set) var position: Int
    private var depth: Int
    private var isInString: Bool
    private var isAfterBackslash = false

    /// Begins at `position`, inside `depth` brackets.
    init(position: Int, depth: Int, isInString: Bool) {
        self.position = position
        self.depth = depth
        self.isInString = isInString
    }

    /// Forgets all bytes seen so far.
    mutating func dropAll() { position = 0 }

    /// Reads on; true where the value ends at ``position``.
    ///
    /// That is behind its last bracket, or before the comma or bracket that follows where it has none.
    mutating func skip(_ bytes: Span<UInt8>) -> Bool {
        while position < bytes.count {
            let byte = bytes[position]
            if isInString {
                if isAfterBackslash {
                    isAfterBackslash = false
                } else if byte == UInt8(ascii: "\\") {
                    isAfterBackslash = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                position += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ",") where depth == 0: return true
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return true }
                depth -= 1
                if depth == 0 {
                    position += 1
                    return true
                }
            default: break
            }
            position += 1
        }
        return false
    }
}
