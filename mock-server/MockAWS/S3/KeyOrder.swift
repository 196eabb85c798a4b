import Glibc

/// The order of object keys: by their UTF-8 bytes.
///
/// Not Swift's own order of strings, for which canonically equivalent spellings are one string; to S3 they are two.
enum KeyOrder {
    /// Less than 0 where `a` comes first, more than 0 where `b` does, 0 where the bytes are equal.
    static func compare(_ a: String, _ b: String) -> Int {
        withBytes(a) { a in
            withBytes(b) { b in
                let common = min(a.count, b.count)
                if common > 0, let first = a.baseAddress, let second = b.baseAddress {
                    let order = memcmp(first, second, common)
                    if order != 0 { return Int(order) }
                }
                return a.count - b.count
            }
        }
    }

    /// Whether the bytes of `key` begin with those of `prefix`.
    static func hasPrefix(_ key: String, _ prefix: String) -> Bool {
        withBytes(key) { key in
            withBytes(prefix) { prefix in
                guard key.count >= prefix.count else { return false }
                guard prefix.count > 0, let first = key.baseAddress, let second = prefix.baseAddress else {
                    return true
                }
                return memcmp(first, second, prefix.count) == 0
            }
        }
    }

    /// `key` up to and including the first `delimiter` that begins at or after byte `offset`; nil where there is none.
    static func rollUp(_ key: String, after offset: Int, delimiter: String) -> String? {
        let end: Int? = withBytes(key) { key in
            withBytes(delimiter) { delimiter in
                guard let first = delimiter.first, let wanted = delimiter.baseAddress, let start = key.baseAddress
                else {
                    return nil
                }
                var position = offset
                while position + delimiter.count <= key.count {
                    if key[position] == first, memcmp(start + position, wanted, delimiter.count) == 0 {
                        return position + delimiter.count
                    }
                    position += 1
                }
                return nil
            }
        }
        guard let end else { return nil }
        return String(decoding: key.utf8.prefix(end), as: UTF8.self)
    }

    private static func withBytes<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(text.utf8).withUnsafeBufferPointer(body)
    }
}
