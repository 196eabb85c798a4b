/// A place in the text of a filter pattern, with the pieces that all kinds of pattern share.
struct FilterScanner {
    private let bytes: [UInt8]
    private(set) var index = 0
    private var regexCount = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }
    var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }
    var atEnd: Bool { index >= bytes.count }

    mutating func advance(by count: Int = 1) {
        index = min(index + count, bytes.count)
    }

    mutating func skipSpace() {
        while let byte = current, FilterScanner.isSpace(byte) { index += 1 }
    }

    /// Takes `literal` if the text goes on with it.
    mutating func take(_ literal: String) -> Bool {
        guard bytes[index...].starts(with: literal.utf8) else { return false }
        index += literal.utf8.count
        return true
    }

    /// Takes `word`, in letters of either case, if the text goes on with it and it ends there.
    mutating func takeKeyword(_ word: String) -> Bool {
        let count = word.utf8.count
        guard index + count <= bytes.count,
            zip(bytes[index..<index + count], word.utf8).allSatisfy({ $0 & 0xDF == $1 }),
            index + count == bytes.count || !FilterScanner.isWord(bytes[index + count])
        else { return false }
        index += count
        return true
    }

    /// Takes the longest run of bytes that pass.
    mutating func run(while accepts: (UInt8) -> Bool) -> [UInt8] {
        let start = index
        while let byte = current, accepts(byte) { index += 1 }
        return Array(bytes[start..<index])
    }

    /// Takes what stands between quotes; the scanner stands at the opening one.
    mutating func quoted() throws(FilterPatternError) -> [UInt8] {
        index += 1
        var out: [UInt8] = []
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                return out
            case UInt8(ascii: "\\") where current == UInt8(ascii: "\"") || current == UInt8(ascii: "\\"):
                out.append(bytes[index])
                index += 1
            default:
                out.append(byte)
            }
        }
        throw FilterPatternError("a quotation mark is not closed")
    }

    /// Takes what stands between percent signs; the scanner stands at the opening one.
    mutating func regex() throws(FilterPatternError) -> FilterRegex {
        index += 1
        let start = index
        while let byte = current, byte != UInt8(ascii: "%") {
            advance(by: byte == UInt8(ascii: "\\") ? 2 : 1)
        }
        guard current != nil else { throw FilterPatternError("a regular expression is not closed by '%'") }
        let body = Array(bytes[start..<index])
        index += 1
        regexCount += 1
        guard regexCount <= FilterPattern.maximumRegexCount else {
            throw FilterPatternError("more than \(FilterPattern.maximumRegexCount) regular expressions")
        }
        return try FilterRegex(body)
    }

    /// The error that names what stands at the scanner.
    func unexpected(_ wanted: String) -> FilterPatternError {
        guard index < bytes.count else { return FilterPatternError("\(wanted) expected at the end") }
        let rest = String(decoding: bytes[index...].prefix(20), as: UTF8.self)
        return FilterPatternError("\(wanted) expected at '\(rest)'")
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: false
        }
    }

    static func isWord(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "_")
    }
}
