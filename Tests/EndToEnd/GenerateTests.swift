import Digests
import Foundation
import JSON
import MockAWS
import TestSupport
import Testing

/// `mock-aws generate`, and what `flowlogs_reader` finds in its worlds.
@Suite(.timeLimit(.minutes(15))) struct GenerateTests {
    private static let hour = ["-s", "2026-03-04 00:00:00", "-e", "2026-03-04 00:30:00"]
    private let folder: TemporaryFolder
    private var world: String { folder.path + "/world" }

    init() throws { folder = try TemporaryFolder() }

    private func generate(_ arguments: [String], into name: String = "world") async throws -> ProgramRun {
        try await ProgramRun.run("mock-aws", ["generate", "\(folder.path)/\(name)"] + arguments)
    }

    private func truth(_ name: String = "world") throws -> JSONValue {
        try JSONValue(parsing: try folder.read("\(name)/truth.json"))
    }

    /// The sum of a run's output, and its lines.
    private func read(_ mock: MockAWS, _ arguments: [String], region: String = "us-east-1") async throws -> ProgramRun {
        var variables = [
            "HOME": folder.path, "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": region,
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": mock.endpoint,
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        return try await ProgramRun.run("flowlogs_reader", Self.hour + arguments, environment: variables)
    }

    private func check(
        _ mock: MockAWS, _ location: [String], _ known: JSONValue?, region: String = "us-east-1"
    ) async throws {
        let records = try #require(known?["records"]?.integer)
        let print = try await read(mock, location + ["print"], region: region)
        #expect(print.status == 0 && Int64(print.lines.count) == records, "\(print.errorText)")
        let skipped = known?["skipped"]?.object?.reduce(0) { $0 + ($1.value.integer ?? 0) } ?? 0
        #expect((print.errorLines.first.map { $0.contains("skipped \(skipped) ") } ?? false) == (skipped > 0))
        for action in ["ipset", "aggregate"] {
            let run = try await read(mock, location + [action], region: region)
            #expect(run.status == 0, "\(run.errorText)")
            #expect(Int64(run.lines.count) == known?[action]?["lines"]?.integer)
            #expect(SHA256.hash(run.output).hexString == known?[action]?["sha256"]?.string, "\(action)")
        }
    }

    @Test(arguments: [
        ["--layout", "daily", "--version", "2"],
        ["--layout", "hourly", "--version", "5", "--aggregation", "600", "--prefix", "team/network"],
        ["--layout", "hive", "--version", "11", "--organization", "o-exampleorgid"],
        ["--layout", "hive-hourly", "--version", "tgw"],
    ])
    func readersFindWhatIsTrue(arguments: [String]) async throws {
        defer { folder.remove() }
        let made = try await generate(
            arguments + [
                "--duration", "30m", "--rate", "4", "--accounts", "123456789012,210987654321", "--late-share", "10",
                "--destination", "both", "--pathology", "crlf", "--pathology", "malformed-number=2", "--pathology",
                "two-members", "--pathology", "empty", "--pathology", "file-name",
            ])
        #expect(made.status == 0 && made.lines.count == 1, "\(made.errorText)")
        let truth = try truth()
        let mock = try MockAWS.start(world: world)
        defer { mock.stop() }
        let location = try #require(truth["s3"]?["location"]?.string)
        try await check(mock, ["--location-type", "s3", location], truth["s3"])
        // Unknown access keys belong to the first account.
        try await check(mock, ["/vpc/flow-logs"], truth["logGroups"]?[0])
    }

    /// The server makes the text that would have been written.
    @Test func endlessBucketsAreThoseThatAreWritten() async throws {
        defer { folder.remove() }
        let arguments = [
            "--duration", "30m", "--rate", "20", "--layout", "hive-hourly", "--regions", "us-east-1,eu-west-1",
        ]
        #expect(try await generate(arguments).status == 0)
        let made = try await generate(arguments + ["--endless"], into: "endless")
        #expect(made.status == 0 && made.lines.count == 1, "\(made.errorText)")
        #expect(try folder.names("endless") == ["truth.json", "world.json"])
        let mock = try MockAWS.start(world: folder.path + "/endless")
        defer { mock.stop() }
        let truth = try truth()
        let location = try #require(truth["s3"]?["location"]?.string)
        try await check(mock, ["--location-type", "s3", location], truth["s3"])
        try await check(mock, ["--location-type", "s3", "--thread-count", "4", location], truth["s3"])
    }

    private func readTrail(_ mock: MockAWS, _ arguments: [String]) async throws -> ProgramRun {
        var variables = [
            "HOME": folder.path, "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": mock.endpoint,
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        return try await ProgramRun.run("cloudtrail_reader", arguments, environment: variables)
    }

    @Test(arguments: [
        [], ["--organization", "o-exampleorgid", "--accounts", "123456789012,210987654321"],
        ["--trail-prefix", "security/logs", "--regions", "eu-west-1,us-east-1", "--trail-rate", "200"],
    ])
    func readersFindWhatIsTrueOfATrail(arguments: [String]) async throws {
        defer { folder.remove() }
        let made = try await generate(
            arguments + ["--trail", "--duration", "90m", "--rate", "1", "--destination", "none"])
        #expect(made.status == 0 && made.lines.count == 1, "\(made.errorText)")
        let truth = try truth()
        #expect(truth["s3"] == nil)
        let known = try #require(truth["cloudTrail"])
        let location = try #require(known["location"]?.string)
        let mock = try MockAWS.start(world: world)
        defer { mock.stop() }
        let print = try await readTrail(mock, ["scan", location, "--validate"])
        #expect(print.status == 0 && Int64(print.lines.count) == known["records"]?.integer, "\(print.errorText)")
        #expect(print.errorText.contains(" 0 gaps,") && print.errorText.contains("0 not covered yet"))
        for action in ["services", "errors", "logins"] {
            let run = try await readTrail(mock, ["scan", location, "--action", action])
            #expect(run.status == 0, "\(run.errorText)")
            #expect(SHA256.hash(run.output).hexString == known[action]?["sha256"]?.string, "\(action)")
        }
        let window = ["--start-time", "2026-03-04", "--end-time", "2026-03-04T02:00:00Z"]
        let valid = try await readTrail(mock, ["validate", location] + window)
        #expect(valid.status == 0, "\(valid.outputText)")
        let digests = try #require(known["digests"]?.integer)
        #expect(valid.outputText.contains("\(digests)/\(digests) digest files valid"), "\(valid.outputText)")
    }

    /// What is odd is told, and takes nothing away.
    @Test func oddLogFilesAreReadAllTheSame() async throws {
        defer { folder.remove() }
        let names = [
            "pretty-printed", "bare-list", "json-lines", "old-version", "null-identity", "odd-time", "odd-values",
            "duplicate-event", "not-a-record=2", "broken-record", "no-records",
        ]
        let made = try await generate(
            ["--trail", "--destination", "none", "--duration", "2h"] + names.flatMap { ["--trail-pathology", $0] })
        #expect(made.status == 0, "\(made.errorText)")
        let known = try #require(try truth()["cloudTrail"])
        #expect(known["skipped"]?["notAnObject"]?.integer == 2 && known["skipped"]?["syntax"]?.integer == 1)
        let mock = try MockAWS.start(world: world)
        defer { mock.stop() }
        for action in ["services", "errors", "logins"] {
            let run = try await readTrail(mock, ["scan", "cloudtrail-logs", "--validate", "--action", action])
            // Three files hold what is no event.
            #expect(run.status == 1 && run.errorLines.count { $0.contains("no events: ") } == 3, "\(run.errorText)")
            #expect(run.errorText.contains(" 0 altered, 0 missing, 0 unsigned, 0 not covered yet"), "\(run.errorText)")
            #expect(SHA256.hash(run.output).hexString == known[action]?["sha256"]?.string, "\(action)")
        }
    }

    @Test func threadsMakeNoDifference() async throws {
        defer { folder.remove() }
        let arguments = [
            "--duration", "20m", "--destination", "both", "--pathology", "long-line", "--late-share", "20", "--trail",
        ]
        for (threads, name) in [("1", "one"), ("4", "four")] {
            let run = try await generate(arguments + ["--threads", threads], into: name)
            #expect(run.status == 0, "\(run.errorText)")
        }
        let same = try await ProgramRun.run("/usr/bin/diff", ["-r", "\(folder.path)/one", "\(folder.path)/four"])
        #expect(same.status == 0, "\(same.outputText)")
    }

    @Test func onlyGeneratedWorldsAreReplaced() async throws {
        defer { folder.remove() }
        let short = ["--duration", "5m", "--rate", "0"]
        #expect(try await generate(short).status == 0)
        let before = try folder.read("world/truth.json")
        let refused = try await generate(short + ["--seed", "2"])
        #expect(refused.status == 1 && refused.errorLines.count == 1 && refused.errorText.contains("--force"))
        #expect(try folder.read("world/truth.json") == before)
        #expect(try await generate(short + ["--seed", "2", "--force"]).status == 0)
        #expect(try folder.read("world/truth.json") != before)

        try folder.write("mine/letter.txt", [1])
        let spared = try await generate(short + ["--force"], into: "mine")
        #expect(spared.status == 1 && spared.errorText.contains("truth.json"))
        #expect(try folder.read("mine/letter.txt") == [1])
        #expect(try folder.names(".") == ["mine", "world"])
    }

    @Test(arguments: [
        (["--start", "yesterday"], "--start"), (["--duration", "1 week"], "--duration"),
        (["--version", "6"], "--version"), (["--version", "5", "--format", "${bytes}"], "--format"),
        (["--pathology", "plague"], "--pathology"),
        (["--pathology", "crlf=9223372036854775807", "--pathology", "empty=1"], "--pathology:"),
        (["--trail-rate", "5"], "--trail"), (["--no-digests"], "--trail"), (["--late-share", "101"], "--late-share"),
        (["--threads", "0"], "--threads"), (["--level", "10"], "--level"),
        (["--destination", "cwl", "--pathology", "crlf"], "--pathology"),
        (["--endless", "--late-share", "1"], "--endless"), (["--endless", "--trail"], "--endless"),
        (["--endless", "--rate", "3001"], "--rate:"),
        (["--destination", "none"], "--destination"), (["--trail", "--trail-bucket", "flow-logs"], "--trail-bucket"),
        (["--trail", "--trail-rate", "60000"], "--trail-rate:"), (["--trail", "--trail-name", "a b"], "--trail-name:"),
        (["--trail", "--trail-pathology", "plague"], "--trail-pathology"),
        (["--trail", "--trail-pathology", "odd-time=1000"], "--trail-pathology:"),
        (["--format", "${bytes} ${colour}"], "--format: there is no field colour"),
        (["--accounts", "1"], "--accounts:"),
        (["--duration", "7m"], "--duration:"), (["--aggregation", "61"], "--aggregation:"),
        (["--version", "5", "--pathology", "no-header"], "--pathology: no-header"),
    ])
    func wrongArgumentsAreRefused(arguments: [String], message: String) async throws {
        defer { folder.remove() }
        let run = try await generate(arguments)
        #expect(run.status == 64 && run.errorText.contains(message), "\(run.errorText)")
        #expect(!message.hasSuffix(":") || run.errorLines.count == 1)
        #expect(try folder.names(".").isEmpty)
    }
}
