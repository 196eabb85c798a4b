import Files
import HTTPMessages
import JSON

/// What must not occur in a recording: real account ids, addresses, names; a line each.
///
/// Searched for byte by byte, as they stand and as URLs, forms, JSON and XML spell them.
public struct KnownIdentities: Sendable {
    private struct Needle {
        var bytes: [UInt8]
        /// The line of the list, by which a finding names it.
        var line: Int
        /// Whether nothing of its own kind may go on before or behind it.
        var isWhole: Bool
    }

    private static let shortest = 3
    private static let longest = 1024

    private var needles: [UInt16: [Needle]] = [:]
    /// Whether a needle begins with two bytes: most places are passed by with one look.
    private var starts = [Bool](repeating: false, count: 1 << 16)

    /// Whether there is nothing to search for.
    public var isEmpty: Bool { needles.isEmpty }

    /// Creates a list.
    ///
    /// - Parameter lines: one text a line; empty lines and those that begin with `#` are passed over.
    /// - Throws: ``KnownIdentitiesError`` where a line is too short or too long to search for.
    public init(lines: [String]) throws(KnownIdentitiesError) {
        for (index, line) in lines.enumerated() {
            let text = line.trimmingWhitespace
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            let count = text.utf8.count
            guard (KnownIdentities.shortest...KnownIdentities.longest).contains(count) else {
                throw KnownIdentitiesError(line: index + 1, count: count)
            }
            for spelling in KnownIdentities.spellings(of: text) { add(spelling, line: index + 1) }
        }
    }

    /// Creates an empty list.
    public init() {}

    /// Reads a list from a file.
    ///
    /// - Parameter path: the file's path.
    /// - Throws: ``FileError`` or ``KnownIdentitiesError``
    public init(file path: String) throws {
        let text = String(decoding: try FileContents.bytes(ofFile: path), as: UTF8.self)
        try self.init(lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init))
    }

    private static func spellings(of text: String) -> Set<[UInt8]> {
        let encoded = PercentEncoding.encode(text)
        let quoted = String(JSONValue.string(text).text().dropFirst().dropLast())
        let spellings: [String] = [
            text, encoded, PercentEncoding.encode(text, keeping: "/"), PercentEncoding.encode(text, keeping: ":/"),
            encoded.loweringEscapes, encoded.replacing("%20", with: "+"),
            PercentEncoding.encode(text, keeping: ":/").replacing("%20", with: "+"), PercentEncoding.encode(encoded),
            quoted, quoted.replacing("/", with: "\\/"),
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;"),
        ]
        return Set(spellings.map { Array($0.utf8) })
    }

    private mutating func add(_ bytes: [UInt8], line: Int) {
        let start = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        starts[Int(start)] = true
        let isWhole = bytes.allSatisfy(Characters.isAlphanumeric) && bytes.count < 8
        needles[start, default: []].append(Needle(bytes: bytes, line: line, isWhole: isWhole))
    }

    func find(in bytes: [UInt8], from first: Int, to end: Int, _ found: (LeakMatch) -> Void) {
        guard !isEmpty else { return }
        for index in first..<end where index + 1 < bytes.count {
            let start = UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
            guard starts[Int(start)], let needles = needles[start] else { continue }
            for needle in needles where bytes[index...].starts(with: needle.bytes) && isAlone(needle, bytes, index) {
                found(LeakMatch(.known, at: index, name: "line \(needle.line) of the list ", count: needle.bytes.count))
            }
        }
    }

    /// A number within a longer number is another number; a short word within a longer one, another word.
    private func isAlone(_ needle: Needle, _ bytes: [UInt8], _ index: Int) -> Bool {
        let end = index + needle.bytes.count
        guard let first = needle.bytes.first, let last = needle.bytes.last else { return false }
        let before = index > 0 ? bytes[index - 1] : 0
        let after = end < bytes.count ? bytes[end] : 0
        if needle.isWhole { return !Characters.isAlphanumeric(before) && !Characters.isAlphanumeric(after) }
        return !(Characters.isDigit(first) && Characters.isDigit(before))
            && !(Characters.isDigit(last) && Characters.isDigit(after))
    }
}

/// Why a list of known identities cannot be searched for.
public struct KnownIdentitiesError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public var line: Int
    /// Its length in bytes.
    public var count: Int

    /// Creates an error.
    public init(line: Int, count: Int) {
        self.line = line
        self.count = count
    }

    /// One line: where and why.
    public var description: String {
        "line \(line) of the known identities has \(count) bytes; 3 to 1024 can be searched for"
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// `%3A` as `%3a`.
    fileprivate var loweringEscapes: String {
        var left = 0
        return String(
            map { character in
                if character == "%" {
                    left = 2
                    return character
                }
                defer { left -= 1 }
                return left > 0 ? Character(character.lowercased()) : character
            })
    }
}
