import CCrypto

/// A digest of bytes that come in pieces, for the algorithms by which S3 names and checks its objects.
public final class RunningDigest {
    /// What is computed.
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        /// MD5 (RFC 1321): 16 bytes.
        case md5
        /// SHA-1 (FIPS 180-4): 20 bytes.
        case sha1
        /// SHA-256 (FIPS 180-4): 32 bytes.
        case sha256
    }

    private let digest: MessageDigest
    private var isFinal = false

    /// Begins a digest of nothing.
    public init(_ algorithm: Algorithm) {
        switch algorithm {
        case .md5: digest = unsafe MessageDigest(EVP_md5())
        case .sha1: digest = unsafe MessageDigest(EVP_sha1())
        case .sha256: digest = unsafe MessageDigest(EVP_sha256())
        }
    }

    /// Appends `bytes` to what is digested.
    public func update(_ bytes: [UInt8]) {
        precondition(!isFinal, "RunningDigest.update after finalize")
        digest.update(bytes.span)
    }

    /// Returns the digest of all that was given; to be called once.
    public func finalize() -> [UInt8] {
        precondition(!isFinal, "RunningDigest.finalize called twice")
        isFinal = true
        return digest.finalize()
    }
}
