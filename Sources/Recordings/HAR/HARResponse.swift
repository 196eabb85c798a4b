import Gzip
import HTTPMessages
import JSON

/// The response of an entry: its headers made to fit a body that was decoded before it was written down.
struct HARResponse {
    private(set) var response: HTTPResponse
    private(set) var framing: RecordedResponse.Framing

    /// Reads a response.
    ///
    /// - Parameters:
    ///   - json: the member `response`.
    ///   - method: the request's method.
    ///   - isTransferred: whether the body is as it was transferred, as in our own files.
    ///   - note: gets what was lost or altered.
    /// - Throws: ``RecordingError`` where the body is announced as Base64 and is none.
    init(
        _ json: JSONValue, method: String, isTransferred: Bool, note: (String) -> Void
    ) throws(RecordingError) {
        let headers = HAREntry.headers(json["headers"])
        let status = Int(json["status"]?.integer ?? 0)
        let content = json["content"]
        let body = try HAREntry.bytes(
            content?["text"]?.string ?? "", isBase64: content?["encoding"]?.string == "base64")
        response = HTTPResponse(status: status, headers: headers, body: body)
        let hasNoBody = method == "HEAD" || status == 204 || status == 304 || status < 200
        framing = hasNoBody ? .none : RecordedResponse.Framing(of: headers)
        if isTransferred || hasNoBody { return }
        let size = content?["size"]?.integer ?? 0
        if content?["text"]?.string == nil, size > 0 {
            note("the response's body is missing (\(size) bytes)")
        } else if let comment = content?["comment"]?.string, !comment.isEmpty {
            note("the response's body: \(comment)")
        }
        adapt(size: size, compression: content?["compression"]?.integer ?? 0, note)
        framing = RecordedResponse.Framing(of: response.headers)
    }

    private mutating func adapt(size: Int64, compression: Int64, _ note: (String) -> Void) {
        let body = response.body
        let coding = response.headers.values(of: "Content-Encoding").joined(separator: ", ")
        let isCoded = !coding.isEmpty && coding.lowercased() != "identity" && coding.lowercased() != "aws-chunked"
        // Who writes a gzip stream with that encoding has not decoded it.
        if isCoded, !GzipMagic.matches(body) {
            note("the response's body was written down decoded (\(coding)); it is served so")
            response.headers["Content-Encoding"] = nil
            response.headers["Transfer-Encoding"] = nil
            response.headers["Content-Length"] = String(body.count)
        } else if let length = response.headers["Content-Length"], length != String(body.count) {
            if !body.isEmpty { note("the response's body has \(body.count) bytes, \(length) were sent") }
            response.headers["Content-Length"] = String(body.count)
        } else if !isCoded, compression == 0, size > 0, size != Int64(body.count), !body.isEmpty {
            note("the response's body has \(body.count) bytes, \(size) were counted; it may not be text in UTF-8")
        }
    }
}
