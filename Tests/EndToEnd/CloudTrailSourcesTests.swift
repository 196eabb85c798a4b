import Foundation
import Gzip
import MockAWS
import TestSupport
import Testing

/// `cloudtrail_reader scan` from a folder and from LookupEvents, and into a store, as a process.
@Suite(.timeLimit(.minutes(15))) struct CloudTrailSourcesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for number in 0..<3 {
            let records = (0..<2).map { record(number * 2 + $0) }
            let text = "{\"Records\": [\n" + records.joined(separator: ",\n") + "\n]}\n"
            try folder.write("logs/2026/03/04/\(number).json.gz", Deflater.gzip(Array(text.utf8)))
        }
    }

    private func record(_ number: Int) -> String {
        let name = number % 2 == 0 ? "RunInstances" : "DescribeInstances"
        return #"{"eventID":"event-\#(number)","eventName":"\#(name)","eventTime":"2026-03-04T10:0\#(number):00Z"}"#
    }

    private var records: [String] { (0..<6).map(record) }
    private var store: String { folder.path + "/events.sqlite" }
    private var logs: String { folder.path + "/logs" }

    private func run(
        _ arguments: [String], endpoint: String = "http://127.0.0.1:1"
    ) async throws -> ProgramRun {
        try await ProgramRun.run(
            "cloudtrail_reader", ["scan"] + arguments,
            environment: [
                "HOME": folder.path, "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret",
                "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": endpoint,
                "AWS_MAX_ATTEMPTS": "1", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
                "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
            ])
    }

    @Test func folderAndFileArePrintedWithoutAWS() async throws {
        defer { folder.remove() }
        let all = try await run(["--location-type", "file", logs])
        #expect(all.status == 0 && all.lines == records, "\(all.errorText)")
        #expect(all.errorLines == ["scan: 3 listed, 3 read, 0 late, 0 archived, 0 failed, 0 already seen"])
        let one = try await run(["--location-type", "file", logs + "/2026/03/04/1.json.gz", "--quiet"])
        #expect(one.status == 0 && one.lines == Array(records[2..<4]) && one.errorText.isEmpty)
    }

    @Test func windowOfAFolderIsThatOfTheEvents() async throws {
        defer { folder.remove() }
        let run = try await run([
            "--location-type", "file", logs, "-s", "2026-03-04T10:01:00Z", "-e", "2026-03-04 10:04:00", "--event-name",
            "DescribeInstances",
        ])
        #expect(run.status == 0 && run.lines == [records[1], records[3]])
    }

    @Test func damagedFileIsTold() async throws {
        defer { folder.remove() }
        try folder.write("logs/2026/03/04/1.json.gz", Array(Deflater.gzip(Array("{}".utf8)).dropLast(2)))
        let run = try await run(["--location-type", "file", logs])
        #expect(run.status == 1 && run.lines == Array(records[0..<2] + records[4..<6]))
        #expect(run.errorLines.first?.hasPrefix("error: \(logs)/2026/03/04/1.json.gz: ") == true, "\(run.errorText)")
    }

    @Test(arguments: [[], ["--store"]])
    func recordsThatAreNoEventsAreToldFileByFile(arguments: [String]) async throws {
        defer { folder.remove() }
        let text = #"{"Records": [1, \#(record(6)), {"eventName": tru}, [], \#(record(7))]}"#
        try folder.write("logs/2026/03/04/3.json.gz", Deflater.gzip(Array(text.utf8)))
        try folder.write("logs/2026/03/04/4.json", Array(#"{"Records": [null]}"#.utf8))
        let run = try await run(["--location-type", "file", logs] + arguments + (arguments.isEmpty ? [] : [store]))
        #expect(run.status == 1 && run.lines == (arguments.isEmpty ? (0..<8).map(record) : []))
        #expect(
            run.errorLines.prefix(2) == [
                "error: \(logs)/2026/03/04/3.json.gz: no events: 2 not an object, 1 not JSON; the first at byte 13 of the text",
                "error: \(logs)/2026/03/04/4.json: no events: 1 not an object; the first at byte 13 of the text",
            ])
    }

    @Test func namesOfAListKeepTheBlanksInThem() async throws {
        defer { folder.remove() }
        let event = #"{"eventID":"a","eventName":"X","sourceIPAddress":"AWS Internal"}"#
        try folder.write("log.json", Array(event.utf8))
        let run = try await run([
            "--location-type", "file", folder.path + "/log.json", "--source-ip", " AWS Internal , y",
        ])
        #expect(run.status == 0 && run.lines == [event])
    }

    @Test func eventsAreStoredOnce() async throws {
        defer { folder.remove() }
        let first = try await run(["--location-type", "file", logs, "--store", store, "--event-name", "RunInstances"])
        #expect(first.status == 0 && first.lines.isEmpty, "\(first.errorText)")
        #expect(first.errorLines.last == "store: 3 events stored, 0 were there already")
        let second = try await run(["--location-type", "file", logs, "--store", store])
        #expect(second.errorLines.last == "store: 3 events stored, 3 were there already")
        #expect(try folder.names("").sorted() == ["events.sqlite", "logs"])
    }

    @Test func fileThatIsNoStoreIsLeftAlone() async throws {
        defer { folder.remove() }
        try folder.write("events.sqlite", Array("something else".utf8))
        let run = try await run(["--location-type", "file", logs, "--store", store])
        #expect(run.status == 64 && run.errorText.contains("is no store of events"), "\(run.errorText)")
        #expect(try folder.read("events.sqlite") == Array("something else".utf8))
    }

    @Test func eventsAreLookedUp() async throws {
        defer { folder.remove() }
        let records = (0..<60).map { number in
            #"{"eventID":"e-\#(number)","eventName":"\#(number % 2 == 0 ? "A" : "B")","#
                + #""eventTime":"2026-03-04T10:\#(10 + number / 2):00Z","awsRegion":"us-east-1"}"#
        }
        try folder.write("world/world.json", Array(#"{"clock":"2026-03-04T12:00:00Z"}"#.utf8))
        try folder.write(
            "world/cloudtrail/events.json", Array("{\"Records\":[\(records.joined(separator: ","))]}".utf8))
        let mock = try MockAWS.start(world: folder.path + "/world")
        defer { mock.stop() }
        let all = try await run(["--location-type", "api"], endpoint: mock.endpoint)
        #expect(all.status == 0 && Set(all.lines) == Set(records) && all.lines.count == 60, "\(all.errorText)")
        #expect(all.errorLines == ["lookup: 1 regions, 2 pages, 60 events, 0 failed"])
        let times = all.lines.map { $0.split(separator: "\"").dropLast(5).last ?? "" }
        #expect(times == times.sorted(by: >))
        let some = try await run(
            [
                "--location-type", "api", "--event-name", "A", "--include-regions", "eu-west-1,us-east-1", "--store",
                store,
            ],
            endpoint: mock.endpoint)
        #expect(some.status == 0 && some.lines.isEmpty)
        #expect(
            some.errorLines == [
                "lookup: 2 regions, 1 pages, 30 events, 0 failed", "store: 30 events stored, 0 were there already",
            ])
        let none = try await run(
            ["--location-type", "api", "--lookup-attribute", "EventId=e-7", "--event-name", "A"],
            endpoint: mock.endpoint)
        #expect(none.status == 0 && none.lines.isEmpty)
        #expect(none.errorLines == ["lookup: 1 regions, 1 pages, 1 events, 0 failed"])
    }

    @Test func emptyWindowIsNotLookedUp() async throws {
        defer { folder.remove() }
        let run = try await run(["--location-type", "api", "-s", "2026-03-05", "-e", "2026-03-04"])
        #expect(run.status == 0 && run.lines.isEmpty, "\(run.errorText)")
        #expect(run.errorLines.first?.contains("the window is empty") == true)
    }

    @Test(arguments: [
        (["--location-type", "api", "bucket"], 64, "takes no location"), (["--location-type", "file"], 64, "folder"),
        (["--location-type", "file", "/nonexistent"], 64, "/nonexistent: No such file"),
        (["--location-type", "file", "/tmp", "--state", "x"], 64, "--state does not go with --location-type file"),
        (["--location-type", "file", "/tmp", "--include-regions", "x"], 64, "--include-regions does not go with"),
        (["--location-type", "api", "--include-accounts", "1"], 64, "--include-accounts does not go with"),
        (["bucket", "--lookup-attribute", "Username=a"], 64, "--lookup-attribute does not go with"),
        (["--location-type", "api", "--lookup-attribute", "alice"], 64, "such as Username=alice"),
        (["--location-type", "api", "--lookup-attribute", "Username="], 64, "such as Username=alice"),
        (["--location-type", "api", "--lookup-attribute", "username=alice"], 64, "give one of EventId, EventName,"),
        (["--location-type", "api", "--lookup-attribute", "ResourceName=YQ=="], 69, "127.0.0.1"),
        (["--location-type", "file", "-"], 1, "standard input: it is empty"),
        (["--location-type", "file", "/dev/null", "--store", ""], 64, "an empty path"),
        (["bucket", "--state", ""], 64, "an empty path"),
        (["bucket", "--store", "x.sqlite", "--action", "print"], 64, "give --store or --action, not both"),
        (["--location-type", "file", "/dev/null", "--store", "/nonexistent/x"], 74, "/nonexistent/x"),
        (["--location-type", "api"], 69, "127.0.0.1"), (["bucket", "--error-code", ","], 64, "names nothing"),
    ])
    func failureIsOneLineAndAStatus(arguments: [String], status: Int32, text: String) async throws {
        defer { folder.remove() }
        let run = try await run(arguments + ["--quiet"])
        #expect(run.status == status, "\(run.errorText)")
        let errors = run.errorLines.filter { $0.hasPrefix("error: ") }
        #expect(errors.count == 1 && errors.first?.contains(text) == true, "\(run.errorText)")
    }
}
