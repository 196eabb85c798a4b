import Digests
import HTTPMessages

/// The parts of a canonical request.
///
/// IAM User Guide, "Create a signed AWS API request", step 1.
enum Canonical {
    /// The path as it is signed.
    ///
    /// `/a/../b c` is `/b%20c`, and `/a%20b` is `/a%2520b` where it is encoded again. Where it is not (S3), what is
    /// encoded stays as sent, and only bytes that should have been encoded are.
    static func path(_ path: String, options: SigningOptions) -> String {
        let path = path.isEmpty ? "/" : path
        let resolved = options.normalizesPath ? normalize(path) : path
        return options.encodesPathAgain
            ? PercentEncoding.encode(resolved, keeping: "/") : encode(Array(resolved.utf8), keepingEncoded: true)
    }

    /// Empty and `.` segments dropped, `..` resolved, a final `/` kept: `/a//./b/..` is `/a`, as in AWS's own signers.
    private static func normalize(_ path: String) -> String {
        var segments: [Substring] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) where part != "." {
            if part == ".." { _ = segments.popLast() } else { segments.append(part) }
        }
        return "/" + segments.joined(separator: "/") + (path.hasSuffix("/") && !segments.isEmpty ? "/" : "")
    }

    /// The query as it is signed: every name and value decoded and encoded anew, sorted by bytes.
    ///
    /// - Parameters:
    ///   - query: as sent, without `?`. A `+` is a plus sign.
    ///   - excluded: names left out, as they are spelled decoded.
    /// - Returns: `name=value` joined with `&`; a name without `=` gets an empty value.
    static func query(_ query: String?, excluding excluded: Set<String> = []) -> String {
        guard let query else { return "" }
        var pairs: [(name: String, value: String)] = []
        for part in query.utf8.split(separator: UInt8(ascii: "&")).map(Substring.init) {
            let equals = part.utf8.firstIndex(of: UInt8(ascii: "="))
            let name = recoded(part[..<(equals ?? part.endIndex)])
            guard !excluded.contains(name) else { continue }
            pairs.append((name, equals.map { recoded(part[part.utf8.index(after: $0)...]) } ?? ""))
        }
        // Encoded text is ASCII, where the order of `String` is the order of bytes.
        pairs.sort { ($0.name, $0.value) < ($1.name, $1.value) }
        return pairs.map { $0.name + "=" + $0.value }.joined(separator: "&")
    }

    /// `host:example.com\nx-amz-date:…\n`: a line for every name, with all its values.
    static func headers(_ headers: HTTPHeaders, named names: [String]) -> String {
        names.map { name in
            name + ":" + headers.values(of: name).map(trimmed).joined(separator: ",") + "\n"
        }.joined()
    }

    /// A header value without white space around it, and every run of white space inside as one space.
    static func trimmed(_ value: String) -> String {
        value.utf8.split(whereSeparator: { $0 == 32 || (9...13).contains($0) })
            .map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: " ")
    }

    private static func recoded(_ text: Substring) -> String {
        encode(PercentEncoding.decodeBytes(text), keepingEncoded: false)
    }

    /// Percent-encodes bytes, which need not be UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: what to encode.
    ///   - keepingEncoded: whether `%XX` and `/` stay as they are.
    /// - Returns: ASCII, with upper-case hexadecimal digits.
    private static func encode(_ bytes: [UInt8], keepingEncoded: Bool) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: out.append(byte)
            case UInt8(ascii: "/") where keepingEncoded: out.append(byte)
            case UInt8(ascii: "%") where keepingEncoded && isEncoded(bytes, at: index): out.append(byte)
            default:
                out.append(UInt8(ascii: "%"))
                out += upperHexadecimal(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isEncoded(_ bytes: [UInt8], at index: Int) -> Bool {
        index + 2 < bytes.count && isHexadecimal(bytes[index + 1]) && isHexadecimal(bytes[index + 2])
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...70, 97...102: true
        default: false
        }
    }

    private static func upperHexadecimal(_ byte: UInt8) -> [UInt8] {
        [byte >> 4, byte & 15].map { $0 < 10 ? 48 + $0 : 55 + $0 }
    }
}
