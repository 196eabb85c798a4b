import HTTPMessages
import JSON

/// The page token in a request, wherever the protocol puts it.
enum PageToken {
    /// In lower case; S3's older and multipart listings call theirs markers.
    private static let names: Set<String> = [
        "nexttoken", "continuation-token", "continuationtoken", "marker", "nextmarker", "key-marker",
        "version-id-marker", "upload-id-marker", "part-number-marker",
    ]

    /// Whether a parameter of this name is a page token.
    static func isName(_ name: String) -> Bool { names.contains(name.lowercased()) }

    /// The token of a request; nil where it asks for the first page.
    static func of(_ request: HTTPRequest) -> String? {
        switch place(in: request) {
        case .json(let json): json.object?.first { isName($0.name) }?.value.string
        case .form(let form): form.items.first { isName($0.name) }?.value
        case .query(let query): query.items.first { isName($0.name) }?.value
        }
    }

    /// The request with another token, or without any for nil; the rest of it stays as it is.
    static func replacing(_ token: String?, in request: HTTPRequest) -> HTTPRequest {
        var request = request
        switch place(in: request) {
        case .json(let json):
            let members = (json.object ?? []).compactMap { member -> JSONValue.Member? in
                guard isName(member.name) else { return member }
                return token.map { JSONValue.Member(member.name, .string($0)) }
            }
            setBody(JSONValue.object(members).encoded(), of: &request)
        case .form(let form):
            setBody(Array(replacing(token, in: form).encoded.utf8), of: &request)
        case .query(let query):
            let query = replacing(token, in: query)
            request.query = query.items.isEmpty ? nil : query.encoded
        }
        return request
    }

    private enum Place {
        case json(JSONValue)
        case form(QueryString)
        case query(QueryString)
    }

    private static func place(in request: HTTPRequest) -> Place {
        if request.headers["X-Amz-Target"] != nil {
            return .json((try? JSONValue(parsing: request.body)) ?? .object([]))
        }
        let query = QueryString(parsing: request.query ?? "")
        let isForm =
            request.method == "POST" && !query.contains("Action")
            && request.headers["Content-Type"]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true
        guard isForm else { return .query(query) }
        return .form(QueryString(parsing: String(decoding: request.body, as: UTF8.self)))
    }

    private static func replacing(_ token: String?, in query: QueryString) -> QueryString {
        QueryString(
            items: query.items.compactMap { item in
                guard isName(item.name) else { return item }
                return token.map { QueryString.Item(name: item.name, value: $0) }
            })
    }

    private static func setBody(_ body: [UInt8], of request: inout HTTPRequest) {
        request.body = body
        if request.headers["Content-Length"] != nil { request.headers["Content-Length"] = String(body.count) }
    }
}
