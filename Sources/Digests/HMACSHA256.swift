import CCrypto

/// HMAC (RFC 2104) with SHA-256: 32 bytes.
public enum HMACSHA256 {
    /// Returns the authentication code of `message`.
    ///
    /// - Parameters:
    ///   - message: any bytes.
    ///   - key: any bytes, of any length.
    /// - Returns: 32 bytes.
    public static func authenticate(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        unsafe key.withUnsafeBytes { key in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { buffer, count in
                    let code = unsafe HMAC(
                        EVP_sha256(), key.baseAddress, Int32(key.count), message.baseAddress, message.count,
                        buffer.baseAddress, nil)
                    precondition(unsafe code != nil, "HMAC: this libcrypto does not offer SHA-256")
                    count = SHA256.byteCount
                }
            }
        }
    }

    /// Returns the authentication code of the UTF-8 of `message`; see ``authenticate(_:key:)-([UInt8],_)``.
    public static func authenticate(_ message: String, key: [UInt8]) -> [UInt8] {
        authenticate(Array(message.utf8), key: key)
    }
}

/// Compares secrets without telling by the time it takes where they differ.
public enum ConstantTime {
    /// Returns whether `a` and `b` are the same bytes; only their lengths show in the time taken.
    public static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        return unsafe a.withUnsafeBytes { a in
            unsafe b.withUnsafeBytes { b in
                unsafe a.isEmpty || CRYPTO_memcmp(a.baseAddress, b.baseAddress, a.count) == 0
            }
        }
    }

    /// Returns whether `a` and `b` are the same text, by the bytes of their UTF-8.
    public static func areEqual(_ a: String, _ b: String) -> Bool {
        areEqual(Array(a.utf8), Array(b.utf8))
    }
}
