import JSON

/// The member `_recording` of an entry: what HAR has no member for.
struct HARMembers {
    var sequence: Int
    var offsetMilliseconds: Int64
    var target: String
    var identity: RequestIdentity
    var requestIsText: Bool
    var framing: RecordedResponse.Framing
    var end: RecordedResponse.End
    var scrubbed: [String]

    init(_ exchange: RecordedExchange, requestIsText: Bool) {
        sequence = exchange.sequence
        offsetMilliseconds = exchange.offsetMilliseconds
        target = exchange.request.target
        identity = exchange.identity
        self.requestIsText = requestIsText
        framing = exchange.response.framing
        end = exchange.response.end
        scrubbed = exchange.scrubbed
    }

    /// Reads the member; nil where it is none of ours.
    init?(json: JSONValue?) {
        guard let json, let sequence = json["seq"]?.integer, let offset = json["offsetMs"]?.integer,
            let target = json["target"]?.string, let key = json["key"]?.string,
            let framing = json["framing"]?.string.flatMap({ RecordedResponse.Framing(rawValue: $0) }),
            let end = json["end"]?.string.flatMap({ RecordedResponse.End(rawValue: $0) })
        else { return nil }
        self.sequence = Int(clamping: sequence)
        offsetMilliseconds = offset
        self.target = target
        identity = RequestIdentity(
            service: json["service"]?.string, operation: json["operation"]?.string, region: json["region"]?.string,
            account: json["account"]?.string, key: MatchKey(text: key))
        requestIsText = json["requestBody"]?.string != "base64"
        self.framing = framing
        self.end = end
        scrubbed = json["scrubbed"]?.array?.compactMap(\.string) ?? []
    }

    var json: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return [
            "seq": .integer(Int64(sequence)), "offsetMs": .integer(offsetMilliseconds), "target": .string(target),
            "service": text(identity.service), "operation": text(identity.operation), "region": text(identity.region),
            "account": text(identity.account), "key": .string(identity.key.text),
            "requestBody": requestIsText ? "text" : "base64", "framing": .string(framing.rawValue),
            "end": .string(end.rawValue), "scrubbed": .array(scrubbed.map { .string($0) }),
        ]
    }
}
