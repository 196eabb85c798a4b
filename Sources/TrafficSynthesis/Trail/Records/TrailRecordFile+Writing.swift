import Timestamps

extension TrailRecordFile {
    /// What stands before and behind the records.
    static let opening = Array(#"{"Records":["#.utf8)
    static let closing = Array("]}".utf8)

    /// Begins the content of a file of about so many records.
    mutating func begin(_ count: Int) {
        content.reserveCapacity(max(1, count) * 1536)
        content += TrailRecordFile.opening
    }

    /// Ends the content.
    mutating func end() { content += TrailRecordFile.closing }

    /// Appends a record; its ids are drawn.
    mutating func append(
        _ call: RecordCall, by actor: RecordActor, fails: Bool, at time: Timestamp, _ values: RecordValues,
        _ random: inout SeededRandom
    ) {
        if !records.isEmpty { content.append(UInt8(ascii: ",")) }
        let start = content.count
        content += #"{"eventVersion":"1.11","userIdentity":"#.utf8
        values.append(actor.identity, to: &content)
        content += #","eventTime":""#.utf8
        content += values.time
        content.append(UInt8(ascii: "\""))
        content += call.head
        content += values.region
        content += #"","sourceIPAddress":""#.utf8
        values.append(actor.address, to: &content)
        content += #"","userAgent":""#.utf8
        values.append(actor.agent, to: &content)
        content += #"","#.utf8
        if fails { content += call.failureText }
        content += #""requestParameters":"#.utf8
        values.append(call.request, to: &content)
        content += #","responseElements":"#.utf8
        if fails {
            content += (call.failure?.response ?? "null").utf8
        } else {
            values.append(call.response, to: &content)
        }
        content.append(UInt8(ascii: ","))
        // A sign-in has no request id.
        if !call.isSignIn {
            content += #""requestID":""#.utf8
            RecordValues.append(uuid: SeededRandom(seed: random.next()), to: &content)
            content += #"","#.utf8
        }
        content += #""eventID":""#.utf8
        let id = content.count
        RecordValues.append(uuid: SeededRandom(seed: random.next()), to: &content)
        content += (call.isReadOnly ? #"","readOnly":true,"# : #"","readOnly":false,"#).utf8
        if let extra = call.extra { values.append(extra, to: &content) }
        if let extra = actor.extra { values.append(extra, to: &content) }
        values.append(call.tail, to: &content)
        records.append(
            Record(range: start..<content.count, time: time, eventIDStart: id, call: call, fails: fails))
    }
}
