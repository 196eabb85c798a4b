import Timestamps

/// Something that CloudTrail finds unusual about an account: two records, its start and its end.
///
/// Source: CloudTrail User Guide, "CloudTrail record contents for Insights events for trails".
struct TrailInsight: Sendable {
    /// The second in which it begins; CloudTrail tells the minute.
    let start: Int64
    let source: String
    let name: String
    /// The error whose rate is unusual; nil where it is that of the calls.
    let errorCode: String?
    /// How many calls there are.
    let count: Int64
    let principal: String
    let agent: String
    /// Which incident it is about.
    let incident: UInt8

    /// How long it goes on, in minutes.
    private static let minutes: Int64 = 5

    /// One of its two records.
    enum State: String, CaseIterable { case start = "Start", end = "End" }

    /// The minute that a record is about.
    func time(of state: State) -> Int64 {
        start / 60 * 60 + (state == .end ? TrailInsight.minutes * 60 : 0)
    }

    /// The records whose minutes lie in some seconds.
    func states(in times: Range<Int64>) -> [State] { State.allCases.filter { times.contains(time(of: $0)) } }

    /// Appends a record.
    ///
    /// - Returns: its `eventID`.
    func append(
        _ state: State, account: String, region: String, _ random: SeededRandom, to text: inout [UInt8]
    ) -> String {
        // The calls of a minute, in thousandths.
        let rate = count * 1000 / TrailInsight.minutes
        let average = "\(rate / 1000).\(String(rate % 1000 + 1000).dropFirst())"
        func attribute(_ name: String, _ value: String) -> String {
            #"{"attribute":"\#(name)","insight":[{"value":"\#(value)","average":\#(average)}],"baseline":[]}"#
        }
        let duration = state == .end ? #""insightDuration":\#(TrailInsight.minutes),"# : ""
        let time = String(decoding: RecordValues.text(Timestamp(seconds: self.time(of: state))), as: UTF8.self)
        text += #"{"eventVersion":"1.11","eventTime":"\#(time)","awsRegion":"\#(region)","eventID":""#.utf8
        let id = text.count
        RecordValues.append(uuid: random.branch(state == .start ? 1 : 2), to: &text)
        let eventID = String(decoding: text[id...], as: UTF8.self)
        text += #"","eventType":"AwsCloudTrailInsight","recipientAccountId":"\#(account)","sharedEventID":""#.utf8
        RecordValues.append(uuid: random.branch(3), to: &text)
        text += #"","insightDetails":{"state":"\#(state.rawValue)","eventSource":"\#(source).amazonaws.com","#.utf8
        let type = errorCode == nil ? "ApiCallRateInsight" : "ApiErrorRateInsight"
        text += #""eventName":"\#(name)","insightType":"\#(type)","#.utf8
        if let errorCode { text += #""errorCode":"\#(errorCode)","#.utf8 }
        text += #""insightContext":{"statistics":{"baseline":{"average":0.002},"insight":{"average":\#(average)},"#.utf8
        text += #"\#(duration)"baselineDuration":10080},"attributions":["#.utf8
        text += attribute("userIdentityArn", principal).utf8
        text.append(UInt8(ascii: ","))
        text += attribute("userAgent", agent).utf8
        text.append(UInt8(ascii: ","))
        text += attribute("errorCode", errorCode ?? "null").utf8
        text += #"]}},"eventCategory":"Insight"}"#.utf8
        return eventID
    }
}
