extension CloudTrailEvent {
    /// The bytes of the value at a path of member names, such as `["requestParameters", "bucketName"]`.
    ///
    /// Nothing is built: the record is read from its start again. Of repeated members the last counts. For the members
    /// that ``CloudTrailField`` names, ``json(_:)`` is faster.
    ///
    /// - Returns: the value with its quotes or brackets; nil where there is none.
    public func json(at path: [String]) -> ArraySlice<UInt8>? {
        let bytes = storage.span
        var value = range
        for name in path {
            guard let member = lastMember(Array(name.utf8), of: bytes, value) else { return nil }
            value = member
        }
        return storage[value]
    }

    /// The text of the string at a path, without escapes; nil where there is none or it is no string.
    public func string(at path: [String]) -> String? {
        guard let value = json(at: path), value.first == UInt8(ascii: "\"") else { return nil }
        let text = unescaped(storage.span, value.startIndex + 1..<value.endIndex - 1)
        return String(decoding: text, as: UTF8.self)
    }
}

/// Where the value of an object's last member `name` lies; the bytes are JSON that has been checked.
private func lastMember(_ name: [UInt8], of bytes: Span<UInt8>, _ object: Range<Int>) -> Range<Int>? {
    guard bytes[object.lowerBound] == UInt8(ascii: "{") else { return nil }
    var found: Range<Int>?
    var position = object.lowerBound + 1
    while true {
        skipBetween(bytes, &position)
        guard position < object.upperBound, bytes[position] == UInt8(ascii: "\"") else { return found }
        let start = position + 1
        position = endOfValue(bytes, position)
        let isIt = unescaped(bytes, start..<position - 1) == name
        skipBetween(bytes, &position)
        let value = position..<endOfValue(bytes, position)
        if isIt { found = value }
        position = value.upperBound
    }
}

/// Goes on to the next token that is no comma or colon.
private func skipBetween(_ bytes: Span<UInt8>, _ position: inout Int) {
    while position < bytes.count,
        isWhiteSpace(bytes[position]) || bytes[position] == UInt8(ascii: ",")
            || bytes[position] == UInt8(ascii: ":")
    { position += 1 }
}

/// The end of the value that begins at `start`.
private func endOfValue(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    switch bytes[start] {
    case UInt8(ascii: "\""):
        var position = endOfPlainString(bytes, from: start + 1)
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position = endOfPlainString(bytes, from: min(position + 2, bytes.count))
        }
        return position + 1
    case UInt8(ascii: "{"), UInt8(ascii: "["):
        var skipper = BracketSkipper(position: start, depth: 0, isInString: false)
        _ = skipper.skip(bytes)
        return skipper.position
    default:
        var position = start
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x0A, 0x0D, 0x09: return position
            default: position += 1
            }
        }
        return position
    }
}
