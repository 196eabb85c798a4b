/// Percent-encoded text, decoded so that it can be looked through, and changed in its encoding.
struct EncodedText {
    /// The bytes that it stands for.
    let decoded: [UInt8]
    private let raw: [UInt8]
    /// Where each decoded byte begins in the encoded text, and where that ends.
    private let offsets: [Int]
    private let plusIsSpace: Bool

    init(_ raw: [UInt8], plusIsSpace: Bool = false) {
        self.raw = raw
        self.plusIsSpace = plusIsSpace
        var decoded: [UInt8] = []
        var offsets: [Int] = []
        decoded.reserveCapacity(raw.count)
        offsets.reserveCapacity(raw.count + 1)
        var position = 0
        while position < raw.count {
            offsets.append(position)
            if raw[position] == UInt8(ascii: "%"), position + 2 < raw.count,
                let high = raw[position + 1].hexDigitValue, let low = raw[position + 2].hexDigitValue
            {
                decoded.append(high << 4 | low)
                position += 3
            } else {
                decoded.append(plusIsSpace && raw[position] == UInt8(ascii: "+") ? 32 : raw[position])
                position += 1
            }
        }
        offsets.append(raw.count)
        self.decoded = decoded
        self.offsets = offsets
    }

    /// The encoded text with changes made; everything else stays as it was encoded.
    func applying(_ edits: [Edit]) -> [UInt8] {
        var out: [UInt8] = []
        var position = 0
        for edit in edits {
            let start = offsets[edit.range.lowerBound]
            let end = offsets[edit.range.upperBound]
            out += raw[position..<start]
            switch edit.replacement {
            case .filler: out += Filler.bytes(count: end - start)
            case .bytes(let bytes): out += encode(bytes, in: raw[start..<end])
            }
            position = end
        }
        return out + raw[position...]
    }

    /// Encodes what is no letter or digit, unless the text that is replaced has it as it is.
    private func encode(_ bytes: [UInt8], in old: ArraySlice<UInt8>) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            if byte.isAlphanumeric || [45, 46, 95, 126].contains(byte) { return [byte] }
            if byte == 32, plusIsSpace, old.contains(43) { return [43] }
            let isPlus = byte == 43 && plusIsSpace
            if byte != UInt8(ascii: "%"), !isPlus, old.contains(byte) { return [byte] }
            return [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
