import CCrypto

/// SHA-1 (FIPS 180-4): 20 bytes.
///
/// A checksum that S3 offers; no protection against an attacker.
public enum SHA1 {
    /// Returns the SHA-1 of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe MessageDigest.hash(bytes.span, with: EVP_sha1())
    }
}

/// MD5 (RFC 1321): 16 bytes.
///
/// What S3's ETag and Content-MD5 are made of; no protection against an attacker.
public enum MD5 {
    /// Returns the MD5 of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        unsafe MessageDigest.hash(bytes.span, with: EVP_md5())
    }
}
