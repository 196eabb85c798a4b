import HTTPMessages

extension ScrubRules {
    func scrub(_ request: HTTPRequest) -> Scrubbed<HTTPRequest> {
        guard policy != .off else { return Scrubbed(request) }
        var result = Scrubbed(request)
        var places: Set<String> = []
        // The headers first: a token in them is known when the body is looked through.
        let headers = scrub(request.headers, of: "request")
        result.value.headers = headers.value
        places.formUnion(headers.places)
        let path = scrubEncoded(Array(request.path.utf8))
        let query = request.query.map { scrubParameters(Array($0.utf8), plusIsSpace: false) }
        result.value.path = String(decoding: path, as: UTF8.self)
        result.value.query = query.map { String(decoding: $0, as: UTF8.self) }
        if result.value.target != request.target { places.insert("request.target") }
        let body = scrubBody(of: request)
        if body.bytes != request.body {
            result.value.body = body.bytes
            places.insert("request.body")
            for name in result.value.headers.correct(for: body.payload) { places.insert("request.headers.\(name)") }
            let difference = body.bytes.count - request.body.count
            if body.isFramed, difference != 0, let length = request.headers["Content-Length"].flatMap({ Int($0) }) {
                result.value.headers["Content-Length"] = String(length + difference)
            }
        }
        result.places = places.sorted()
        return result
    }

    private struct RequestBody {
        var bytes: [UInt8]
        /// What became of what the checksums speak of.
        var payload: ScrubbedBody
        var isFramed = false
    }

    private func scrubBody(of request: HTTPRequest) -> RequestBody {
        let type = request.headers["Content-Type"]?.lowercased() ?? ""
        if isFramed(request), let framing = ChunkedFraming(request.body) {
            return scrub(framing, request.headers)
        }
        guard type.hasPrefix("application/x-www-form-urlencoded") else {
            let scrubbed = scrubWhole(request.body, request.headers)
            return RequestBody(bytes: scrubbed.bytes, payload: scrubbed.body)
        }
        let form = scrubParameters(request.body, plusIsSpace: true)
        guard form != request.body else { return RequestBody(bytes: form, payload: ScrubbedBody()) }
        let original = BodyChecksums(of: request.body)
        let truthful = request.headers.fields.filter { original.value(of: $0.name.lowercased()) == $0.value }
        return RequestBody(
            bytes: form,
            payload: ScrubbedBody(
                places: ["request.body"], checksums: BodyChecksums(of: form), originalCount: original.count,
                truthful: Set(truthful.map { $0.name.lowercased() })))
    }

    private func isFramed(_ request: HTTPRequest) -> Bool {
        request.headers["x-amz-content-sha256"]?.hasPrefix("STREAMING-") == true
            || request.headers.values(of: "Content-Encoding").contains { $0.lowercased().contains("aws-chunked") }
    }

    private func scrubWhole(_ bytes: [UInt8], _ headers: HTTPHeaders) -> (bytes: [UInt8], body: ScrubbedBody) {
        let store = MemoryBodyStore()
        let scrubber = BodyScrubber(rules: self, headers: headers, place: "request.body", store: store)
        do {
            try scrubber.append(bytes)
            let body = try scrubber.finish()
            return (store.bytes, body)
        } catch {
            // Memory does not fail; were it to, nothing may get through.
            return ([], ScrubbedBody(places: ["request.body"]))
        }
    }

    /// A body in `aws-chunked`: the signatures of the framing, and what it frames.
    private func scrub(_ framing: ChunkedFraming, _ headers: HTTPHeaders) -> RequestBody {
        let trailers = Self.fields(framing.trailers)
        let payload = scrubWhole(framing.payload, HTTPHeaders(headers.fields + trailers.fields))
        var lines = edits(in: framing.trailers).applied(to: framing.trailers)
        for field in trailers.fields {
            // A checksum in the trailer is of the payload.
            let name = field.name.lowercased()
            if payload.body.truthful.contains(name), let value = payload.body.checksums?.value(of: name) {
                lines = Self.replacing(field.value, by: value, in: lines)
            }
        }
        let bytes = framing.body(payload: payload.bytes, trailers: lines) { edits(in: $0).applied(to: $0) }
        return RequestBody(bytes: bytes, payload: payload.body, isFramed: true)
    }

    private static func fields(_ trailers: [UInt8]) -> HTTPHeaders {
        var headers = HTTPHeaders()
        for line in String(decoding: trailers, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers.append(String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        return headers
    }

    private static func replacing(_ old: String, by new: String, in bytes: [UInt8]) -> [UInt8] {
        let old = Array(old.utf8)
        guard let start = bytes.indices.first(where: { bytes.span.hasBytes(old, at: $0) }) else { return bytes }
        return bytes[..<start] + Array(new.utf8) + bytes[(start + old.count)...]
    }
}
