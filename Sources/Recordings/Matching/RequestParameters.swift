import AWSOperations
import Digests
import HTTPMessages
import JSON
import SigV4

/// The parameters of a request, whichever protocol it speaks, as names and texts.
enum RequestParameters {
    /// Longer values are told apart by their digest; keys of objects are at most this long.
    private static let longestValue = 1024

    static func of(_ request: HTTPRequest, isS3: Bool) -> [MatchKey.Parameter] {
        var parameters: [MatchKey.Parameter] = []
        let query = QueryString(parsing: request.query ?? "")
        if request.headers["X-Amz-Target"] != nil {
            parameters = body(of: request)
        } else if let form = form(of: request) {
            parameters = (query.items + form.items).filter { !meaninglessFormMembers.contains($0.name) }
                .filter { !isSignature($0.name) }.map { MatchKey.Parameter($0.name, $0.value ?? "") }
        } else {
            parameters = path(of: request, isS3: isS3) + queryParameters(query, isS3: isS3) + headers(of: request)
            if request.method != "GET" && request.method != "HEAD" { parameters += body(of: request) }
        }
        return parameters.map { parameter in
            guard parameter.value.utf8.count > longestValue else { return parameter }
            return MatchKey.Parameter(parameter.name, "sha256:" + SHA256.hash(parameter.value).hexString)
        }
    }

    /// The form of a query request, in its body or its query; nil for any other.
    static func form(of request: HTTPRequest) -> QueryString? {
        let query = QueryString(parsing: request.query ?? "")
        if query.contains("Action"), query.contains("Version") { return QueryString() }
        guard request.method == "POST",
            request.headers["Content-Type"]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true
        else { return nil }
        return QueryString(parsing: String(decoding: request.body, as: UTF8.self))
    }

    /// The name of a session is the client's invention, often with the time in it.
    private static let meaninglessFormMembers: Set<String> = ["Action", "Version", "RoleSessionName"]

    private static func path(of request: HTTPRequest, isS3: Bool) -> [MatchKey.Parameter] {
        guard isS3 else { return [MatchKey.Parameter("path", PercentEncoding.decode(request.path))] }
        let path = request.path.drop { $0 == "/" }
        guard let slash = path.firstIndex(of: "/") else {
            return path.isEmpty ? [] : [MatchKey.Parameter("Bucket", PercentEncoding.decode(path))]
        }
        let key = path[path.index(after: slash)...]
        return [MatchKey.Parameter("Bucket", PercentEncoding.decode(path[..<slash]))]
            + (key.isEmpty ? [] : [MatchKey.Parameter("Key", PercentEncoding.decode(key))])
    }

    /// What SDKs add on their own, and what says the same as its absence, is left out: clients differ in it.
    private static func queryParameters(_ query: QueryString, isS3: Bool) -> [MatchKey.Parameter] {
        query.items.compactMap { item in
            let value = item.value ?? ""
            if isSignature(item.name) || item.name == "x-id" { return nil }
            if isS3 {
                if item.name == "encoding-type" || (item.name == "max-keys" && value == "1000") { return nil }
                if ["prefix", "delimiter", "start-after", "marker"].contains(item.name), value.isEmpty { return nil }
            }
            return MatchKey.Parameter(item.name, value)
        }
    }

    private static func isSignature(_ name: String) -> Bool {
        // Presigned with version 2, the token is in lower case.
        name.hasPrefix("X-Amz-") || ["AWSAccessKeyId", "Signature", "Expires", "x-amz-security-token"].contains(name)
    }

    private static let meaningfulHeaders: Set<String> = [
        "range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since",
    ]

    private static let meaninglessAmazonHeaders: Set<String> = [
        "x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "x-amz-decoded-content-length", "x-amz-trailer",
        "x-amz-user-agent", "x-amz-sdk-checksum-algorithm", "x-amz-checksum-mode", "x-amz-expected-bucket-owner",
        "x-amz-request-payer", "x-amz-target",
    ]

    private static func headers(of request: HTTPRequest) -> [MatchKey.Parameter] {
        request.headers.fields.compactMap { field in
            let name = field.name.lowercased()
            let counts =
                meaningfulHeaders.contains(name)
                || name.hasPrefix("x-amz-") && !meaninglessAmazonHeaders.contains(name)
                    && !name.hasPrefix("x-amz-checksum-") && !name.contains("server-side-encryption-customer-")
            return counts ? MatchKey.Parameter(name, field.value) : nil
        }
    }

    private static func body(of request: HTTPRequest) -> [MatchKey.Parameter] {
        let bytes = payload(of: request)
        guard let first = bytes.first(where: { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }) else { return [] }
        if first == UInt8(ascii: "{"), let json = try? JSONValue(parsing: bytes) {
            return flatten(json, name: "")
        }
        if first == UInt8(ascii: "<"), let document = try? XMLElement(parsing: bytes) {
            return flatten(document, name: document.name)
        }
        return [MatchKey.Parameter("body", "sha256:" + SHA256.hash(bytes).hexString)]
    }

    /// The body without the framing of `aws-chunked`, which holds signatures.
    private static func payload(of request: HTTPRequest) -> [UInt8] {
        let isFramed =
            request.headers["x-amz-content-sha256"]?.hasPrefix("STREAMING-") == true
            || request.headers.values(of: "Content-Encoding").contains { $0.contains("aws-chunked") }
        guard isFramed else { return request.body }
        let kind = request.headers["x-amz-content-sha256"].flatMap { StreamingPayload(rawValue: $0) }
        let decoded = try? AWSChunkedBody(
            decoding: request.body, kind: kind ?? .unsignedTrailer)
        return decoded?.payload ?? request.body
    }

    private static func flatten(_ value: JSONValue, name: String) -> [MatchKey.Parameter] {
        let prefix = name.isEmpty ? "" : name + "."
        switch value {
        case .null: return []
        case .boolean(let flag): return [MatchKey.Parameter(name, flag ? "true" : "false")]
        case .integer, .double: return [MatchKey.Parameter(name, value.text())]
        case .string(let text): return [MatchKey.Parameter(name, text)]
        case .array(let elements):
            return elements.enumerated().flatMap { flatten($0.element, name: prefix + String($0.offset)) }
        case .object(let members): return members.flatMap { flatten($0.value, name: prefix + $0.name) }
        }
    }

    private static func flatten(_ element: XMLElement, name: String) -> [MatchKey.Parameter] {
        guard !element.children.isEmpty else { return [MatchKey.Parameter(name, element.text)] }
        var counts: [String: Int] = [:]
        return element.children.flatMap { child in
            let index = counts[child.name, default: 0]
            counts[child.name] = index + 1
            return flatten(child, name: "\(name).\(child.name)" + (index == 0 ? "" : ".\(index)"))
        }
    }
}
