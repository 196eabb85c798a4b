import Foundation
import Testing
import Timestamps

@testable import MockAWS

@Suite struct WorldTests {
    /// Writes files below a new folder, which is gone afterwards.
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "world-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        for (path, text) in files {
            let file = root.path + "/" + path
            let folder = (file as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            #expect(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
        }
        try body(root.path)
    }

    @Test func theEmptyFolderIsTheEmptyWorld() throws {
        try withFolder([:]) { folder in
            let world = try World(folder: folder + "/")
            #expect(world.defaultAccount == "123456789012")
            #expect(world.defaultRegion == "us-east-1")
            #expect(world.buckets.isEmpty && world.logGroups.isEmpty && world.clock == .wall)
            #expect(world.credentials == [.dummy(account: "123456789012")])
        }
    }

    @Test func everythingIsRead() throws {
        try withFolder([
            "world.json": #"""
            {"description": "d", "accounts": ["111122223333", "444455556666"], "regions": ["eu-west-1", "us-east-1"],
             "clock": "2026-03-04T05:06:07Z",
             "credentials": [{"accessKeyId": "AKIA1", "secretAccessKey": "s", "account": "444455556666"}],
             "roles": [{"arn": "arn:aws:iam::111122223333:role/x/r", "externalId": "e", "trust": ["444455556666"]}],
             "flowLogs": [
               {"flowLogId": "fl-1", "resourceId": "vpc-1", "logGroupName": "/g", "tags": {"b": "2", "a": "1"}},
               {"resourceId": "tgw-1", "logDestination": "arn:aws:s3:::b/p", "region": "us-east-1",
                "destinationOptions": {"perHourPartition": true}, "tags": [{"key": "k", "value": "v"}]}],
             "buckets": [{"name": "only-named", "region": "us-east-1"},
               {"name": "b", "account": "444455556666", "lastModified": "2026-01-01T00:00:00Z",
                "objects": {"k/x": {"storageClass": "GLACIER", "contentType": "text/plain", "metadata": {"m": "1"}}}}],
             "logGroups": [{"name": "/empty", "retentionInDays": 7}, {"name": "/renamed", "folder": "plain"}]}
            """#,
            "s3/b/k/x": "abc", "s3/b/a%2Fb%20c": "", "s3/b/.gitkeep": "", "s3/README.md": "about",
            "logs/plain/s.log": "2 b\n1 a\n\n3,9 c d\r\n2 e", "logs/vpc/flow/eni-1.log": "",
            "logs/444455556666/us-east-1/%2Fvpc%2Fflow/a%2Fb.log": "\u{FEFF}5 x",
        ]) { folder in
            let world = try World(folder: folder)
            #expect(world.accounts == ["111122223333", "444455556666"] && world.regions == ["eu-west-1", "us-east-1"])
            #expect(world.clock == .fixed(Timestamp(seconds: 1_772_600_767)))
            #expect(world.credentials.map(\.account) == ["444455556666"])
            #expect(world.roles.first?.externalID == "e" && world.roles.first?.trust == ["444455556666"])

            let first = try #require(world.flowLogs.first)
            #expect(first.logDestination == "arn:aws:logs:eu-west-1:111122223333:log-group:/g")
            #expect(first.logDestinationType == "cloud-watch-logs" && first.trafficType == "ALL")
            #expect(first.logFormat == World.defaultLogFormat && first.tags.map(\.key) == ["a", "b"])
            let second = try #require(world.flowLogs.last)
            #expect(second.flowLogID == "fl-00000000000000002" && second.trafficType == nil)
            #expect(second.logDestinationType == "s3" && second.logFormat == World.defaultTransitGatewayLogFormat)
            #expect(second.destinationOptions?.perHourPartition == true && second.tags.first?.value == "v")

            #expect(world.buckets.map(\.name) == ["b", "only-named"])
            let bucket = try #require(world.buckets.first)
            #expect(bucket.objects.map(\.key) == ["a/b c", "k/x"] && bucket.region == "eu-west-1")
            #expect(bucket.objects.map(\.storageClass) == ["STANDARD", "GLACIER"])
            #expect(bucket.objects.map(\.size) == [0, 3] && bucket.objects.last?.metadata == ["m": "1"])
            #expect(bucket.objects.allSatisfy { $0.lastModified == Timestamp(iso8601: "2026-01-01T00:00:00Z") })

            #expect(world.logGroups.map(\.name) == ["/empty", "/renamed", "vpc/flow", "/vpc/flow"])
            #expect(world.logGroups.map(\.account).last == "444455556666")
            #expect(world.logGroups.last?.streams.map(\.name) == ["a/b"])
            let events = try #require(world.logGroups[1].streams.first?.events)
            let messages = events.entries.map { String(decoding: events.message($0), as: UTF8.self) }
            #expect(messages == ["a", "b", "e", "c d"])
            #expect(events.entries.map(\.timestamp) == [1, 2, 2, 3] && events.lastIngestionTime == 9)
            #expect(world.logGroups[2].streams.first?.events.isEmpty == true)
        }
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        var files: [String: String]
        /// What the error's line ends with, after the folder.
        var error: String
        var testDescription: String { error }

        init(_ files: [String: String], _ error: String) {
            self.files = files
            self.error = error
        }

        init(json: String, _ error: String) {
            self.init(["world.json": json], "/world.json: " + error)
        }
    }

    @Test(arguments: [
        Fault(["world.json": "{\n\"a\" 1}"], "/world.json:2: not JSON at byte 6: ':' was expected"),
        Fault(json: "[]", "the file must be a JSON object"),
        Fault(json: #"{"generators": {}}"#, "generators must be an array of objects"),
        Fault(json: #"{"faults": {}}"#, "faults is not supported: faults are given to --faults"),
        Fault(json: #"{"flowLogs": [{"resourceId": "vpc-1"}]}"#, "flowLogs[0].logGroupName is missing"),
        Fault(json: #"{"flowLogs": [{"logGroupName": "g"}]}"#, "flowLogs[0].resourceId is missing"),
        Fault(
            json: #"{"flowLogs": [{"resourceId": "v", "logGroupName": "g", "trafficType": "SOME"}]}"#,
            "flowLogs[0].trafficType is 'SOME'; it must be ACCEPT, REJECT, ALL"),
        Fault(json: #"{"accounts": ["1"]}"#, "accounts must name at least one account, of twelve digits each"),
        Fault(json: #"{"accounts": 1}"#, "accounts must be an array of strings"),
        Fault(json: #"{"regions": []}"#, "regions must name at least one region, such as us-east-1"),
        Fault(
            json: #"{"clock": "noon"}"#, "clock is 'noon'; it must be now, wall or a time such as 2026-03-04T05:06:07Z"),
        Fault(
            json: #"{"roles": [{"arn": "r"}]}"#, "roles[0].arn is 'r'; it must be arn:aws:iam::<account>:role/<name>"),
        Fault(json: #"{"logGroups": [{"name": "a b"}]}"#, "logGroups[0].name is no name of a log group"),
        Fault(json: #"{"clock": "now", "clock": "now"}"#, "clock stands twice"),
        Fault(
            json: #"{"roles": [{"arn": "arn:aws:iam::111122223333:role/r", "extra": 1}]}"#,
            "roles[0].extra is not known; roles[0] may have arn, credentials, externalId, maxSessionDuration, trust"),
        Fault(["s3/file": ""], "/s3/file: a bucket is a folder; this is a file"),
        Fault(["logs/g/x.txt": ""], "/logs/g/x.txt: log events lie in files <stream>.log"),
        Fault(["logs/x.log": ""], "/logs: a log stream lies in the folder of its log group"),
        Fault(["logs/g/x.log": "1 a\nx b"], "/logs/g/x.log:2: a line is <milliseconds since 1970> <message>"),
        Fault(["logs/g/x.log": "1"], "/logs/g/x.log:1: a blank and the message are expected after the time"),
        Fault(["logs/g/x.log": "1234567890123456 a"], "/logs/g/x.log:1: a line is <milliseconds since 1970> <message>"),
        Fault(["logs/g/x.log": "1,a b"], "/logs/g/x.log:1: after ',' the ingestion time in milliseconds is expected"),
        Fault(
            ["logs/a b/x.log": ""],
            "/logs/a b: 'a b' is no name of a log group; letters, digits and . - _ / # are"),
        Fault(
            ["logs/a/b/x.log": "", "logs/a%2Fb/x.log": ""],
            "/logs: two folders hold the log group a/b of account 123456789012, us-east-1"),
        Fault(
            ["logs/g/a%3Ab.log": ""],
            "/logs/g/a%3Ab.log: 'a:b' is no name of a log stream: it is empty, too long, or holds : or *"),
    ])
    func faultsAreOneLineThatNamesThePlace(_ fault: Fault) throws {
        try withFolder(fault.files) { folder in
            let error = #expect(throws: WorldError.self) { try World(folder: folder) }
            #expect(error?.description == folder + fault.error)
        }
    }

    @Test func aMemberThatIsNotKnownIsNamed() throws {
        try withFolder(["world.json": #"{"flowlogs": []}"#]) { folder in
            let error = #expect(throws: WorldError.self) { try World(folder: folder) }
            #expect(error?.description.contains("flowlogs is not known; world.json may have accounts, buckets") == true)
        }
    }

    @Test func anAbsentFolderIsNamed() {
        let error = #expect(throws: WorldError.self) { try World(folder: "/no/such/world") }
        #expect(error?.description == "/no/such/world: there is no such folder")
    }
}
