import CCrypto

/// SHA-1 (FIPS 180-4): 20 bytes.
///
/// A checksum that S3 offers; no protection against an attacker. For bytes that come in pieces create one,
/// ``update(_:)`` it, and take ``finalize()`` once.
public final class SHA1 {
    private let digest = unsafe MessageDigest(EVP_sha1())
    private var isFinal = false

    /// Begins a digest of nothing.
    public init() {}

    /// Appends `bytes` to what is digested.
    public func update(_ bytes: [UInt8]) {
        precondition(!isFinal, "SHA1.update after finalize")
        digest.update(bytes.span)
    }

    /// Returns the digest of all that was given; to be called once.
    public func finalize() -> [UInt8] {
        precondition(!isFinal, "SHA1.finalize called twice")
        isFinal = true
        return digest.finalize()
    }

    /// Returns the SHA-1 of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe MessageDigest.hash(bytes.span, with: EVP_sha1())
    }
}

/// MD5 (RFC 1321): 16 bytes.
///
/// What S3's ETag and Content-MD5 are made of; no protection against an attacker. For bytes that come in pieces create
/// one, ``update(_:)`` it, and take ``finalize()`` once.
public final class MD5 {
    private let digest = unsafe MessageDigest(EVP_md5())
    private var isFinal = false

    /// Begins a digest of nothing.
    public init() {}

    /// Appends `bytes` to what is digested.
    public func update(_ bytes: [UInt8]) {
        precondition(!isFinal, "MD5.update after finalize")
        digest.update(bytes.span)
    }

    /// Returns the digest of all that was given; to be called once.
    public func finalize() -> [UInt8] {
        precondition(!isFinal, "MD5.finalize called twice")
        isFinal = true
        return digest.finalize()
    }

    /// Returns the MD5 of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe MessageDigest.hash(bytes.span, with: EVP_md5())
    }
}
