import Digests
import Testing

@Suite struct RSATests {
    static let message = Array("2015-08-17T15:01:31Z\nbucket/key\nabc\nnull".utf8)

    @Test(arguments: [RSAPublicKey.Encoding.pkcs1, .subjectPublicKeyInfo])
    func signatureIsVerifiedByTheKeyInEitherEncoding(encoding: RSAPublicKey.Encoding) throws {
        let signer = try #require(RSASigningKey())
        let key = try #require(RSAPublicKey(der: signer.publicKey(encoding)))
        #expect(key.encoding == encoding)
        #expect(key.bitCount == 2048)
        let signature = try #require(signer.signature(of: RSATests.message))
        #expect(signature.count == 256)
        #expect(key.verifies(signature, of: RSATests.message))
    }

    @Test func otherMessageOtherKeyAndOtherSignatureAreRefused() throws {
        let signer = try #require(RSASigningKey())
        let other = try #require(RSASigningKey())
        let key = try #require(RSAPublicKey(der: signer.publicKey()))
        let signature = try #require(signer.signature(of: RSATests.message))
        #expect(!key.verifies(signature, of: RSATests.message + [0]))
        #expect(!key.verifies(try #require(other.signature(of: RSATests.message)), of: RSATests.message))
        #expect(!key.verifies([], of: RSATests.message))
        #expect(!key.verifies(Array(signature.dropLast()), of: RSATests.message))
        #expect(!key.verifies(signature + [0], of: RSATests.message))
        for index in stride(from: 0, to: signature.count, by: 17) {
            var altered = signature
            altered[index] ^= 1
            #expect(!key.verifies(altered, of: RSATests.message))
        }
        #expect(key.verifies(try #require(signer.signature(of: [])), of: []))
    }

    /// The second and third key of the CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity
    /// validation": one in each encoding; a fingerprint is the MD5 of the bytes.
    @Test(arguments: [
        (
            "MIIBCgKCAQEApfYL2FiZhpN74LNWVUzhR+VheYhwhYm8w0n5Gf6i95ylW5kBAWKVEmnAQG7BvS5g9SMqFDQx52fW7NWV44IvfJ2xGXT+wT+DgR6ZQ+6yxskQNqV5YcXj4Aa5Zz4jJfsYjDuO2MDTZNIzNvBNzaBJ+r2WIWAJ/Xq54kyF63B6WE38vKuDE7nSd1FqQuEoNBFLPInvgggYe2Ym1Refe2z71wNcJ2kY+q0h1BSHrSM8RWuJIw7MXwF9iQncg9jYzUlNJomozQzAG5wSRfbplcCYNY40xvGd/aAmO0m+Y+XFMrKwtLCwseHPvj843qVno6x4BJN9bpWnoPo9sdsbGoiK3QIDAQAB",
            RSAPublicKey.Encoding.pkcs1, "8933b39ddc64d26d8e14ffbf6566fee4"
        ),
        (
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqlzPJbvZJ42UdcmLfPUqXYNfOs6I8lCfao/tOs8CmzPOEdtLWugB9xoIUz78qVHdKIqxbaG4jWHfJBiOSSFBM0lt8cdVo4TnRa7oG9io5pysS6DJhBBAeXsicufsiFJR+wrUNh8RSLxL4k6G1+BhLX20tJkZ/erT97tDGBujAelqseGg3vPZbTx9SMfOLN65PdLFudLP7Gat0Z9p5jw/rjpclKfo9Bfc3heeBxWGKwBBOKnFAaN9V57pOaosCvPKmHd9bg7jsQkI9Xp22IzGLsTFJZYVA3KiTAElDMu80iFXPHEq9hKNbt9e4URFam+1utKVEiLkR2disdCmPTK0VQIDAQAB",
            RSAPublicKey.Encoding.subjectPublicKeyInfo, "31e8b5433410dfb61a9dc45cc65b22ff"
        ),
    ])
    func keysOfTheGuideAreRead(text: String, encoding: RSAPublicKey.Encoding, fingerprint: String) throws {
        let der = try #require(Base64.decode(text))
        let key = try #require(RSAPublicKey(der: der))
        #expect(key.encoding == encoding)
        #expect(key.bitCount == 2048)
        let md5 = RunningDigest(.md5)
        md5.update(der)
        #expect(md5.finalize().hexString == fingerprint)
    }

    @Test func whatIsNoKeyIsNone() throws {
        let signer = try #require(RSASigningKey())
        let der = signer.publicKey()
        #expect(RSAPublicKey(der: []) == nil)
        #expect(RSAPublicKey(der: Array("not a key".utf8)) == nil)
        #expect(RSAPublicKey(der: der + [0]) == nil)
        for count in stride(from: 1, to: der.count, by: 31) {
            #expect(RSAPublicKey(der: Array(der.prefix(count))) == nil)
        }
        // An Ed25519 key (RFC 8410 section 10.1) is a SubjectPublicKeyInfo, but not RSA's.
        let ed25519 = try #require(
            [UInt8](
                hex: "302a300506032b6570032100" + "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"))
        #expect(RSAPublicKey(der: ed25519) == nil)
        #expect(RSASigningKey(generating: 8) == nil)
    }
}
