extension JSONValue {
    /// Reads one JSON value (RFC 8259) with white space around it.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8; ill-formed sequences inside strings become U+FFFD. A byte order mark is skipped.
    ///   - maximumDepth: how deep arrays and objects may nest.
    /// - Throws: ``JSONError`` with the offset.
    public init(parsing bytes: [UInt8], maximumDepth: Int = 512) throws(JSONError) {
        var parser = JSONParser(bytes: bytes, remainingDepth: maximumDepth)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
        parser.skipWhiteSpace()
        self = try parser.value()
        parser.skipWhiteSpace()
        guard parser.index == bytes.count else { throw parser.error("something follows the value") }
    }

    /// Reads one JSON value from text.
    ///
    /// - Throws: ``JSONError`` with the offset.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var index = 0
    var remainingDepth: Int

    init(bytes: [UInt8], remainingDepth: Int) {
        self.bytes = bytes
        self.remainingDepth = remainingDepth
    }

    func error(_ reason: String) -> JSONError { JSONError(byteOffset: index, reason: reason) }

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skipWhiteSpace() {
        while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }

    mutating func value() throws(JSONError) -> JSONValue {
        switch current {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case .some(let byte) where byte == UInt8(ascii: "-") || (48...57).contains(byte): return try number()
        case .some: throw error("a value was expected")
        case nil: throw error("the text ends where a value was expected")
        }
    }

    mutating func literal(_ text: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[index...].starts(with: text.utf8) else { throw error("a value was expected") }
        index += text.utf8.count
        return value
    }

    mutating func enter() throws(JSONError) {
        guard remainingDepth > 0 else { throw error("nested too deep") }
        remainingDepth -= 1
        index += 1
        skipWhiteSpace()
    }

    mutating func object() throws(JSONError) -> JSONValue {
        try enter()
        defer { remainingDepth += 1 }
        var members: [JSONValue.Member] = []
        if current == UInt8(ascii: "}") {
            index += 1
            return .object(members)
        }
        while true {
            guard current == UInt8(ascii: "\"") else { throw error("a member name was expected") }
            let name = try string()
            skipWhiteSpace()
            guard current == UInt8(ascii: ":") else { throw error("':' was expected") }
            index += 1
            skipWhiteSpace()
            members.append(JSONValue.Member(name, try value()))
            skipWhiteSpace()
            if current == UInt8(ascii: ",") {
                index += 1
                skipWhiteSpace()
            } else if current == UInt8(ascii: "}") {
                index += 1
                return .object(members)
            } else {
                throw error("',' or '}' was expected")
            }
        }
    }

    mutating func array() throws(JSONError) -> JSONValue {
        try enter()
        defer { remainingDepth += 1 }
        var elements: [JSONValue] = []
        if current == UInt8(ascii: "]") {
            index += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            skipWhiteSpace()
            if current == UInt8(ascii: ",") {
                index += 1
                skipWhiteSpace()
            } else if current == UInt8(ascii: "]") {
                index += 1
                return .array(elements)
            } else {
                throw error("',' or ']' was expected")
            }
        }
    }

    mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        var isInteger = true
        if current == UInt8(ascii: "-") { index += 1 }
        guard let first = current, (48...57).contains(first) else { throw error("a digit was expected") }
        index += 1
        if first != 48 { skipDigits() }
        if current == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            guard let digit = current, (48...57).contains(digit) else { throw error("a digit was expected") }
            skipDigits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isInteger = false
            index += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
            guard let digit = current, (48...57).contains(digit) else { throw error("a digit was expected") }
            skipDigits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text) else { throw error("not a number") }
        return .double(value)
    }

    mutating func skipDigits() {
        while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
    }

    mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\"),
            bytes[index] >= 0x20
        { index += 1 }
        if current == UInt8(ascii: "\"") {
            defer { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        var out = Array(bytes[start..<index])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                try escape(into: &out)
            case 0..<0x20:
                throw error("a control character stands unescaped in a string")
            default:
                out.append(byte)
                index += 1
            }
        }
        throw error("the text ends inside a string")
    }

    mutating func escape(into out: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw error("the text ends inside a string") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hex4()
            if (0xD800..<0xDC00).contains(code), current == UInt8(ascii: "\\"), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "u")
            {
                let mark = index
                index += 2
                let low = try hex4()
                if (0xDC00..<0xE000).contains(low) {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    index = mark
                }
            }
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            out.append(contentsOf: String(Character(scalar)).utf8)
        default:
            index -= 1
            throw error("an unknown escape")
        }
    }

    mutating func hex4() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count, bytes[index] != UInt8(ascii: "+"), bytes[index] != UInt8(ascii: "-"),
            let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits were expected") }
        index += 4
        return code
    }
}
