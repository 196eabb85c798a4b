/// Where the next byte of a line goes.
///
/// The only file of the module that sees a pointer. It pays: a record is a hundred single bytes, and a check for each of
/// them costs as much as making the record. ``LineWriter`` makes room for the longest lines before it writes any.
struct LineCursor {
    private(set) var next: UnsafeMutablePointer<UInt8>
    private let text: UnsafeBufferPointer<UInt8>
    private let offsets: UnsafeBufferPointer<UInt32>

    @inline(__always)
    init(next: UnsafeMutablePointer<UInt8>, text: UnsafeBufferPointer<UInt8>, offsets: UnsafeBufferPointer<UInt32>) {
        self.next = next
        self.text = text
        self.offsets = offsets
    }

    /// Writes one of the plan's texts.
    @inline(__always)
    mutating func putText(_ index: Int) {
        let start = Int(offsets[index])
        let count = Int(offsets[index + 1]) - start
        guard let base = text.baseAddress else { return }
        next.update(from: base + start, count: count)
        next += count
    }

    /// Writes `-` for what is not there.
    @inline(__always)
    mutating func putAbsent(_ terminator: UInt8) {
        next[0] = 0x2D
        next[1] = terminator
        next += 2
    }

    /// Writes a number in decimal.
    @inline(__always)
    mutating func put(_ number: UInt64, _ terminator: UInt8) {
        putDigits(number)
        next[0] = terminator
        next += 1
    }

    /// Writes an address.
    @inline(__always)
    mutating func put(_ address: AddressCode, isIPv6: Bool, _ terminator: UInt8) {
        if isIPv6 {
            for byte in LineCursor.prefix6 { putByte(byte) }
            putHexadecimal(UInt16(truncatingIfNeeded: address >> 16))
            putByte(0x3A)
            putByte(0x3A)
            putHexadecimal(UInt16(truncatingIfNeeded: address))
        } else {
            putOctet(address >> 24)
            putByte(0x2E)
            putOctet(address >> 16 & 255)
            putByte(0x2E)
            putOctet(address >> 8 & 255)
            putByte(0x2E)
            putOctet(address & 255)
        }
        putByte(terminator)
    }

    private static let prefix6 = Array("2001:db8:".utf8)

    @inline(__always)
    private mutating func putByte(_ byte: UInt8) {
        next[0] = byte
        next += 1
    }

    @inline(__always)
    private mutating func putOctet(_ octet: UInt32) {
        let hundreds = octet / 100
        let tens = octet / 10
        if octet >= 100 { putByte(0x30 + UInt8(truncatingIfNeeded: hundreds)) }
        if octet >= 10 { putByte(0x30 + UInt8(truncatingIfNeeded: tens - hundreds * 10)) }
        putByte(0x30 + UInt8(truncatingIfNeeded: octet - tens * 10))
    }

    /// Without leading zeros.
    private mutating func putHexadecimal(_ group: UInt16) {
        var shift = 12
        while shift > 0, group >> shift == 0 { shift -= 4 }
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: group >> shift & 15)
            putByte(digit < 10 ? 0x30 + digit : 0x57 + digit)
            shift -= 4
        }
    }

    @inline(__always)
    private mutating func putDigits(_ number: UInt64) {
        var count = 1
        var limit: UInt64 = 10
        while number >= limit && count < 19 {
            count += 1
            limit &*= 10
        }
        var rest = number
        var place = count
        while place > 0 {
            place -= 1
            let quotient = rest / 10
            next[place] = 0x30 + UInt8(truncatingIfNeeded: rest - quotient * 10)
            rest = quotient
        }
        next += count
    }
}
