import Foundation
import Gzip
import MockAWS
import TestSupport
import Testing

/// `cloudtrail_reader scan` as a process.
@Suite(.timeLimit(.minutes(15))) struct CloudTrailScanTests {
    private let folder: TemporaryFolder
    private let mock: MockAWS

    /// Thirty files of two records each.
    private static let identifiers = (0..<60).map { "event-\($0)" }

    init() throws {
        folder = try TemporaryFolder()
        for number in 0..<30 {
            let minute = String(100 + number).dropFirst()
            let key =
                "AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/04/"
                + "123456789012_CloudTrail_us-east-1_20260304T10\(minute)Z_AAAABBBBCCCCDDDD.json.gz"
            let records = (0..<2).map { #"{"eventID":"event-\#(number * 2 + $0)","text":"[{\"]"}"# }
            let text = "{\"Records\": [\n" + records.joined(separator: ",\n") + "\n]}\n"
            try folder.write("world/s3/trail-logs/\(key)", Deflater.gzip(Array(text.utf8)))
        }
        try folder.write("world/s3/flow-logs/AWSLogs/123456789012/vpcflowlogs/x", [1])
        mock = try MockAWS.start(world: folder.path + "/world")
    }

    private var environment: [String: String] {
        [
            "HOME": folder.path, "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": mock.endpoint,
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
            "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
        ]
    }

    private var state: String { folder.path + "/scan.sqlite" }

    private func end() {
        mock.stop()
        folder.remove()
    }

    private func run(_ arguments: String...) async throws -> ProgramRun {
        try await ProgramRun.run("cloudtrail_reader", arguments, environment: environment)
    }

    private func identifiers(_ lines: [String]) -> [String] {
        lines.compactMap { $0.split(separator: "\"").dropFirst(3).first.map(String.init) }
    }

    @Test func recordsArePrintedOnceAsTheyStand() async throws {
        defer { end() }
        let first = try await run("scan", "trail-logs", "--state", state)
        #expect(first.status == 0 && identifiers(first.lines) == Self.identifiers)
        #expect(first.lines.first == #"{"eventID":"event-0","text":"[{\"]"}"#)
        #expect(first.errorLines == ["scan: 30 listed, 30 read, 0 late, 0 archived, 0 failed, 0 already seen"])
        let second = try await run("scan", "trail-logs", "--state", state)
        #expect(second.status == 0 && second.lines.isEmpty)
        #expect(
            second.errorLines == [
                "scan: 0 listed, 0 read, 0 late, 0 archived, 0 failed, 0 already seen, 1 closed days left out"
            ])
    }

    @Test(arguments: [
        (["scan", "flow-logs"], 1, "nothing like AWSLogs/<account>/CloudTrail/<region>/"),
        (["scan", "no-such-bucket"], 1, "NoSuchBucket"), (["scan", "b"], 64, "'b' names no bucket"),
        (["scan", "trail-logs", "--start-time", "soon"], 64, "--start-time 'soon' is no time"),
        (["scan", "trail-logs", "--lateness", "long"], 64, "--lateness 'long' is no span of time"),
        (["scan", "trail-logs", "--external-id", "x"], 64, "must give a --role-arn"),
        (["scan", "trail-logs", "--thread-count", "-1"], 64, "--thread-count"), (["sacn"], 64, "sacn"),
        (["scan"], 64, "bucket"), (["scan", "trail-logs", "--endpoint-url", "http://127.0.0.1:1"], 69, "127.0.0.1"),
    ])
    func failureIsOneLineAndAStatus(arguments: [String], status: Int32, text: String) async throws {
        defer { end() }
        var environment = environment
        environment["AWS_MAX_ATTEMPTS"] = "1"
        let run = try await ProgramRun.run(
            "cloudtrail_reader", arguments + (arguments.count > 1 ? ["--quiet"] : []), environment: environment)
        #expect(run.status == status, "\(run.errorText)")
        let errors = run.errorLines.filter { $0.hasPrefix("error: ") }
        #expect(errors.count == 1 && errors.first?.contains(text) == true, "\(run.errorText)")
    }

    @Test func helpIsPrinted() async throws {
        defer { end() }
        for arguments in [["--help"], ["help", "scan"], ["scan", "--help"], ["--version"], []] {
            let run = try await ProgramRun.run("cloudtrail_reader", arguments, environment: environment)
            #expect(run.status == 0 && !run.lines.isEmpty && run.errorText.isEmpty, "\(arguments)")
        }
    }

    /// Runs until `count` lines were printed, then kills it without notice, or with the signal.
    private func runUntil(_ count: Int, signal: Int32, threads: Int) async throws -> [String] {
        try await InterruptedRun.run(
            until: count, signal: signal, "cloudtrail_reader",
            ["scan", "trail-logs", "--state", state, "--thread-count", "\(threads)"], environment: environment
        ).lines
    }

    @Test(arguments: [1, 3]) func killedScansLoseNothingAndRepeatAtMostAnObjectAWorker(threads: Int) async throws {
        defer { end() }
        var lines: [String] = []
        let kills = 6
        for number in 0..<kills { lines += try await runUntil(1 + number, signal: SIGKILL, threads: threads) }
        let last = try await run("scan", "trail-logs", "--state", state)
        #expect(last.status == 0, "\(last.errorText)")
        let found = identifiers(lines + last.lines)
        #expect(Set(found) == Set(Self.identifiers))
        #expect(found.count - Self.identifiers.count <= 2 * kills * threads)
    }

    @Test func interruptedScanRepeatsNothing() async throws {
        defer { end() }
        let lines = try await runUntil(3, signal: SIGTERM, threads: 2)
        let last = try await run("scan", "trail-logs", "--state", state)
        #expect(identifiers(lines + last.lines) == Self.identifiers)
    }
}
