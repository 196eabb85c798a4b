extension JSONValue {
    /// Reads one JSON value (RFC 8259) with white space around it.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8; ill-formed sequences inside strings become U+FFFD. A byte order mark is skipped.
    ///   - maximumDepth: how deep arrays and objects may nest.
    /// - Throws: ``JSONError`` with the offset.
    public init(parsing bytes: [UInt8], maximumDepth: Int = 512) throws(JSONError) {
        var scanner = JSONScanner(bytes, maximumDepth: maximumDepth)
        self = try scanner.value()
        try scanner.end()
    }

    /// Reads one JSON value from text.
    ///
    /// - Throws: ``JSONError`` with the offset.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }
}

extension JSONScanner {
    /// Reads the value that comes next, whatever it is.
    ///
    /// - Throws: ``JSONError``.
    public mutating func value() throws(JSONError) -> JSONValue {
        switch try next() {
        case .object:
            var members: [JSONValue.Member] = []
            try enter()
            while let name = try member() { members.append(JSONValue.Member(name, try value())) }
            return .object(members)
        case .array:
            var elements: [JSONValue] = []
            try enter()
            while try element() { elements.append(try value()) }
            return .array(elements)
        case .string: return .string(try string())
        case .number:
            return switch try number() {
            case .integer(let number): .integer(number)
            case .decimal(let number): .double(number)
            }
        case .boolean: return .boolean(try boolean())
        case .null:
            try null()
            return .null
        }
    }
}
