import JSON

/// Writes JSON member by member, so that a long text needs no memory.
struct HARWriter {
    let out: ([UInt8]) throws -> Void
    private var needsComma = false

    init(_ out: @escaping ([UInt8]) throws -> Void) {
        self.out = out
    }

    /// A member whose value is at hand.
    mutating func member(_ name: String, _ value: JSONValue) throws {
        try begin(name)
        try out(value.encoded())
    }

    /// A member that is an object or, with `isArray`, an array.
    mutating func nest(_ name: String?, isArray: Bool = false, _ body: (inout HARWriter) throws -> Void) throws {
        try begin(name)
        try out(Array((isArray ? "[" : "{").utf8))
        needsComma = false
        try body(&self)
        try out(Array((isArray ? "\n]" : "}").utf8))
        needsComma = true
    }

    /// A member that is a string, of UTF-8 that comes in pieces.
    mutating func text(_ name: String, _ pieces: (([UInt8]) throws -> Void) throws -> Void) throws {
        try begin(name)
        try out([UInt8(ascii: "\"")])
        try pieces { piece in try out(HARWriter.escaped(piece)) }
        try out([UInt8(ascii: "\"")])
    }

    /// A line break, for the eye, before the next member.
    func breakLine() throws {
        try out([0x0A])
    }

    private mutating func begin(_ name: String?) throws {
        if needsComma { try out([UInt8(ascii: ",")]) }
        needsComma = true
        // The elements of an array stand on lines of their own.
        guard let name else { return try breakLine() }
        try out(JSONValue.string(name).encoded() + [UInt8(ascii: ":")])
    }

    /// The escapes of JSON; a piece may end in the middle of a character.
    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case 0x0A: out += Array("\\n".utf8)
            case 0x0D: out += Array("\\r".utf8)
            case 0x09: out += Array("\\t".utf8)
            case 0..<0x20, 0x7F:
                let digits = Array("0123456789abcdef".utf8)
                out += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        return out
    }
}
