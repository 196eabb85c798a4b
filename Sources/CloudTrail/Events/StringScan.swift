// A string's bytes are looked at eight at a time.

private let ones: UInt64 = 0x0101_0101_0101_0101
private let highs: UInt64 = 0x8080_8080_8080_8080

/// Where, from `start` on, a quote, a backslash or a control character stands; the end of `bytes` where none does.
@inline(__always)
func endOfPlainString(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let raw = unsafe bytes.bytes
    var position = start
    while position &+ 8 <= bytes.count {
        // The offset is inside: see the condition above.
        let word = UInt64(littleEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        // The lowest bit that is set is exact; those above it need not be.
        let found =
            ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word) & highs
        if found != 0 { return position &+ found.trailingZeroBitCount >> 3 }
        position &+= 8
    }
    while position < bytes.count {
        let byte = bytes[position]
        if byte == 0x22 || byte == 0x5C || byte < 0x20 { return position }
        position &+= 1
    }
    return position
}

/// What stands at a backslash.
enum EscapeScan {
    /// An escape of so many bytes.
    case length(Int)
    /// The bytes end within it.
    case cut
    /// No escape of JSON.
    case unknown
}

/// Looks at the escape whose backslash stands at `position`.
func scanEscape(_ bytes: Span<UInt8>, at position: Int) -> EscapeScan {
    guard position + 1 < bytes.count else { return .cut }
    switch bytes[position + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
        UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        return .length(2)
    case UInt8(ascii: "u"):
        for index in position + 2..<position + 6 {
            guard index < bytes.count else { return .cut }
            if hexDigit(bytes[index]) == nil { return .unknown }
        }
        return .length(6)
    default: return .unknown
    }
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte) - 48
    case 65...70: UInt32(byte) - 55
    case 97...102: UInt32(byte) - 87
    default: nil
    }
}

/// Whether `bytes[range]` is a number, `true`, `false` or `null` of JSON.
func isScalar(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "t"): return equals(bytes, range, "true")
    case UInt8(ascii: "f"): return equals(bytes, range, "false")
    case UInt8(ascii: "n"): return equals(bytes, range, "null")
    default: return isNumber(bytes, range)
    }
}

/// Whether `bytes[range]` is `text`.
@inline(__always)
func equals(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<range.count {
        guard unsafe bytes[range.lowerBound + index] == text.utf8Start[index] else { return false }
    }
    return true
}

private func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    func digits() -> Int {
        let start = position
        while position < range.upperBound, bytes[position] >= 48, bytes[position] <= 57 { position += 1 }
        return position - start
    }
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let first = position
    let count = digits()
    guard count > 0, count == 1 || bytes[first] != 48 else { return false }
    if position < range.upperBound, bytes[position] == UInt8(ascii: ".") {
        position += 1
        guard digits() > 0 else { return false }
    }
    if position < range.upperBound, bytes[position] | 0x20 == UInt8(ascii: "e") {
        position += 1
        if position < range.upperBound, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            position += 1
        }
        guard digits() > 0 else { return false }
    }
    return position == range.upperBound
}
