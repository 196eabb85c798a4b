import CloudTrail
import Testing

struct ActionTests {
    static func login(_ user: String, _ result: String, _ mfa: String, _ address: String) -> String {
        #"{"eventName":"ConsoleLogin","eventSource":"signin.amazonaws.com","sourceIPAddress":"\#(address)","#
            + #""userIdentity":{"type":"IAMUser","userName":"\#(user)","arn":"arn:\#(user)"},"#
            + #""responseElements":{"ConsoleLogin":"\#(result)"},"additionalEventData":{"MFAUsed":"\#(mfa)"}}"#
    }

    static let events = parse(
        [
            EventTests.record, login("bob", "Success", "No", "192.0.2.1"), login("bob", "Success", "Yes", "192.0.2.1"),
            login("eve", "Failure", "No", "192.0.2.2"), login("bob", "Failure", "No", "192.0.2.1"), EventTests.record,
            #"{"eventName":"A\tB","eventSource":"x","userIdentity":{"type":"AWSService","invokedBy":"lambda"}}"#,
            #"{"eventVersion":"1.07","eventType":"AwsCloudTrailInsight","userIdentity":null}"#,
            #"{"eventName":"N","errorMessage":"\u001b[31m","userIdentity":{"type":"Root","accountId":"7"}}"#,
        ].joined(separator: "\n")
    ).events

    private func output<Action: CloudTrailAction>(of empty: Action, _ events: [CloudTrailEvent]) -> String {
        var action = empty
        for event in events { action.add(event) }
        var output: [UInt8] = []
        action.drain(into: &output)
        action.finish(into: &output)
        return text(output)
    }

    @Test func printsEachRecordInOneLine() {
        let parsed = parse("{\"Records\":[{\"a\" :\r\n\t\"b\\nc\",\n \"d\":[1 ,\n2]},{\"e\": 1}]}")
        #expect(output(of: CloudTrailPrint(), parsed.events) == "{\"a\" :\t\"b\\nc\", \"d\":[1 ,2]}\n{\"e\": 1}\n")
    }

    @Test func showsATable() {
        let lines = output(of: CloudTrailTable(), Self.events).split(separator: "\n")
        #expect(
            lines.first
                == """
                2023-07-10T12:00:01Z  us-east-1       ec2:RunInstances                          admin/alice\
                                       203.0.113.7      Client.UnauthorizedOperation
                """)
        #expect(lines.count == Self.events.count)
        #expect(lines[6].contains(#"x:A\u{9}B "#))
        #expect(lines[6].contains(" lambda "))
        #expect(lines[8].hasSuffix(#"\u{1b}[31m"#))
        #expect(!lines.joined().utf8.contains { $0 < 0x20 })
    }

    @Test func countsServices() {
        #expect(
            output(of: CloudTrailServices(), Self.events) == """
                4\tsignin.amazonaws.com\tConsoleLogin
                2\tec2.amazonaws.com\tRunInstances
                1\t-\t-
                1\t-\tN
                1\tx\tA\\u{9}B

                """)
    }

    @Test func countsLogins() {
        #expect(
            output(of: CloudTrailLogins(), Self.events) == """
                3\t1\t1\t192.0.2.1\tbob
                1\t1\t0\t192.0.2.2\teve

                """)
    }

    @Test func countsErrors() {
        #expect(
            output(of: CloudTrailErrors(), Self.events) == """
                2\tarn:aws:sts::1:assumed-role/admin/alice\tClient.UnauthorizedOperation\t\
                ec2.amazonaws.com\tRunInstances
                1\t7\t\\u{1b}[31m\t-\tN

                """)
    }

    @Test func workersTogetherSayTheSame() {
        check(CloudTrailPrint())
        check(CloudTrailTable())
        check(CloudTrailServices())
        check(CloudTrailLogins())
        check(CloudTrailErrors())
    }

    private func check<Action: CloudTrailAction>(_ empty: Action) {
        let whole = output(of: empty, Self.events)
        for cut in 0...Self.events.count {
            var first = empty
            var second = empty
            for event in Self.events[..<cut] { first.add(event) }
            for event in Self.events[cut...] { second.add(event) }
            first.merge(second)
            #expect(output(of: first, []) == whole)
        }
    }

    @Test func countsManyKeys() {
        var services = CloudTrailServices()
        for round in 0..<3 {
            for number in 0..<1000 where number % (round + 1) == 0 {
                for event in parse(#"{"eventSource":"s","eventName":"n\#(number)"}"#).events { services.add(event) }
            }
        }
        let lines = output(of: services, []).split(separator: "\n")
        #expect(lines.count == 1000)
        #expect(lines.first == "3\ts\tn0")
        #expect(lines.last == "1\ts\tn997")
    }
}
