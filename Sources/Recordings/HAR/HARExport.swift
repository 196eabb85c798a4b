import HTTPMessages
import JSON
import Timestamps

/// Writes a recording as a HAR 1.2 file.
///
/// Bodies stand there as transferred, not decoded as browsers do. What HAR has no member for is in `_recording`, of the
/// log and of every entry, from which ``HARImport`` makes the same exchanges again.
public enum HARExport {
    /// Exports a recording.
    ///
    /// - Parameters:
    ///   - recording: the recording.
    ///   - out: gets the file piece by piece.
    /// - Returns: notes on what readers of HAR will miss, a line each.
    /// - Throws: ``RecordingError`` where a body cannot be read, and what `out` throws.
    public static func write(_ recording: Recording, to out: @escaping ([UInt8]) throws -> Void) throws -> [String] {
        var notes: [String] = []
        var writer = HARWriter(out)
        try out([UInt8(ascii: "{")])
        try writer.nest("log") { log in
            try log.member("version", "1.2")
            try log.member("creator", ["name": "mock-aws", "version": "1"])
            try log.member("pages", [])
            try log.member("_recording", recording.manifest.json)
            try log.breakLine()
            try log.nest("entries", isArray: true) { entries in
                for exchange in recording.exchanges {
                    try entries.nest(nil) { entry in
                        notes += try write(exchange, of: recording, to: &entry)
                    }
                }
            }
        }
        try out(Array("}\n".utf8))
        return notes
    }

    private static func write(
        _ exchange: RecordedExchange, of recording: Recording, to entry: inout HARWriter
    ) throws -> [String] {
        var notes: [String] = []
        let requestBody = try HARBody(recording, exchange.request.body)
        let responseBody = try HARBody(recording, exchange.response.body)
        if !requestBody.isText {
            notes.append("exchange \(exchange.sequence): HAR knows text as a request's body only; it stands as Base64")
        }
        if exchange.response.end != .complete {
            notes.append(
                "exchange \(exchange.sequence): that the response ended with '\(exchange.response.end.rawValue)' is "
                    + "known to _recording only")
        }
        let start = recording.manifest.clockBase.adding(milliseconds: exchange.offsetMilliseconds)
        try entry.member("startedDateTime", .string(start.iso8601Milliseconds))
        // A recording knows when a request came, not how long its answer took.
        try entry.member("time", 0)
        try entry.nest("request") { request in
            try write(exchange.request, body: requestBody, to: &request)
        }
        try entry.nest("response") { response in
            try write(exchange.response, body: responseBody, to: &response)
        }
        try entry.member("cache", [:])
        try entry.member("timings", ["send": 0, "wait": 0, "receive": 0])
        try entry.member("_recording", HARMembers(exchange, requestIsText: requestBody.isText).json)
        return notes
    }

    private static func write(_ request: RecordedRequest, body: HARBody, to writer: inout HARWriter) throws {
        try writer.member("method", .string(request.method))
        try writer.member("url", .string(url(of: request)))
        try writer.member("httpVersion", "HTTP/1.1")
        try writer.member("cookies", [])
        try writer.member("headers", headers(request.headers))
        let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        try writer.member(
            "queryString",
            .array(
                QueryString(parsing: query).items.map {
                    ["name": .string($0.name), "value": .string($0.value ?? "")]
                }))
        try writer.member("headersSize", -1)
        try writer.member("bodySize", .integer(request.body.count))
        if request.body == .none { return }
        try writer.nest("postData") { data in
            try data.member("mimeType", .string(request.headers["Content-Type"] ?? ""))
            try body.write(to: &data)
        }
    }

    private static func write(_ response: RecordedResponse, body: HARBody, to writer: inout HARWriter) throws {
        try writer.member("status", .integer(Int64(response.status)))
        try writer.member("statusText", "")
        try writer.member("httpVersion", "HTTP/1.1")
        try writer.member("cookies", [])
        try writer.member("headers", headers(response.headers))
        try writer.nest("content") { content in
            try content.member("size", .integer(response.body.count))
            try content.member("mimeType", .string(response.headers["Content-Type"] ?? ""))
            if response.body == .none { return }
            if !body.isText { try content.member("encoding", "base64") }
            try body.write(to: &content)
        }
        try writer.member("redirectURL", .string(response.headers["Location"] ?? ""))
        try writer.member("headersSize", -1)
        try writer.member("bodySize", .integer(response.body.count))
    }

    private static func headers(_ headers: HTTPHeaders) -> JSONValue {
        .array(headers.fields.map { ["name": .string($0.name), "value": .string($0.value)] })
    }

    /// HAR wants an absolute URL; the scheme is not recorded, and TLS is what AWS speaks.
    private static func url(of request: RecordedRequest) -> String {
        if !request.target.hasPrefix("/") { return request.target }
        return "https://" + (request.headers["Host"] ?? "localhost") + request.target
    }
}
