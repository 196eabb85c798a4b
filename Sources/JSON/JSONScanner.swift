/// Reads a JSON text (RFC 8259) piece by piece, without a ``JSONValue`` of it.
///
/// ```swift
/// var json = JSONScanner(Array(#"{"a": 1, "b": [2]}"#.utf8))
/// try json.enter()
/// while let name = try json.member() {
///     if name == "a" { print(try json.number()) } else { try json.skip() }
/// }
/// try json.end()
/// ```
public struct JSONScanner: Sendable {
    /// What comes next.
    public enum Kind: Sendable, Hashable {
        /// An object, which ``enter()`` enters and ``member()`` goes through.
        case object
        /// An array, which ``enter()`` enters and ``element()`` goes through.
        case array
        /// A string.
        case string
        /// A number.
        case number
        /// `true` or `false`.
        case boolean
        /// `null`.
        case null
    }

    /// A number.
    public enum Number: Sendable, Hashable {
        /// One without fraction and exponent that fits 64 bits.
        case integer(Int64)
        /// Any other.
        case decimal(Double)
    }

    let bytes: [UInt8]
    var index = 0
    private var remainingDepth: Int
    /// Whether nothing was read since an array or object was entered, so that no comma stands before what comes next.
    private var hasEntered = false

    /// Begins with a text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8; ill-formed sequences inside strings become U+FFFD. A byte order mark is skipped.
    ///   - maximumDepth: how deep arrays and objects may nest.
    public init(_ bytes: [UInt8], maximumDepth: Int = 512) {
        self.bytes = bytes
        remainingDepth = maximumDepth
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        skipWhiteSpace()
    }

    /// Which kind of value comes next.
    ///
    /// - Throws: ``JSONError`` where none does.
    public func next() throws(JSONError) -> Kind {
        switch current {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        case .some(let byte) where byte == UInt8(ascii: "-") || (48...57).contains(byte): return .number
        case .some: throw error("a value was expected")
        case nil: throw error("the text ends where a value was expected")
        }
    }

    /// Enters the array or object that comes next.
    ///
    /// - Throws: ``JSONError`` where it nests too deep; there must be one, as ``next()`` tells.
    public mutating func enter() throws(JSONError) {
        guard remainingDepth > 0 else { throw error("nested too deep") }
        remainingDepth -= 1
        index += 1
        skipWhiteSpace()
        hasEntered = true
    }

    /// Makes sure that a value of one kind comes next.
    ///
    /// - Throws: ``JSONError`` where something else comes.
    public func expect(_ kind: Kind) throws(JSONError) {
        guard try next() == kind else { throw error("the wrong kind of value: \(kind) was expected") }
    }

    /// Goes to the next member of the object that was entered; its value must be read, or skipped.
    ///
    /// - Returns: its name; nil after the last one, when the object is left.
    /// - Throws: ``JSONError``.
    public mutating func member() throws(JSONError) -> String? {
        guard try goOnToName() else { return nil }
        let name = try text()
        try skipColon()
        return name
    }

    /// Goes to the next member of the object that was entered; its value must be read, or skipped.
    ///
    /// - Parameter names: the names that mean something to the caller.
    /// - Returns: the index of its name in `names`, or their count for any other name; nil after the last member, when the
    ///   object is left.
    /// - Throws: ``JSONError``.
    public mutating func member(among names: [StaticString]) throws(JSONError) -> Int? {
        guard try goOnToName() else { return nil }
        let start = index + 1
        let end = plainEnd(from: start)
        var found: Int?
        if end.isQuote {
            found = names.firstIndex { name in
                name.utf8CodeUnitCount == end.index - start
                    && name.withUTF8Buffer { unsafe $0.elementsEqual(bytes[start..<end.index]) }
            }
            index = end.index + 1
        } else {
            let name = try text()
            found = names.firstIndex { "\($0)" == name }
        }
        try skipColon()
        return found ?? names.count
    }

    private mutating func goOnToName() throws(JSONError) -> Bool {
        guard try goOn(to: UInt8(ascii: "}"), "',' or '}' was expected") else { return false }
        guard current == UInt8(ascii: "\"") else { throw error("a member name was expected") }
        return true
    }

    private mutating func skipColon() throws(JSONError) {
        skipWhiteSpace()
        guard current == UInt8(ascii: ":") else { throw error("':' was expected") }
        index += 1
        skipWhiteSpace()
    }

    /// Goes to the next element of the array that was entered; it must be read, or skipped.
    ///
    /// - Returns: whether there is one; after the last one the array is left.
    /// - Throws: ``JSONError``.
    public mutating func element() throws(JSONError) -> Bool {
        try goOn(to: UInt8(ascii: "]"), "',' or ']' was expected")
    }

    private mutating func goOn(to end: UInt8, _ reason: String) throws(JSONError) -> Bool {
        let isFirst = hasEntered
        hasEntered = false
        if current == end {
            index += 1
            remainingDepth += 1
            skipWhiteSpace()
            return false
        }
        guard !isFirst else { return true }
        guard current == UInt8(ascii: ",") else { throw error(reason) }
        index += 1
        skipWhiteSpace()
        return true
    }

    /// Reads a number.
    ///
    /// - Throws: ``JSONError`` where it is malformed; there must be one, as ``next()`` tells.
    public mutating func number() throws(JSONError) -> Number {
        let start = index
        let isInteger = try skipNumber()
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let value = Int64(text) {
            skipWhiteSpace()
            return .integer(value)
        }
        guard let value = Double(text) else { throw error("not a number") }
        skipWhiteSpace()
        return .decimal(value)
    }

    /// Passes over a number, and nothing behind it; whether it has neither fraction nor exponent.
    private mutating func skipNumber() throws(JSONError) -> Bool {
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
        return isInteger
    }

    /// Reads `true` or `false`.
    ///
    /// - Throws: ``JSONError`` where it is neither.
    public mutating func boolean() throws(JSONError) -> Bool {
        let isTrue = current == UInt8(ascii: "t")
        try literal(isTrue ? "true" : "false")
        return isTrue
    }

    /// Reads `null`.
    ///
    /// - Throws: ``JSONError`` where it is not.
    public mutating func null() throws(JSONError) {
        try literal("null")
    }

    /// Reads `null`, if that comes next.
    ///
    /// - Returns: whether it did.
    /// - Throws: ``JSONError`` where no value comes.
    public mutating func isNull() throws(JSONError) -> Bool {
        guard try next() == .null else { return false }
        try null()
        return true
    }

    /// Passes over the value that comes next.
    ///
    /// - Throws: ``JSONError`` where it is malformed.
    public mutating func skip() throws(JSONError) {
        switch try next() {
        case .object:
            try enter()
            while try member() != nil { try skip() }
        case .array:
            try enter()
            while try element() { try skip() }
        case .string:
            let end = plainEnd(from: index + 1)
            guard end.isQuote else {
                _ = try string()
                return
            }
            index = end.index + 1
            skipWhiteSpace()
        case .number:
            _ = try skipNumber()
            skipWhiteSpace()
        case .boolean: _ = try boolean()
        case .null: try null()
        }
    }

    /// Makes sure that nothing follows.
    ///
    /// - Throws: ``JSONError`` where something does.
    public func end() throws(JSONError) {
        guard index == bytes.count else { throw error("something follows the value") }
    }

    func error(_ reason: String) -> JSONError { JSONError(byteOffset: index, reason: reason) }

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func skipWhiteSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private mutating func skipDigits() {
        while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
    }

    private mutating func literal(_ text: String) throws(JSONError) {
        guard bytes[index...].starts(with: text.utf8) else { throw error("a value was expected") }
        index += text.utf8.count
        skipWhiteSpace()
    }
}
