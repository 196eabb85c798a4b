import AWSOperations
import JSON
import Testing
import Timestamps

@testable import MockAWS

@Suite struct TrailDeliveryTests {
    @Test func manyFilesFillAPastDay() throws {
        let bench = try TrailBench()
        let answer = try bench.deliver([
            "trail": "main", "files": 24, "count": 3, "spreadSeconds": 86_400, "time": "2026-02-02T00:00:00Z",
            "keysPerNotification": 10, "seed": 4, "lag": 600, "eventIDs": true,
        ])
        let keys = TrailBench.keys(answer)
        #expect(keys.count == 24 && Set(keys).count == 24)
        let folder = "AWSLogs/123456789012/CloudTrail/us-east-1/2026/02/01/123456789012_CloudTrail_us-east-1_"
        for (hour, key) in keys.enumerated() {
            #expect(key.hasPrefix(folder + "20260201T\(hour < 10 ? "0" : "")\(hour)00Z_"))
        }
        #expect(answer["records"] == 72 && answer["messageIds"]?.array?.count == 3)
        let named = try bench.messages().flatMap { try JSONValue(parsing: $0)["s3ObjectKey"]?.array ?? [] }
        #expect(named.compactMap(\.string) == keys)

        let modified = try bench.client.send(HeadObject(bucket: "logs", key: keys[1])).lastModified
        #expect(modified == Timestamp(iso8601: "2026-02-01T01:00:00Z"))
        let records = try keys.flatMap { try JSONValue(parsing: bench.read($0).content)["Records"]?.array ?? [] }
        #expect(records.map { $0["eventID"] } == answer["eventIDs"]?.array)
        let first = try #require(records.first?["eventTime"]?.string.flatMap { Timestamp(iso8601: $0) })
        #expect(first == Timestamp(iso8601: "2026-01-31T23:45:00Z"), "ten minutes of lag, and five that a file spans")
        let counts = (answer["eventNames"]?.object ?? []).compactMap(\.value.integer).reduce(0, +)
        #expect(counts == 72)
    }

    @Test func lookUpFindsWhatWasDelivered() throws {
        let bench = try TrailBench()
        let answer = try bench.deliver(["trail": "main", "files": 3, "count": 20, "seed": 1, "eventIDs": true])
        let ids = (answer["eventIDs"]?.array ?? []).compactMap(\.string)
        let id = try #require(ids.last)
        let attribute = LookupEvents.Attribute(attributeKey: "EventId", attributeValue: id)
        let found = try bench.client.send(LookupEvents(lookupAttributes: [attribute])).events ?? []
        #expect(found.map(\.eventID) == [id])
        let first = try bench.client.send(LookupEvents())
        let second = try bench.client.send(LookupEvents(nextToken: first.nextToken))
        #expect(
            Set((first.events ?? []).compactMap(\.eventID) + (second.events ?? []).compactMap(\.eventID)) == Set(ids))
    }

    @Test func deliveriesOfOneSeedHaveNoEventInCommon() throws {
        let bench = try TrailBench()
        let ids = try (0..<20).flatMap { _ in
            try bench.deliver(["trail": "main", "count": 20, "seed": 1, "eventIDs": true])["eventIDs"]?.array ?? []
        }
        #expect(Set(ids.compactMap(\.string)).count == 400)
    }

    @Test func sameSeedAndTimeGiveTheSameBytes() throws {
        let contents = try (0..<2).map { _ in
            let bench = try TrailBench()
            let answer = try bench.deliver([
                "trail": "main", "files": 5, "count": 7, "spreadSeconds": 3600, "seed": -3,
                "time": "2026-01-01T00:00:00Z",
            ])
            let digests = try bench.digests(["trail": "main", "end": "2026-01-01T00:00:00Z"])
            let keys = TrailBench.keys(answer) + digests.compactMap { $0["key"]?.string }
            return try keys.map { key in
                let object = try bench.read(key)
                return "\(key) \(object.content) \(object.metadata.sorted { $0.key < $1.key })"
            }
        }
        #expect(contents[0] == contents[1] && contents[0].count == 6)
    }

    @Test func recordsOfTheWorldComeOnceEach() throws {
        var world = InProcessClient.world
        world.trailRecords = (0..<7).map { number in
            [
                "eventID": .string("\(number)"), "eventTime": .string(InProcessClient.now.iso8601),
                "eventName": "X", "awsRegion": number < 5 ? "us-east-1" : "eu-west-1",
            ]
        }
        let bench = try TrailBench(world: world)
        func ids(_ answer: JSONValue) -> [String] { (answer["eventIDs"]?.array ?? []).compactMap(\.string) }
        let first = try bench.deliver([
            "trail": "main", "source": "world", "files": 2, "count": 2, "eventIDs": true,
        ])
        #expect(ids(first) == ["0", "1", "2", "3"] && TrailBench.keys(first).count == 2)
        let rest = try bench.deliver(["trail": "main", "source": "world", "eventIDs": true])
        #expect(ids(rest) == ["4", "5", "6"])
        #expect(try bench.post("deliver", ["trail": "main", "source": "world"]).status == 409)
        let region = try bench.deliver([
            "trail": "main", "source": "world", "recordRegion": "eu-west-1", "eventIDs": true,
        ])
        #expect(ids(region) == ["5", "6"], "what was asked for by region is counted by itself")
        #expect(try bench.client.send(LookupEvents()).events?.count == 5, "and nothing is found twice")
    }

    @Test func organizationTrailsWriteForEveryAccount() throws {
        let bench = try TrailBench(isOrganization: true, prefix: "p")
        let own = TrailBench.keys(try bench.deliver(["trail": "main"]))
        #expect(own.first?.hasPrefix("p/AWSLogs/o-exampleorgid/123456789012/CloudTrail/us-east-1/") == true)
        let other = TrailBench.keys(try bench.deliver(["trail": "main", "recordAccount": "210987654321"]))
        let key = try #require(other.first)
        #expect(key.hasPrefix("p/AWSLogs/o-exampleorgid/210987654321/CloudTrail/us-east-1/"))
        #expect(key.contains("/210987654321_CloudTrail_us-east-1_"))
        let record = try JSONValue(parsing: bench.read(key).content)["Records"]?.array?.first
        #expect(record?["recipientAccountId"] == "210987654321")
        let alone = try TrailBench()
        let (status, answer) = try alone.post("deliver", ["trail": "main", "recordAccount": "210987654321"])
        #expect(status == 409 && answer["error"]?.string?.contains("no organization trail") == true)
    }

    @Test func singleRegionTrailsDeliverOfTheirRegionAlone() throws {
        let bench = try TrailBench(isMultiRegion: false)
        _ = try bench.deliver(["trail": "main", "recordRegion": "us-east-1"])
        let (status, answer) = try bench.post("deliver", ["trail": "main", "recordRegion": "eu-west-1"])
        #expect(status == 409 && answer["error"]?.string?.contains("no multi-region trail") == true)
    }

    @Test(arguments: [
        #""time":"9999-12-31T23:00:00Z","late":-7200"#, #""time":"1970-01-01T02:00:00Z","late":7200"#,
        #""time":"1970-01-01T02:00:00Z","lag":7200"#, #""time":"1970-01-01T00:01:00Z""#,
        #""time":"1970-01-01T02:00:00Z","spreadSeconds":7200,"files":2"#, #""time":"1969-12-31T00:00:00Z""#,
        #""time":"10000-01-01T00:00:00Z""#,
    ])
    func timesThatKeysCannotNameAreRefused(members: String) throws {
        let bench = try TrailBench()
        let (status, answer) = try bench.post("deliver", try JSONValue(parsing: #"{"trail":"main",\#(members)}"#))
        let message = try #require(answer["error"]?.string)
        #expect(status == 400 && !message.isEmpty && !message.contains("\n"))
        #expect(try bench.client.send(ListObjectsV2(bucket: "logs")).contents ?? [] == [])
    }

    @Test(
        arguments: ["late", "lag", "spreadSeconds", "count", "files"],
        [
            "-9223372036854775808", "9223372036854775807", "9223372036854775808", "-1e300", "1e19",
            "123456789012345678901234567890",
        ])
    func extremeNumbersAreRefused(member: String, number: String) throws {
        let bench = try TrailBench()
        let (status, _) = try bench.post(
            "deliver", try JSONValue(parsing: #"{"trail":"main","\#(member)":\#(number)}"#))
        #expect(status == 400)
    }

    @Test(arguments: [
        ("-9223372036854775808", 200), ("9223372036854775807", 200), ("9223372036854775808", 400), ("1e300", 400),
    ])
    func everySeedIsTaken(seed: String, expected: Int) throws {
        let bench = try TrailBench()
        let body = try JSONValue(parsing: #"{"trail":"main","seed":\#(seed)}"#)
        #expect(try bench.post("deliver", body).status == expected)
    }

    @Test(arguments: [
        #"[]"#, #"{}"#, #"{"trail":7}"#, #"{"trail":"main","files":0}"#, #"{"trail":"main","files":1.5}"#,
        #"{"trail":"main","count":-1}"#, #"{"trail":"main","spreadSeconds":-1}"#, #"{"trail":"main","lag":"x"}"#,
        #"{"trail":"main","keysPerNotification":0}"#, #"{"trail":"main","source":"other"}"#,
        #"{"trail":"main","time":"yesterday"}"#, #"{"trail":"main","recordAccount":"12"}"#,
        #"{"trail":"main","recordRegion":"mars"}"#, #"{"trail":"main","records":{}}"#,
        #"{"trail":"main","records":[],"files":2}"#, #"{"trail":"main","records":[],"source":"world"}"#,
        #"{"trail":"main","source":"world","lag":1}"#, #"{"trail":"main","eventIDs":1}"#,
        #"{"trail":"main","files":100000,"count":100000}"#, #"{"trail":"main","nonsense":1}"#,
        #"{"trail":"main","seed":"1"}"#, #"{"trail":"main","late":"1"}"#,
    ])
    func nonsenseIsRefusedInOneLine(body: String) throws {
        let bench = try TrailBench()
        let (status, answer) = try bench.post("deliver", try JSONValue(parsing: body))
        let message = try #require(answer["error"]?.string)
        #expect(status == 400 && !message.isEmpty && !message.contains("\n"))
    }
}
