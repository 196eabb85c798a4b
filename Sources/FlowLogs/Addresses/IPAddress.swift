/// An IPv4 or IPv6 address by its value, whatever its spelling.
public struct IPAddress: Sendable, Hashable {
    /// Whether it is an IPv6 address.
    public let isIPv6: Bool
    /// The first 64 bits of an IPv6 address; 0 for IPv4.
    public let high: UInt64
    /// The last 64 bits of an IPv6 address, or the 32 bits of an IPv4 address.
    public let low: UInt64

    /// Creates an IPv4 address from its 32 bits.
    public init(ipv4 bits: UInt32) {
        isIPv6 = false
        high = 0
        low = UInt64(bits)
    }

    /// Creates an IPv6 address from its 128 bits.
    public init(high: UInt64, low: UInt64) {
        isIPv6 = true
        self.high = high
        self.low = low
    }

    /// Reads an address; nil for anything else, a zone, a prefix length or a leading zero in an IPv4 part included.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(bytes.span, 0..<bytes.count)
    }

    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard let parsed = IPAddress.parse(bytes, range) else { return nil }
        self = parsed.address
    }

    /// Reads an address and tells whether it is spelled as ``description`` spells it.
    static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (address: IPAddress, isCanonical: Bool)? {
        guard range.count >= 2, range.count <= 45 else { return nil }
        for index in range.prefix(5) where bytes[index] == 0x3A { return parseIPv6(bytes, range) }
        return parseIPv4(bytes, range).map { (IPAddress(ipv4: $0), true) }
    }

    private static func parseIPv4(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
        guard range.count <= 15 else { return nil }
        var value: UInt32 = 0
        var part: UInt32 = 0
        var digits = 0
        var dots = 0
        for index in range {
            let byte = bytes[index]
            if byte == 0x2E {
                guard digits > 0, dots < 3 else { return nil }
                dots += 1
                value = value << 8 | part
                part = 0
                digits = 0
            } else {
                let digit = byte &- 0x30
                guard digit <= 9, digits == 0 || part > 0 else { return nil }
                part = part * 10 + UInt32(digit)
                digits += 1
                guard part <= 255 else { return nil }
            }
        }
        guard dots == 3, digits > 0 else { return nil }
        return value << 8 | part
    }

    private static func parseIPv6(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (IPAddress, Bool)? {
        var groups = IPv6Groups()
        var index = range.lowerBound
        let end = range.upperBound
        if bytes[index] == 0x3A {
            guard index + 1 < end, bytes[index + 1] == 0x3A else { return nil }
            groups.compression = 0
            index += 2
        }
        while index < end {
            let start = index
            var value: UInt16 = 0
            while index < end, let digit = hexDigit(bytes[index]) {
                guard index - start < 4 else { return nil }
                if bytes[index] & 0xE0 == 0x40 { groups.isPlain = false }  // an upper case letter
                value = value << 4 | UInt16(digit)
                index += 1
            }
            if index < end, bytes[index] == 0x2E {
                guard let tail = parseIPv4(bytes, start..<end) else { return nil }
                groups.isPlain = false
                guard groups.append(UInt16(tail >> 16)), groups.append(UInt16(tail & 0xFFFF)) else { return nil }
                break
            }
            guard index > start else { return nil }
            if index - start > 1 && bytes[start] == 0x30 { groups.isPlain = false }
            guard groups.append(value) else { return nil }
            guard index < end else { break }
            guard bytes[index] == 0x3A, index + 1 < end else { return nil }
            index += 1
            if bytes[index] == 0x3A {
                guard groups.compression < 0 else { return nil }
                groups.compression = groups.count
                index += 1
            }
        }
        return groups.address
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}

/// The groups of an IPv6 address while it is read.
private struct IPv6Groups {
    private var values = InlineArray<8, UInt16>(repeating: 0)
    private(set) var count = 0
    /// The number of groups before `::`, or -1.
    var compression = -1
    /// Whether every group is lower case without leading zeros.
    var isPlain = true

    mutating func append(_ value: UInt16) -> Bool {
        guard count < 8 else { return false }
        values[count] = value
        count += 1
        return true
    }

    var address: (IPAddress, Bool)? {
        guard compression < 0 ? count == 8 : count < 8 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for group in 0..<8 {
            words = (words.0 << 16 | words.1 >> 48, words.1 << 16 | UInt64(value(group)))
        }
        let address = IPAddress(high: words.0, low: words.1)
        let zeros = address.longestZeros
        let isCanonical =
            isPlain && (zeros.isEmpty ? compression < 0 : compression == zeros.lowerBound && 8 - count == zeros.count)
        return (address, isCanonical)
    }

    private func value(_ group: Int) -> UInt16 {
        guard compression >= 0, group >= compression else { return values[group] }
        let afterGap = group - (8 - count)
        return afterGap >= compression ? values[afterGap] : 0
    }
}

extension IPAddress: Comparable {
    /// IPv4 comes before IPv6; within a family, the smaller number.
    public static func < (a: IPAddress, b: IPAddress) -> Bool {
        (a.isIPv6 ? 1 : 0, a.high, a.low) < (b.isIPv6 ? 1 : 0, b.high, b.low)
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as RFC 5952 spells it.
    public var description: String {
        guard isIPv6 else {
            return stride(from: 24, through: 0, by: -8).map { String(low >> UInt64($0) & 0xFF) }.joined(separator: ".")
        }
        let zeros = longestZeros
        let texts = (0..<8).map { String(group($0), radix: 16) }
        guard !zeros.isEmpty else { return texts.joined(separator: ":") }
        return texts[..<zeros.lowerBound].joined(separator: ":") + "::"
            + texts[zeros.upperBound...].joined(separator: ":")
    }

    private func group(_ index: Int) -> UInt64 {
        (index < 4 ? high : low) >> UInt64(48 - index % 4 * 16) & 0xFFFF
    }

    /// The longest run of two or more zero groups, the first of several; empty where there is none.
    fileprivate var longestZeros: Range<Int> {
        var best = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || group(index) != 0 {
            if index - start >= 2 && index - start > best.count { best = start..<index }
            start = index + 1
        }
        return best
    }
}
