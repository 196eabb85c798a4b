import JSON
import Testing
import Timestamps

@testable import TrafficSynthesis

/// Incidents that leave traces in flow logs and in CloudTrail.
@Suite struct TrailIncidentTests {
    private static func truth(_ trail: TrailSynthesis) -> JSONValue {
        var truth = SynthesisTruth(trail.flowLogs)
        for object in trail.flowLogs.objects { truth.add(object, trail.flowLogs.content(of: object)) }
        truth.begin(trail)
        for object in trail.objects { truth.add(object, trail.file(of: object)) }
        return truth.json
    }

    private static func trail(_ seed: UInt64, duration: Int64 = 3600) throws -> TrailSynthesis {
        var configuration = SynthesisConfiguration()
        configuration.seed = seed
        configuration.duration = duration
        return try .small(configuration)
    }

    /// The calls that the truth tells are those that bear the intruder's address, and what led to them.
    @Test(arguments: [UInt64(1), 2, 3], [Int64(600), 3600])
    func truthTellsTheCallsOfEachIncident(seed: UInt64, duration: Int64) throws {
        let trail = try Self.trail(seed, duration: duration)
        let truth = Self.truth(trail)
        let records = try trail.records()
        let flows = try #require(truth["s3"]?["incidents"]?.array)
        let incidents = try #require(truth["cloudTrail"]?["incidents"]?.array)
        #expect(incidents.compactMap { $0["kind"]?.string } == ["ssh-brute-force", "exfiltration", "leaked-key"])
        for incident in incidents {
            let calls = try #require(incident["calls"]?.array)
            let byID = Dictionary(
                records.compactMap { record in record["eventID"]?.string.map { ($0, record) } },
                uniquingKeysWith: { a, _ in a })
            for call in calls {
                let record = try #require(byID[call["eventID"]?.string ?? ""])
                #expect(record["eventTime"] == call["time"] && record["eventName"] == call["eventName"])
                let failed = record["errorCode"] != nil || record["errorMessage"] != nil
                #expect(call["failed"]?.boolean == failed)
            }
            let flow = try #require(flows.first { $0["kind"] == incident["kind"] })
            let address = flow["outside"]
            #expect(incident["sourceIPAddress"] == address && incident["interface"] == flow["interface"])
            let ofIntruder = Set(
                records.filter { $0["sourceIPAddress"] == address }.compactMap { $0["eventID"]?.string })
            #expect(ofIntruder.isSubset(of: calls.compactMap { $0["eventID"]?.string }) && ofIntruder.count >= 18)
        }
    }

    /// A leaked key, a role, an instance, and what that instance says then.
    @Test func leakedKeyLeadsToABeacon() throws {
        let trail = try Self.trail(5)
        let truth = Self.truth(trail)
        let incident = try #require(truth["cloudTrail"]?["incidents"]?.array?.last)
        let calls = try #require(incident["calls"]?.array)
        let names = calls.compactMap { $0["eventName"]?.string }
        #expect(
            Array(names.prefix(6)) == [
                "GetCallerIdentity", "ListBuckets", "DescribeInstances", "AssumeRole", "GetCallerIdentity",
                "RunInstances",
            ])
        let records = try trail.records()
        let run = try #require(records.first { $0["eventID"] == calls[5]["eventID"] })
        let instance = run["responseElements"]?["instancesSet"]?["items"]?[0]
        #expect(instance?["instanceId"] == incident["instance"])
        let assume = try #require(records.first { $0["eventID"] == calls[3]["eventID"] })
        #expect(
            assume["responseElements"]?["credentials"]?["accessKeyId"] == run["userIdentity"]?["accessKeyId"])
        #expect(assume["userIdentity"]?["userName"] == "deploy")

        // The interface says nothing before, and afterwards speaks to the intruder.
        let interface = try #require(incident["interface"]?.string)
        let launch = try #require(Timestamp(iso8601: run["eventTime"]?.string ?? ""))
        let text = trail.flowLogs.objects.flatMap { trail.flowLogs.content(of: $0).members[0] }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").filter { $0.contains(interface) }
        #expect(!lines.isEmpty)
        for line in lines {
            let columns = line.split(separator: " ")
            #expect(Int64(columns[10]).map { $0 >= launch.seconds } == true, "\(line)")
        }
        let address = try #require(incident["sourceIPAddress"]?.string)
        #expect(lines.count { $0.contains(" \(address) ") } >= 20)
        #expect(instance?["privateIpAddress"]?.string.map { own in lines.contains { $0.contains(" \(own) ") } } == true)
    }

    /// What a run is too short for is not told.
    @Test func endsOfInsightsLieWithinTheRun() throws {
        let trail = try Self.trail(6, duration: 600)
        let states = try trail.objects.filter(\.isInsight).flatMap {
            try JSONValue(parsing: trail.file(of: $0).content)["Records"]?.array ?? []
        }.compactMap { $0["insightDetails"]?["state"]?.string }
        #expect(states == ["Start", "Start"])
        #expect(Self.truth(trail)["cloudTrail"]?["insights"]?.integer == 2)
    }

    @Test func trailWithoutFilesIsTold() throws {
        var configuration = SynthesisConfiguration()
        configuration.hasIncidents = false
        let trail = try TrailSynthesis.small(configuration, calls: 0)
        #expect(trail.objects.isEmpty)
        var maker = TrailDigestMaker(trail)
        let digests = maker.digests()
        #expect(digests?.count == 1)
        let known = Self.truth(trail)["cloudTrail"]
        #expect(known?["records"]?.integer == 0 && known?["trail"] == "management-events")
    }

    @Test func unusualCallsAreInsights() throws {
        let trail = try Self.trail(6)
        let files = try trail.objects.filter(\.isInsight)
            .map { try JSONValue(parsing: trail.file(of: $0).content)["Records"]?.array ?? [] }
        let records = files.flatMap { $0 }
        #expect(records.count == 4)
        for record in records {
            #expect(record["eventType"] == "AwsCloudTrailInsight" && record["userIdentity"] == nil)
            #expect(record["eventCategory"] == "Insight")
        }
        for name in ["GetSecretValue", "RunInstances"] {
            let pair = records.filter { $0["insightDetails"]?["eventName"]?.string == name }
            #expect(pair.compactMap { $0["insightDetails"]?["state"]?.string } == ["Start", "End"])
            #expect(Set(pair.compactMap { $0["sharedEventID"]?.string }).count == 1)
            #expect(Set(pair.compactMap { $0["eventID"]?.string }).count == 2)
        }
    }
}
