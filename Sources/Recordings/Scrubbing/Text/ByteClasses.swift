extension UInt8 {
    /// `A-Z`, `a-z` or `0-9`.
    @inline(__always) var isAlphanumeric: Bool {
        (self | 0x20) &- 97 < 26 || self &- 48 < 10
    }

    @inline(__always) var isDigit: Bool { self &- 48 < 10 }

    @inline(__always) var isLetter: Bool { (self | 0x20) &- 97 < 26 }

    @inline(__always) var isUpperCase: Bool { self &- 65 < 26 }

    /// `0-9` or `a-f`.
    @inline(__always) var isLowerHex: Bool { isDigit || self &- 97 < 6 }

    /// The value of a hexadecimal digit of either case; nil for other characters.
    var hexDigitValue: UInt8? {
        if isDigit { return self - 48 }
        let letter = self | 0x20
        return letter &- 97 < 6 ? letter - 87 : nil
    }

    /// The letter in lower case; other characters as they are.
    var folded: UInt8 { isUpperCase ? self | 0x20 : self }
}

extension Span<UInt8> {
    /// Whether `bytes` stand at `position`.
    func hasBytes(_ bytes: [UInt8], at position: Int) -> Bool {
        guard position >= 0, position + bytes.count <= count else { return false }
        for offset in 0..<bytes.count where self[position + offset] != bytes[offset] { return false }
        return true
    }

    /// The bytes of a range.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(range.count)
        for index in range { out.append(self[index]) }
        return out
    }

    /// Whether every byte of a range fulfils `condition`.
    func all(_ range: Range<Int>, _ condition: (UInt8) -> Bool) -> Bool {
        for index in range where !condition(self[index]) { return false }
        return true
    }
}
