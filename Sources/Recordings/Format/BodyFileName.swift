/// The names of body files: readable, and safe on every file system.
///
/// | for | name |
/// | --- | --- |
/// | the object `AWSLogs/…/flow.log.gz`, 12th exchange | `bodies/000012-flow.log.gz` |
/// | the answer to `FilterLogEvents` | `bodies/000013-FilterLogEvents.json` |
/// | the request of `PutObject`, key `../../CON` | `bodies/000014-request-CON` |
///
/// The number comes first, so that no two names are alike on a file system that ignores case, and none is reserved.
enum BodyFileName {
    /// The folder of the bodies.
    static let folder = "bodies"

    private static let longest = 120

    /// The path of a body below the recording's folder.
    ///
    /// - Parameters:
    ///   - sequence: the number of the exchange.
    ///   - isRequest: whether it is the request's body.
    ///   - identity: what was asked.
    ///   - contentType: the media type, which gives bodies other than objects an ending.
    /// - Returns: two parts, the folder and the name.
    static func path(sequence: Int, isRequest: Bool, identity: RequestIdentity, contentType: String?) -> String {
        let number = String(sequence)
        let padding = String(repeating: "0", count: max(0, 6 - number.count))
        let name: String
        if let key = identity.key["Key"], identity.operation?.hasSuffix("Object") == true {
            name = safe(key.split(separator: "/").last.map(String.init) ?? "object")
        } else {
            name = safe(identity.operation ?? "body") + ending(contentType)
        }
        return "\(folder)/\(padding)\(number)-\(isRequest ? "request-" : "")\(name)"
    }

    /// The number of the exchange that the name of a body's file begins with; nil where it has another form.
    static func sequence(_ name: String) -> Int? {
        let digits = name.prefix { $0 != "-" }
        return (6...12).contains(digits.count) ? Int(digits) : nil
    }

    /// Whether a path read from a recording lies in the folder of the bodies.
    static func isInside(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0] == Substring(folder) && !["", ".", ".."].contains(parts[1])
            && !path.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\\") }
    }

    /// The last part of a name in letters, digits, `.`, `-` and `_`; the end survives, because it tells the type.
    private static func safe(_ name: String) -> String {
        var bytes = name.utf8.map { byte -> UInt8 in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95: byte
            default: 95
            }
        }
        bytes = Array(bytes.suffix(longest))
        // A name that ends in a dot loses it on some file systems.
        while bytes.last == 46 { bytes.removeLast() }
        while bytes.first == 46 { bytes.removeFirst() }
        return bytes.isEmpty ? "object" : String(decoding: bytes, as: UTF8.self)
    }

    private static func ending(_ contentType: String?) -> String {
        guard let type = contentType?.lowercased() else { return ".bin" }
        if type.contains("json") { return ".json" }
        if type.contains("xml") { return ".xml" }
        if type.contains("html") { return ".html" }
        return type.hasPrefix("text/") || type.contains("form") ? ".txt" : ".bin"
    }
}
