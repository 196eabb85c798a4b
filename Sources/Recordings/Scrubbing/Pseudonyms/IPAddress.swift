/// An IP address, of either version.
struct IPAddress: Sendable, Hashable {
    /// 4 or 16 bytes.
    var bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads an address that fills `range`; nil where none does.
    init?(parsing text: Span<UInt8>, _ range: Range<Int>) {
        let found = Self.version4(text, range) ?? Self.version6(text, range)
        guard let found else { return nil }
        bytes = found
    }

    /// The address as RFC 5952 wants it.
    var text: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        if isMapped { return "::ffff:" + bytes[12...].map(String.init).joined(separator: ".") }
        let zeros = Self.longestZeros(groups)
        let words = groups.map { String($0, radix: 16) }
        guard zeros.count > 1 else { return words.joined(separator: ":") }
        return words[..<zeros.lowerBound].joined(separator: ":") + "::"
            + words[zeros.upperBound...].joined(separator: ":")
    }

    /// Whether it is an address of version 4 written as one of version 6: `::ffff:10.0.0.1`.
    var isMapped: Bool {
        bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
    }

    /// The address with the bits behind a prefix cleared.
    func masked(_ length: Int) -> IPAddress {
        IPAddress(
            bytes: bytes.enumerated().map { index, byte in
                let kept = min(max(length - 8 * index, 0), 8)
                return kept == 0 ? 0 : byte & UInt8(truncatingIfNeeded: 0xFF << (8 - kept))
            })
    }

    private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start > longest.count { longest = start..<end }
            start = max(end, start + 1)
        }
        return longest
    }

    private static func version4(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        guard (7...15).contains(range.count) else { return nil }
        var out: [UInt8] = []
        var position = range.lowerBound
        for part in 0..<4 {
            let start = position
            var number = 0
            while position < range.upperBound, text[position].isDigit, position - start < 3 {
                number = number * 10 + Int(text[position] - 48)
                position += 1
            }
            guard position > start, number <= 255, text[start] != 48 || position - start == 1 else { return nil }
            out.append(UInt8(number))
            if part < 3 {
                guard position < range.upperBound, text[position] == UInt8(ascii: ".") else { return nil }
                position += 1
            }
        }
        return position == range.upperBound ? out : nil
    }

    private static func version6(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        guard (2...45).contains(range.count) else { return nil }
        var head: [UInt8] = []
        var tail: [UInt8]?
        var position = range.lowerBound
        let end = range.upperBound
        if text.hasBytes([58, 58], at: position), position + 2 <= end {
            tail = []
            position += 2
        }
        while position < end {
            let start = position
            var number: UInt16 = 0
            while position < end, position - start < 4, let digit = text[position].hexDigitValue {
                number = number << 4 | UInt16(digit)
                position += 1
            }
            guard position > start else { return nil }
            if position < end, text[position] == UInt8(ascii: ".") {
                guard let last = version4(text, start..<end) else { return nil }
                if tail == nil { head += last } else { tail? += last }
                position = end
                break
            }
            let group = [UInt8(number >> 8), UInt8(number & 255)]
            if tail == nil { head += group } else { tail? += group }
            guard position < end else { break }
            guard text[position] == UInt8(ascii: ":"), position + 1 < end else { return nil }
            position += 1
            if text[position] == UInt8(ascii: ":") {
                guard tail == nil else { return nil }
                tail = []
                position += 1
            }
        }
        guard let tail else { return head.count == 16 ? head : nil }
        let missing = 16 - head.count - tail.count
        return missing >= 2 ? head + [UInt8](repeating: 0, count: missing) + tail : nil
    }
}
