import CCrypto

/// An RSA key of OpenSSL's libcrypto: one `EVP_PKEY`, freed with its owner.
///
/// `Sendable`: nothing changes a key after it was made, and many threads may sign and verify with it at once
/// (openssl-threads(7)).
@safe
final class EVPKey: @unchecked Sendable {
    private let key: OpaquePointer

    /// Reads the DER of a public key; nil where it is none of RSA, or something follows it.
    init?(publicKey der: [UInt8], encoding: RSAPublicKey.Encoding) {
        defer { ERR_clear_error() }
        let key = unsafe der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var position = bytes.baseAddress
            let key =
                switch encoding {
                case .pkcs1: unsafe d2i_PublicKey(EVP_PKEY_RSA, nil, &position, bytes.count)
                case .subjectPublicKeyInfo: unsafe d2i_PUBKEY(nil, &position, bytes.count)
                }
            guard let key = unsafe key else { return nil }
            let isWhole = unsafe position == bytes.baseAddress.map { unsafe $0 + bytes.count }
            guard unsafe isWhole && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else {
                unsafe EVP_PKEY_free(key)
                return nil
            }
            return unsafe key
        }
        guard let key = unsafe key else { return nil }
        unsafe self.key = key
    }

    /// Reads the DER of a private key; nil where it is none of RSA, or something follows it.
    init?(privateKey der: [UInt8]) {
        defer { ERR_clear_error() }
        let key = unsafe der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var position = bytes.baseAddress
            guard let key = unsafe d2i_PrivateKey(EVP_PKEY_RSA, nil, &position, bytes.count) else { return nil }
            guard unsafe position == bytes.baseAddress.map({ unsafe $0 + bytes.count }) else {
                unsafe EVP_PKEY_free(key)
                return nil
            }
            return unsafe key
        }
        guard let key = unsafe key else { return nil }
        unsafe self.key = key
    }

    /// Makes a key; nil where libcrypto does not.
    init?(generating bitCount: Int) {
        defer { ERR_clear_error() }
        let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1,
            unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(clamping: bitCount)) == 1,
            unsafe EVP_PKEY_keygen(context, &key) == 1, let key = unsafe key
        else { return nil }
        unsafe self.key = key
    }

    deinit {
        unsafe EVP_PKEY_free(key)
    }

    var bitCount: Int { Int(unsafe EVP_PKEY_get_bits(key)) }

    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        // What a false signature leaves in the thread's queue of errors is nobody's business.
        defer { ERR_clear_error() }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return false }
        return unsafe signature.withUnsafeBufferPointer { signature in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe EVP_DigestVerify(
                    context, signature.baseAddress, signature.count, message.baseAddress, message.count) == 1
            }
        }
    }

    func signature(of message: [UInt8]) -> [UInt8]? {
        defer { ERR_clear_error() }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1 else { return nil }
        var isSigned = false
        let signature = unsafe message.withUnsafeBufferPointer { message in
            unsafe [UInt8](unsafeUninitializedCapacity: Int(EVP_PKEY_get_size(key))) { buffer, count in
                count = buffer.count
                isSigned =
                    unsafe EVP_DigestSign(context, buffer.baseAddress, &count, message.baseAddress, message.count) == 1
                if !isSigned { count = 0 }
            }
        }
        return isSigned ? signature : nil
    }

    func publicKey(_ encoding: RSAPublicKey.Encoding) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        let count =
            switch encoding {
            case .pkcs1: unsafe i2d_PublicKey(key, &start)
            case .subjectPublicKeyInfo: unsafe i2d_PUBKEY(key, &start)
            }
        defer { unsafe CRYPTO_free(start, nil, 0) }
        return unsafe Array(UnsafeBufferPointer(start: start, count: Int(max(0, count))))
    }
}
