/// A private RSA key that signs with PKCS #1 v1.5 and SHA-256: for a local CloudTrail, and for tests.
///
/// It has no way to be written down: a key lives as long as its process, or is read from where it stands.
public final class RSASigningKey: Sendable {
    private let key: EVPKey

    /// Makes a key; nil where libcrypto makes none of this length.
    ///
    /// - Parameter bitCount: the length of the modulus; CloudTrail's keys have 2048 bits.
    public init?(generating bitCount: Int = 2048) {
        guard let key = EVPKey(generating: bitCount) else { return nil }
        self.key = key
    }

    /// Reads a key; nil where it is no private RSA key.
    ///
    /// - Parameter der: `RSAPrivateKey` of PKCS #1 (RFC 8017 appendix A.1.2); nothing may follow.
    public init?(der: [UInt8]) {
        guard let key = EVPKey(privateKey: der) else { return nil }
        self.key = key
    }

    /// Signs `message` with as many bytes as the modulus has; nil where libcrypto refuses.
    public func signature(of message: [UInt8]) -> [UInt8]? {
        key.signature(of: message)
    }

    /// The public part as DER.
    public func publicKey(_ encoding: RSAPublicKey.Encoding = .pkcs1) -> [UInt8] {
        key.publicKey(encoding)
    }
}
