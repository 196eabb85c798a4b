import Testing

@testable import Recordings

@Suite struct AddressPseudonymsTests {
    private static func sharedBits(_ a: [UInt8], _ b: [UInt8]) -> Int {
        for (index, pair) in zip(a, b).enumerated() where pair.0 != pair.1 {
            return 8 * index + (pair.0 ^ pair.1).leadingZeroBitCount
        }
        return 8 * a.count
    }

    @Test(arguments: [4, 16])
    func addressesShareThePrefixesThatTheirOriginalsShare(count: Int) {
        let pseudonyms = AddressPseudonyms(key: [1, 2, 3])
        var dice = Dice(UInt64(count))
        for _ in 0..<400 {
            let first = [UInt8.random(in: 128...223, using: &dice)] + dice.bytes(count - 1)
            // Another one that has a random number of bits in common, the first byte at least.
            let bit = Int.random(in: 8..<(8 * count), using: &dice)
            var second = first
            second[bit / 8] ^= 0x80 >> UInt8(bit % 8)
            for index in (bit / 8 + 1)..<max(count, bit / 8 + 1) {
                second[index] = UInt8(truncatingIfNeeded: dice.next())
            }
            let a = pseudonyms[IPAddress(bytes: first)].address.bytes
            let b = pseudonyms[IPAddress(bytes: second)].address.bytes
            #expect(Self.sharedBits(a, b) == Self.sharedBits(first, second))
        }
    }

    @Test(arguments: 0..<8)
    func firstBytesAreOneToOneAndSpecialNetworksStay(seed: Int) {
        let pseudonyms = AddressPseudonyms(key: [UInt8(seed)])
        let first = (0...255).map { pseudonyms[IPAddress(bytes: [UInt8($0), 1, 2, 3])].address.bytes[0] }
        #expect(Set(first).count == 256)
        #expect(first[0] == 0 && first[127] == 127)
        // All but those that would have become 0 or 127, and these two themselves, keep what they share.
        let odd = (0...255).filter { a in
            (0...255).count { b in Self.sharedBits([UInt8(a)], [UInt8(b)]) != Self.sharedBits([first[a]], [first[b]]) }
                > 8
        }
        #expect(odd.count <= 4)
    }

    @Test(arguments: ["127.0.0.1", "0.0.0.0", "169.254.169.254", "::", "::1"])
    func specialAddressesStay(text: String) throws {
        let address = try #require(read(text))
        #expect(AddressPseudonyms(key: [1])[address].address == address)
    }

    @Test(arguments: [
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:DB8::0", "2001:db8::"),
        ("::ffff:1.2.3.4", "::ffff:1.2.3.4"),
        ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("fe80::1", "fe80::1"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
        ("10.0.0.1", "10.0.0.1"),
    ])
    func addressesAreWrittenAsRFC5952Wants(text: String, expected: String) {
        #expect(read(text)?.text == expected)
    }

    @Test(arguments: [
        "1:2:3", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "::1:", "1.2.3", "1.2.3.256", "1.02.3.4", ":1",
    ])
    func whatIsNoAddressIsNotRead(text: String) {
        #expect(read(text) == nil)
    }
}

private func read(_ text: String) -> IPAddress? {
    let bytes = Array(text.utf8)
    return IPAddress(parsing: bytes.span, 0..<bytes.count)
}
