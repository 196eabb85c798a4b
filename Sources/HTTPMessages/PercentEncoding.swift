/// Percent-encoding as AWS wants it: RFC 3986 unreserved characters stay, upper-case hexadecimal.
public enum PercentEncoding {
    /// Encodes every byte of `text` that is not `A-Za-z0-9-._~` or in `keeping`.
    ///
    /// - Parameters:
    ///   - text: any text; encoded as UTF-8.
    ///   - keeping: further ASCII characters that stay as they are, such as `"/"` in an object key.
    /// - Returns: ASCII text.
    public static func encode(_ text: String, keeping: String = "") -> String {
        // Most of what is encoded, keys of objects above all, stays as it is.
        guard text.utf8.contains(where: { !isUnreserved($0) && !keeping.utf8.contains($0) }) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) || keeping.utf8.contains(byte) {
                out.append(byte)
            } else {
                out.append(UInt8(ascii: "%"))
                out.append(hexDigits[Int(byte >> 4)])
                out.append(hexDigits[Int(byte & 15)])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Decodes `%XX`; a `%` that no two hexadecimal digits follow stays as it is.
    ///
    /// - Parameters:
    ///   - text: encoded text.
    ///   - plusIsSpace: whether `+` means a space, as in forms.
    /// - Returns: text; bytes that are no UTF-8 are repaired.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        String(decoding: decodeBytes(text, plusIsSpace: plusIsSpace), as: UTF8.self)
    }

    /// Decodes `%XX` to bytes; see ``decode(_:plusIsSpace:)``.
    public static func decodeBytes(_ text: some StringProtocol, plusIsSpace: Bool = false) -> [UInt8] {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
                let low = hexValue(bytes[index + 2])
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                index += 1
            }
        }
        return out
    }

    /// Whether every `%` begins an escape, and what the text stands for is UTF-8.
    public static func isValid(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
            guard index + 2 < bytes.count, hexValue(bytes[index + 1]) != nil, hexValue(bytes[index + 2]) != nil else {
                return false
            }
        }
        return String(validating: decodeBytes(text), as: UTF8.self) != nil
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
        default: false
        }
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

private let hexDigits = Array("0123456789ABCDEF".utf8)
