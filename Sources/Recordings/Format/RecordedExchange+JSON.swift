import HTTPMessages
import JSON

extension RecordedExchange {
    /// The exchange as a line of `exchanges.jsonl`, without the line end; members in a fixed order.
    public var json: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return [
            "seq": .integer(Int64(sequence)), "offsetMs": .integer(offsetMilliseconds),
            "service": text(identity.service), "operation": text(identity.operation), "region": text(identity.region),
            "account": text(identity.account), "key": .string(identity.key.text),
            "request": [
                "method": .string(request.method), "target": .string(request.target),
                "headers": .headers(request.headers), "body": .body(request.body),
            ],
            "response": [
                "status": .integer(Int64(response.status)), "headers": .headers(response.headers),
                "body": .body(response.body), "framing": .string(response.framing.rawValue),
                "end": .string(response.end.rawValue),
            ],
            "scrubbed": .array(scrubbed.map { .string($0) }),
        ]
    }

    /// Reads a line.
    ///
    /// - Throws: ``RecordingError`` that names the member that is wrong.
    public init(json: JSONValue) throws(RecordingError) {
        let reader = MemberReader(value: json, path: "")
        let request = try reader.member("request")
        let response = try reader.member("response")
        self.init(
            sequence: try reader.sequence("seq"), offsetMilliseconds: try reader.integer("offsetMs"),
            identity: RequestIdentity(
                service: reader.optionalText("service"), operation: reader.optionalText("operation"),
                region: reader.optionalText("region"), account: reader.optionalText("account"),
                key: MatchKey(text: try reader.text("key"))),
            request: RecordedRequest(
                method: try request.text("method"), target: try request.text("target"),
                headers: try request.headers("headers"), body: try request.body("body")),
            response: RecordedResponse(
                status: try response.status("status"), headers: try response.headers("headers"),
                body: try response.body("body"), framing: try response.choice("framing"),
                end: try response.choice("end")),
            scrubbed: reader.value["scrubbed"]?.array?.compactMap(\.string) ?? [])
    }
}

extension JSONValue {
    fileprivate static func headers(_ headers: HTTPHeaders) -> JSONValue {
        .array(headers.fields.map { .array([.string($0.name), .string($0.value)]) })
    }

    fileprivate static func body(_ body: RecordedBody) -> JSONValue {
        switch body {
        case .none: .null
        case .text(let text): ["text": .string(text)]
        case .file(let file):
            ["file": .string(file.path), "bytes": .integer(file.count), "sha256": .string(file.sha256)]
        }
    }
}

/// Reads the members of an object, and says which is wrong.
private struct MemberReader {
    let value: JSONValue
    let path: String

    func member(_ name: String) throws(RecordingError) -> MemberReader {
        guard let member = value[name], member.object != nil else { throw wrong(name, "an object") }
        return MemberReader(value: member, path: path + name + ".")
    }

    func text(_ name: String) throws(RecordingError) -> String {
        guard let text = value[name]?.string else { throw wrong(name, "a string") }
        return text
    }

    func optionalText(_ name: String) -> String? { value[name]?.string }

    func integer(_ name: String) throws(RecordingError) -> Int64 {
        guard let number = value[name]?.integer else { throw wrong(name, "a whole number") }
        return number
    }

    func sequence(_ name: String) throws(RecordingError) -> Int {
        let number = try integer(name)
        // Of a number beyond this there would be no next one, or none that JSON holds exactly.
        guard (0..<1 << 53).contains(number) else { throw wrong(name, "a number from 0") }
        return Int(number)
    }

    func status(_ name: String) throws(RecordingError) -> Int {
        let number = try integer(name)
        // Upstreams that are not AWS invent some beyond 599.
        guard (100...999).contains(number) else { throw wrong(name, "a status from 100 to 999") }
        return Int(number)
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String
    ) throws(RecordingError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try text(name)) else {
            throw wrong(name, "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    func headers(_ name: String) throws(RecordingError) -> HTTPHeaders {
        guard let pairs = value[name]?.array else { throw wrong(name, "an array of pairs") }
        var headers = HTTPHeaders()
        for pair in pairs {
            guard let field = pair[0]?.string, let text = pair[1]?.string else { throw wrong(name, "pairs of strings") }
            headers.append(field, text)
        }
        return headers
    }

    func body(_ name: String) throws(RecordingError) -> RecordedBody {
        guard let body = value[name], body != .null else { return .none }
        let reader = MemberReader(value: body, path: path + name + ".")
        if let text = body["text"]?.string { return .text(text) }
        let file = RecordedBodyFile(
            path: try reader.text("file"), count: try reader.integer("bytes"), sha256: try reader.text("sha256"))
        guard BodyFileName.isInside(file.path), file.count >= 0 else {
            throw reader.wrong("file", "a path below bodies/")
        }
        return .file(file)
    }

    func wrong(_ name: String, _ expected: String) -> RecordingError {
        RecordingError(.malformed, "\(path)\(name) must be \(expected)")
    }
}
