import HTTPMessages
import JSON

/// The request of an entry.
struct HARRequest {
    private let json: JSONValue
    private let url: HARURL
    private let members: HARMembers?
    private let note: (String) -> Void

    init(_ json: JSONValue, url: HARURL, members: HARMembers?, note: @escaping (String) -> Void) {
        self.json = json
        self.url = url
        self.members = members
        self.note = note
    }

    func request() throws(RecordingError) -> HTTPRequest {
        guard let method = json["method"]?.string, !method.isEmpty else {
            throw RecordingError(.malformed, "request.method is missing")
        }
        var headers = HAREntry.headers(json["headers"])
        let body = try body(headers)
        if members == nil {
            // HTTP/2 has no Host; what serves the recording needs it to know the bucket.
            if headers["Host"] == nil { headers.fields.insert(.init(name: "Host", value: url.host), at: 0) }
            if let length = headers["Content-Length"], length != String(body.count) {
                note("the request's body has \(body.count) bytes, \(length) were sent")
                headers["Content-Length"] = String(body.count)
            }
        }
        let target = members?.target ?? url.target
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return HTTPRequest(
            method: method.uppercased(), path: parts.first.map(String.init) ?? "/",
            query: parts.count > 1 ? String(parts[1]) : nil, headers: headers, body: body)
    }

    private func body(_ headers: HTTPHeaders) throws(RecordingError) -> [UInt8] {
        let data = json["postData"]
        if let text = data?["text"]?.string {
            // `encoding` is no member of the standard's; some write it all the same.
            return try HAREntry.bytes(
                text, isBase64: members.map { !$0.requestIsText } ?? (data?["encoding"]?.string == "base64"))
        }
        if let parameters = data?["params"]?.array, !parameters.isEmpty {
            note("the request's body is made of its parameters; their spelling may have been another")
            let form = QueryString(
                items: parameters.compactMap { parameter in
                    parameter["name"]?.string.map { QueryString.Item(name: $0, value: parameter["value"]?.string) }
                })
            return Array(form.encoded.utf8)
        }
        if let size = json["bodySize"]?.integer, size > 0 { note("the request's body is missing (\(size) bytes)") }
        return []
    }
}
