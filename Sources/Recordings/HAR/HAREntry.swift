import Digests
import HTTPMessages
import JSON
import Timestamps

/// An entry of a HAR file, read leniently: writers of HAR differ in what they leave out.
struct HAREntry {
    private let json: JSONValue
    private let members: HARMembers?
    private let url: HARURL
    private let note: (String) -> Void

    /// - Throws: ``RecordingError`` where there is no request in it.
    init(_ json: JSONValue, note: @escaping (String) -> Void) throws(RecordingError) {
        guard let text = json["request"]?["url"]?.string, let url = HARURL(text) else {
            throw RecordingError(.malformed, "request.url is missing or no absolute URL")
        }
        self.json = json
        self.note = note
        self.url = url
        members = HARMembers(json: json["_recording"])
    }

    /// Whether the request went to AWS, or was signed as if it did.
    var isAWS: Bool {
        if members != nil { return true }
        let headers = HAREntry.headers(json["request"]?["headers"])
        let hosts = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".amazonaws.eu"]
        return hosts.contains { url.hostName.hasSuffix($0) } || headers["X-Amz-Target"] != nil
            || headers["X-Amz-Date"] != nil || headers["Authorization"]?.hasPrefix("AWS4-") == true
            || url.target.contains("X-Amz-Signature=")
    }

    func exchange() throws(RecordingError) -> ImportedExchange {
        guard let start = json["startedDateTime"]?.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw RecordingError(.malformed, "startedDateTime is missing or no time")
        }
        guard let status = json["response"]?["status"]?.integer, (100...599).contains(status), status != 101 else {
            let reason = json["response"]?["_error"]?.string ?? json["_error"]?.string
            throw RecordingError(.malformed, "there is no response" + (reason.map { " (\($0))" } ?? ""))
        }
        let request = try HARRequest(json["request"] ?? .null, url: url, members: members, note: note).request()
        let answer = try HARResponse(
            json["response"] ?? .null, method: request.method, isTransferred: members != nil, note: note)
        return ImportedExchange(
            startedAt: start, identity: members?.identity ?? RequestIdentity(request), request: request,
            response: answer.response, framing: members?.framing ?? answer.framing, end: members?.end ?? .complete,
            scrubbed: members?.scrubbed ?? [])
    }

    /// The headers of a message; the pseudo-headers of HTTP/2 say nothing that is not said elsewhere.
    static func headers(_ json: JSONValue?) -> HTTPHeaders {
        var headers = HTTPHeaders()
        for field in json?.array ?? [] {
            guard let name = field["name"]?.string, let value = field["value"]?.string, !name.hasPrefix(":") else {
                continue
            }
            // Chrome joins repeated headers by line breaks.
            for part in value.split(separator: "\n", omittingEmptySubsequences: false) {
                headers.append(name, String(part))
            }
        }
        return headers
    }

    /// The bytes of a text that may stand in Base64.
    static func bytes(_ text: String, isBase64: Bool) throws(RecordingError) -> [UInt8] {
        guard isBase64 else { return Array(text.utf8) }
        guard let bytes = Base64.decode(text.filter { !$0.isWhitespace }) else {
            throw RecordingError(.malformed, "the body is no Base64")
        }
        return bytes
    }
}

/// The parts of an absolute URL, taken as they stand.
struct HARURL {
    /// The host with its port.
    var host: String
    /// Path and query.
    var target: String

    /// The host without its port, in lower case.
    var hostName: String { String(host.prefix { $0 != ":" }).lowercased() }

    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let rest = text[mark.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.isEmpty else { return nil }
        // A password before the host is none of the server's business.
        host = String(authority.split(separator: "@").last ?? authority)
        let path = rest[authority.endIndex...]
        target = path.hasPrefix("/") ? String(path) : "/" + path
    }
}
