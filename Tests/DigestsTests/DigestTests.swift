import Digests
import Testing

@Suite struct DigestTests {
    /// A message and its digests, from FIPS 180-4's and RFC 1321's examples and `sha256sum`, `sha1sum`, `md5sum`.
    struct Case: CustomTestStringConvertible {
        var text: String
        var sha256: String
        var sha1: String
        var md5: String
        var testDescription: String { "\(text.utf8.count) bytes" }
    }

    static let cases = [
        Case(
            text: "", sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            sha1: "da39a3ee5e6b4b0d3255bfef95601890afd80709", md5: "d41d8cd98f00b204e9800998ecf8427e"),
        Case(
            text: "abc", sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            sha1: "a9993e364706816aba3e25717850c26c9cd0d89d", md5: "900150983cd24fb0d6963f7d28e17f72"),
        Case(
            text: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            sha256: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            sha1: "84983e441c3bd26ebaae4aa1f95129e5e54670f1", md5: "8215ef0796a20bcaaae116d3876c664a"),
    ]

    @Test(arguments: cases) func digestsAreThoseOfTheStandards(_ row: Case) {
        let bytes = Array(row.text.utf8)
        #expect(SHA256.hash(bytes).hexString == row.sha256)
        #expect(SHA256.hash(row.text).hexString == row.sha256)
        #expect(SHA1.hash(bytes).hexString == row.sha1)
        #expect(MD5.hash(bytes).hexString == row.md5)
    }

    @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 127, 200]) func piecesGiveTheSameDigest(_ cut: Int) {
        let bytes = (0..<200).map { UInt8($0) }
        let digest = SHA256()
        digest.update(Array(bytes[..<cut]))
        digest.update([])
        digest.update(Array(bytes[cut...]))
        #expect(digest.finalize() == SHA256.hash(bytes))
        let (sha1, md5) = (SHA1(), MD5())
        for piece in [bytes[..<cut], [], bytes[cut...]] {
            sha1.update(Array(piece))
            md5.update(Array(piece))
        }
        #expect(sha1.finalize() == SHA1.hash(bytes))
        #expect(md5.finalize() == MD5.hash(bytes))
    }

    @Test func aMillionLettersAreDigested() {
        let digest = SHA256()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
        for _ in 0..<1000 { digest.update(piece) }
        #expect(digest.finalize().hexString == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func codesAreThoseOfRFC4231() {
        let first = HMACSHA256.authenticate("Hi There", key: [UInt8](repeating: 0x0b, count: 20))
        #expect(first.hexString == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        let second = HMACSHA256.authenticate("what do ya want for nothing?", key: Array("Jefe".utf8))
        #expect(second.hexString == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let longKey = HMACSHA256.authenticate(
            "Test Using Larger Than Block-Size Key - Hash Key First", key: [UInt8](repeating: 0xaa, count: 131))
        #expect(longKey.hexString == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }

    @Test func anEmptyKeyAndMessageHaveACode() {
        #expect(
            HMACSHA256.authenticate([], key: []).hexString
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test func secretsAreCompared() {
        #expect(ConstantTime.areEqual("abc", "abc"))
        #expect(ConstantTime.areEqual([UInt8](), []))
        #expect(!ConstantTime.areEqual("abc", "abd"))
        #expect(!ConstantTime.areEqual("abc", "ab"))
        #expect(!ConstantTime.areEqual("", "a"))
    }
}
