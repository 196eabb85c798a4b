import Files

/// Cuts the entries out of a HAR file piece by piece: the file may be of any length, an entry of one that fits memory.
struct HAREntries {
    /// The longest entry; a longer one is passed over.
    static let longestEntry = 512 << 20

    /// What comes out of a file.
    enum Item {
        /// The JSON of an entry.
        case entry([UInt8])
        /// An entry that is too long.
        case tooLong
    }

    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The last string of a level above the entries, and the names that lead to where we are.
    private var word: [UInt8] = []
    private var names: [[UInt8]] = [[]]
    private(set) var isInEntries = false
    private(set) var hasSeenEntries = false
    private var entry: [UInt8] = []
    private var isTooLong = false
    private var isCutting = false

    /// Whether the file may end here.
    var isComplete: Bool { depth == 0 && hasSeenEntries }

    /// Takes a piece of the file.
    mutating func take(_ piece: [UInt8], _ found: (Item) throws -> Void) rethrows {
        for byte in piece {
            if isCutting { append(byte) }
            if isInString {
                takeInString(byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                isInString = true
                word = []
            case UInt8(ascii: ":"): if !isCutting { names[names.count - 1] = word }
            case UInt8(ascii: "{"), UInt8(ascii: "["): open(byte)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): try close(found)
            default: break
            }
        }
    }

    private mutating func append(_ byte: UInt8) {
        if entry.count < HAREntries.longestEntry { entry.append(byte) } else { isTooLong = true }
    }

    private mutating func takeInString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
            return
        }
        if !isCutting, word.count < 16 { word.append(byte) }
    }

    private mutating func open(_ byte: UInt8) {
        depth += 1
        if isInEntries, depth == 4, byte == UInt8(ascii: "{") {
            isCutting = true
            isTooLong = false
            entry = [byte]
        }
        guard !isCutting else { return }
        if depth == 3, byte == UInt8(ascii: "["),
            names.suffix(2).elementsEqual([Array("log".utf8), Array("entries".utf8)])
        {
            isInEntries = true
            hasSeenEntries = true
        }
        names.append([])
    }

    private mutating func close(_ found: (Item) throws -> Void) rethrows {
        depth -= 1
        if isCutting {
            guard depth == 3 else { return }
            isCutting = false
            let cut = entry
            entry = []
            return try found(isTooLong ? .tooLong : .entry(cut))
        }
        if names.count > 1 { names.removeLast() }
        if depth == 2 { isInEntries = false }
    }
}
