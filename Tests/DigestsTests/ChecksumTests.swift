import Digests
import Testing

@Suite struct ChecksumTests {
    private let digits = Array("123456789".utf8)

    @Test func checkValuesAreThoseOfTheCatalogue() {
        #expect(CRC32.checksum(digits) == 0xcbf4_3926)
        #expect(CRC32C.checksum(digits) == 0xe306_9283)
        #expect(CRC64NVME.checksum(digits) == 0xae8b_1486_0a79_9888)
    }

    @Test func nothingSumsToZero() {
        #expect(CRC32.checksum([]) == 0)
        #expect(CRC32C.checksum([]) == 0)
        #expect(CRC64NVME.checksum([]) == 0)
    }

    /// RFC 3720 section B.4.
    @Test func thirtyTwoBytesSumAsInTheStandardOfISCSI() {
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8a91_36aa)
        #expect(CRC32C.checksum([UInt8](repeating: 255, count: 32)) == 0x62a8_ab43)
        #expect(CRC32C.checksum((0..<32).map { UInt8($0) }) == 0x46dd_794e)
    }

    @Test func piecesSumToTheSame() {
        for cut in 0...digits.count {
            var crc32 = CRC32()
            var crc32c = CRC32C()
            var crc64 = CRC64NVME()
            for piece in [Array(digits[..<cut]), Array(digits[cut...])] {
                crc32.update(piece)
                crc32c.update(piece)
                crc64.update(piece)
            }
            #expect(crc32.value == 0xcbf4_3926)
            #expect(crc32c.value == 0xe306_9283)
            #expect(crc64.value == 0xae8b_1486_0a79_9888)
        }
    }

    /// A trailer that botocore sent for the body `hello`.
    @Test func aHeaderOfS3IsMadeOfBigEndianBytes() {
        #expect(Base64.encode(CRC32.checksum(Array("hello".utf8)).bigEndianBytes) == "NhCmhg==")
        #expect((0x0102_0304_0506_0708 as UInt64).bigEndianBytes == [1, 2, 3, 4, 5, 6, 7, 8])
    }
}
