import Foundation
import TestSupport
import Testing

/// A world of the past in a reader's last hour.
@Suite(.timeLimit(.minutes(15)))
struct ShiftTests {
    private static let quickstart = SharedFiles.packageFolder.appending(path: "recordings/quickstart").path

    private func run(_ options: [String], _ command: [String]) async throws -> ProgramRun {
        var variables: [String: String] = [:]
        for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        return try await ProgramRun.run(
            "mock-aws",
            ["exec", "--world", Self.quickstart] + options + ["--", ProgramRun.path("flowlogs_reader")] + command,
            environment: variables)
    }

    @Test(arguments: [["--location-type", "s3", "quickstart-flow-logs"], ["/vpc/flow-logs"], ["/tgw/flow-logs"]])
    func theLastHourShowsTheEndOfTheWorld(location: [String]) async throws {
        let before = Int(Date().timeIntervalSince1970)
        let run = try await run(["--shift-to", "now"], location)
        #expect(run.status == 0, "\(run.errorText)")
        #expect(!run.lines.isEmpty, "\(run.errorText)")
        #expect(run.errorText.contains("mock-aws: note: moved in time: 2026-03-05T00:34:14Z is now "))
        for line in run.lines {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            let start = numbers.first { (1_000_000_000...2_147_483_647).contains($0) }
            #expect(start.map { abs($0 - before) <= 3700 } == true, "\(line)")
        }
    }

    @Test func wholeDayIsThereUnderItsNewDate() async throws {
        let window = ["-s", "2030-01-01 00:00:00", "-e", "2030-01-02 00:00:00"]
        let options = ["--shift-to", "2030-01-02T00:00:00Z", "--shift-from", "2026-03-05T00:00:00Z", "--quiet"]
        for (location, count) in [
            (["--location-type", "s3", "quickstart-flow-logs"], 720),
            (["--location-type", "s3", "quickstart-hive"], 48),
            (["--location-type", "s3", "quickstart-hourly/team/network"], 120), (["/vpc/flow-logs"], 90),
            (["/vpc/two-formats"], 60),
        ] {
            let run = try await run(options, window + location)
            #expect(run.status == 0 && run.lines.count == count, "\(location): \(run.lines.count) \(run.errorText)")
            #expect(run.lines.allSatisfy { $0.contains(" 18934") || $0.contains(" 18935") })
        }
    }

    @Test(arguments: [
        (["--shift-to", "tomorrow"], "--shift-to"), (["--shift-from", "2026-03-05T00:00:00Z"], "--shift-from needs"),
        (["--shift-to", "now", "--shift-from", "x"], "--shift-from must be a time"),
    ])
    func wrongOptionsAreRefused(options: [String], message: String) async throws {
        let run = try await run(options, ["/vpc/flow-logs"])
        #expect(run.status == 64 && run.errorText.contains(message), "\(run.errorText)")
    }
}
