import CCrypto

/// SHA-256 (FIPS 180-4): 32 bytes.
///
/// For bytes that come in pieces create one, ``update(_:)-([UInt8])`` it, and take ``finalize()`` once.
public final class SHA256 {
    /// The length of a digest in bytes.
    public static let byteCount = 32

    private let digest = unsafe MessageDigest(EVP_sha256())
    private var isFinal = false

    /// Begins a digest of nothing.
    public init() {}

    /// Appends `bytes` to what is digested.
    public func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    /// Appends `bytes` to what is digested.
    public func update(_ bytes: Span<UInt8>) {
        precondition(!isFinal, "SHA256.update after finalize")
        digest.update(bytes)
    }

    /// Returns the digest of all that was given; to be called once.
    public func finalize() -> [UInt8] {
        precondition(!isFinal, "SHA256.finalize called twice")
        isFinal = true
        return digest.finalize()
    }

    /// Returns the SHA-256 of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        hash(bytes.span)
    }

    /// Returns the SHA-256 of `bytes`.
    public static func hash(_ bytes: Span<UInt8>) -> [UInt8] {
        unsafe MessageDigest.hash(bytes, with: EVP_sha256())
    }

    /// Returns the SHA-256 of the UTF-8 of `text`.
    public static func hash(_ text: String) -> [UInt8] {
        hash(Array(text.utf8))
    }
}
