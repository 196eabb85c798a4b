import CCrypto

/// A running digest of OpenSSL's libcrypto: one `EVP_MD_CTX`, freed with its owner.
@safe
final class MessageDigest {
    private let context: OpaquePointer
    private let length: Int

    /// - Parameter algorithm: what `EVP_sha256()` and its kin return: constants of the library.
    init(_ algorithm: OpaquePointer?) {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("EVP_MD_CTX_new: out of memory") }
        unsafe self.context = context
        length = Int(unsafe EVP_MD_get_size(algorithm))
        let status = unsafe EVP_DigestInit_ex(context, algorithm, nil)
        precondition(status == 1, "EVP_DigestInit_ex: this libcrypto does not offer the digest")
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { buffer in
            let status = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
            precondition(status == 1, "EVP_DigestUpdate: the digest is not running")
        }
    }

    /// The digest of what was given so far; the context is spent afterwards.
    func finalize() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            let status = unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
            precondition(status == 1, "EVP_DigestFinal_ex: the digest is not running")
            count = length
        }
    }

    static func hash(_ bytes: Span<UInt8>, with algorithm: OpaquePointer?) -> [UInt8] {
        let digest = unsafe MessageDigest(algorithm)
        digest.update(bytes)
        return digest.finalize()
    }
}
