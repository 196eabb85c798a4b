import Digests
import Testing

@Suite struct TextCodingTests {
    /// RFC 4648 section 10.
    static let base64 = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: base64) func base64IsThatOfTheStandard(_ text: String, _ encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test func allBytesRoundTripInBase64() {
        for count in 253...256 {
            let bytes = (0..<count).map { UInt8($0) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
        #expect(Base64.encode([0xfb, 0xff, 0xbf]) == "+/+/")
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "====", "Zh==", "Zm9=", "Z===", "Zm 9", "Zm9v\n", "_-__", "Zg==Zg==", "Zmé",
    ])
    func whatIsNotBase64IsRefused(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func hexadecimalRoundTrips() {
        let bytes = (0...255).map { UInt8($0) }
        #expect([UInt8](hex: bytes.hexString) == bytes)
        #expect([UInt8](hex: bytes.hexString.uppercased()) == bytes)
        #expect([0, 0x9a, 0xff].hexString == "009aff")
        #expect([UInt8](hex: "") == [])
    }

    @Test(arguments: ["0", "0g", "+1", "0x", "1 ", "abc", "é"]) func whatIsNotHexadecimalIsRefused(_ text: String) {
        #expect([UInt8](hex: text) == nil)
    }
}
