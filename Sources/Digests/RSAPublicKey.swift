import CCrypto

/// A public RSA key, for signatures of PKCS #1 v1.5 with SHA-256 (RFC 8017 section 8.2; Java's `SHA256withRSA`).
///
/// A value: the key's DER. It is read anew for every signature, which takes microseconds beside the signature itself.
public struct RSAPublicKey: Sendable, Hashable {
    /// How the key is written.
    public enum Encoding: Sendable, Hashable {
        /// `RSAPublicKey` of PKCS #1 (RFC 8017 appendix A.1.1).
        case pkcs1
        /// `SubjectPublicKeyInfo` (RFC 5280 section 4.1): the same with the name of its algorithm around it.
        case subjectPublicKeyInfo
    }

    /// The key as it was given.
    public let der: [UInt8]
    /// How ``der`` is written.
    public let encoding: Encoding
    /// The length of the modulus.
    public let bitCount: Int

    /// Reads a key in either encoding; nil where it is no RSA key.
    ///
    /// - Parameter der: the whole of it; nothing may follow.
    public init?(der: [UInt8]) {
        for encoding in [Encoding.pkcs1, .subjectPublicKeyInfo] {
            guard let key = EVPKey(publicKey: der, encoding: encoding) else { continue }
            self.der = der
            self.encoding = encoding
            bitCount = key.bitCount
            return
        }
        return nil
    }

    /// Whether `signature` is this key's, over `message`.
    public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        EVPKey(publicKey: der, encoding: encoding)?.verifies(signature, of: message) ?? false
    }
}
