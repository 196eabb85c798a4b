import Foundation
import Gzip
import MockAWS
import TestSupport
import Testing

/// The rows of the table "Differences from flowlogs_reader 5.0.1", and what is the same.
@Suite struct DifferencesTests {
    @Test(.timeLimit(.minutes(15)), arguments: rows)
    func rowHolds(_ row: CommandCase) async throws {
        try await row.check()
    }

    @Test(.timeLimit(.minutes(15)), arguments: common)
    func readsAs501(_ row: CommandCase) async throws {
        try await row.check()
    }

    private static let nodata =
        "2 123456789012 eni-0a1b2c3d - - - - - - - \(FlowLogWorld.start) \(FlowLogWorld.start + 59) - NODATA"
        + String(repeating: " -", count: 33)
    private static let aggregateHeader = "bytes\tdstaddr\tdstport\tend\tpackets\tprotocol\tsrcaddr\tsrcport\tstart"

    static let rows: [CommandCase] = [
        CommandCase(
            name: "0 prints as 0", arguments: CommandCase.s3("odd-bucket", "--quiet"), status: 0,
            output: [FlowLogWorld.printed(1), FlowLogWorld.printed(3, port: 0), nodata]),
        CommandCase(
            name: "--zero-as-dash prints the old bytes",
            arguments: CommandCase.s3("odd-bucket", "--quiet", "--zero-as-dash"), status: 0,
            output: [
                FlowLogWorld.printed(1), FlowLogWorld.printed(3).replacingOccurrences(of: " 443 ", with: " - "), nodata,
            ]),
        CommandCase(
            name: "--profile works", arguments: CommandCase.s3("good-bucket", "print", "1", "--profile", "dev"),
            environment: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""],
            files: [".aws/credentials": "[dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = secret\n"],
            status: 0, output: CommandCase.printed([1])),
        CommandCase(
            name: "--role-arn keeps --region",
            arguments: CommandCase.logs(
                "good-group", "print", "1", "--region", FlowLogWorld.region, "--role-arn",
                "arn:aws:iam::123456789012:role/reader", "--external-id", "the-external-id"),
            environment: ["AWS_REGION": "eu-west-1"], status: 0, output: CommandCase.printed([10])),
        CommandCase(
            name: "aggregate of nothing prints the header",
            arguments: [
                "--location-type", "s3", "-s", "2020-05-01 00:00:00", "-e", "2020-05-02 00:00:00", "good-bucket",
                "aggregate",
            ], status: 0, output: [aggregateHeader]),
        CommandCase(
            name: "ipset is sorted and leaves absent addresses out",
            arguments: CommandCase.s3("odd-bucket", "ipset", "--quiet"), status: 0,
            output: ["192.0.2.1", "198.51.100.7"]),
        CommandCase(
            name: "skipped records are counted", arguments: CommandCase.s3("odd-bucket", "ipset"), status: 0,
            errorLines: ["^skipped 2 records: "]),
        CommandCase(
            name: "Hive-style keys are read", arguments: CommandCase.s3("hive-bucket"), status: 0,
            output: CommandCase.printed(1...3)),
        CommandCase(
            name: "keys of an organisation are read", arguments: CommandCase.s3("organization-bucket"), status: 0,
            output: CommandCase.printed(1...3)),
        CommandCase(
            name: "a log stream that was never written to is skipped",
            arguments: CommandCase.logs("good-group", "--thread-count", "4"), status: 0,
            output: CommandCase.printed([15, 25, 35, 10, 20, 30])),
        CommandCase(
            name: "records without start and end print -", arguments: CommandCase.s3("no-times-bucket"), status: 0,
            output: ["- - - 192.0.2.9 198.51.100.7 1 2 6 4 3" + String(repeating: " -", count: 37)]),
        CommandCase(
            name: "a log group without a flow log is read in the default format",
            arguments: CommandCase.logs("undescribed-group"), status: 0,
            errorLines: ["^note: EC2 knows no flow log that writes to log group undescribed-group; "],
            output: CommandCase.printed([1])),
        CommandCase(
            name: "lines of several formats are told apart", arguments: CommandCase.logs("two-formats-group"),
            status: 0, errorLines: ["^note: flow logs of 2 formats write to log group two-formats-group; "],
            output: [
                FlowLogWorld.printed(1),
                "- - - 192.0.2.8 198.51.100.7 - - - - - \(FlowLogWorld.start + 2) \(FlowLogWorld.start + 3)"
                    + String(repeating: " -", count: 35),
            ]),
        CommandCase(
            name: "options for the other kind of location are noted",
            arguments: CommandCase.s3("good-bucket", "print", "1", "--fields", "${version}"), status: 0,
            errorLines: ["^note: --fields is for --location-type cwl only; ignored$"], output: CommandCase.printed([1])),
    ]

    static let common: [CommandCase] = [
        CommandCase(
            name: "print is the default action", arguments: CommandCase.s3("good-bucket"), status: 0,
            output: CommandCase.printed(1...9)),
        CommandCase(
            name: "print N", arguments: CommandCase.s3("good-bucket", "print", "4"), status: 0,
            output: CommandCase.printed(1...4)),
        CommandCase(
            name: "print 0 prints all", arguments: CommandCase.s3("good-bucket", "print", "0"), status: 0,
            output: CommandCase.printed(1...9)),
        CommandCase(
            name: "threads keep the order of the keys",
            arguments: CommandCase.s3("good-bucket", "--thread_count=4"), status: 0,
            output: CommandCase.printed(1...9)),
        CommandCase(
            name: "options may stand between and after the words",
            arguments: ["good-bucket", "-s", "2024-05-01 10:05:00", "print", "--location-type=s3", "2"]
                + ["-e", "2024-05-01 10:10:00"], status: 0, output: CommandCase.printed([4, 5])),
        CommandCase(
            name: "the stamp decides: start is in, end is not",
            arguments: ["--location-type", "s3", "-s", "2024-05-01 10:05:00", "-e", "2024-05-01 10:10:00"]
                + ["good-bucket"], status: 0, output: CommandCase.printed(4...6)),
        CommandCase(
            name: "time format",
            arguments: ["--location-type", "s3", "--time-format", "%d.%m.%Y", "-s", "01.05.2024", "-e", "02.05.2024"]
                + ["prefix-bucket/team/network/"], status: 0, output: CommandCase.printed(1...3)),
        CommandCase(
            name: "hourly keys", arguments: CommandCase.s3("hourly-bucket"), status: 0,
            output: CommandCase.printed(1...3)),
        CommandCase(
            name: "included accounts and regions",
            arguments: CommandCase.s3(
                "good-bucket", "print", "1", "--include-accounts", "1, 123456789012", "--include-regions",
                "us-east-1,eu-west-1"), status: 0, output: CommandCase.printed([1])),
        CommandCase(
            name: "findip", arguments: CommandCase.s3("good-bucket", "findip", "192.0.2.1"), status: 0,
            output: CommandCase.printed(1...9)),
        CommandCase(
            name: "findip of others", arguments: CommandCase.s3("good-bucket", "findip", "192.0.2.99"), status: 0,
            output: []),
        CommandCase(
            name: "aggregate", arguments: CommandCase.s3("good-bucket", "aggregate", "--thread-count", "3"), status: 0,
            output: [
                aggregateHeader,
                "7560\t198.51.100.7\t49152\t2024-05-01 10:01:08\t90\t6\t192.0.2.1\t443\t2024-05-01 10:00:01",
            ]),
        CommandCase(
            name: "a log group comes interleaved by time", arguments: CommandCase.logs("good-group"), status: 0,
            output: CommandCase.printed([10, 15, 20, 25, 30, 35])),
        CommandCase(
            name: "a log group's window",
            arguments: ["-s", "2024-05-01 10:00:15", "-e", "2024-05-01 10:00:25", "good-group"], status: 0,
            output: CommandCase.printed([15, 20, 25])),
        CommandCase(
            name: "filter pattern", arguments: CommandCase.logs("good-group", "--filter-pattern", "REJECT"), status: 0,
            output: []),
        CommandCase(
            name: "fields", arguments: CommandCase.logs("good-group", "print", "1", "--fields", "${a} b interface-id"),
            status: 0, errorLines: ["^note: --fields: unknown fields: a, b$"],
            output: ["- - eni-0a1b2c3d" + String(repeating: " -", count: 44)]),
    ]

    @Test func closedPipeEndsQuietly() async throws {
        let mock = try MockAWS.start(
            MockAWSOptions(world: try World(folder: try FlowLogWorld.shared.get().folder.url.path)))
        let arguments = CommandCase.s3("many-bucket").map { "'\($0)'" }.joined(separator: " ")
        let command =
            "{ '\(ProgramRun.path("flowlogs_reader"))' \(arguments); echo \"status $?\" >&2; } | head -n 2"
        var environment = ProcessInfo.processInfo.environment.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }
        environment["AWS_ENDPOINT_URL"] = mock.endpoint
        environment["AWS_REGION"] = FlowLogWorld.region
        environment["AWS_ACCESS_KEY_ID"] = "AKIAMOCKAWSEXAMPLE01"
        environment["AWS_SECRET_ACCESS_KEY"] = "secret"
        let run = try await ProgramRun.run("/bin/sh", ["-c", command], environment: environment)
        mock.stop()
        #expect(run.lines == CommandCase.printed([1, 2]))
        #expect(run.errorText == "status 0\n")
    }

    @Test func helpAndVersionAreOutput() async throws {
        let help = try await ProgramRun.run("flowlogs_reader", ["--help"])
        #expect(help.status == 0 && help.errorText.isEmpty)
        for word in ["--location-type", "--zero-as-dash", "ipset", "EXIT STATUS"] {
            #expect(help.outputText.contains(word))
        }
        // Alone it takes a shorter way.
        for arguments in [["-h"], ["--quiet", "--help"]] {
            let other = try await ProgramRun.run("flowlogs_reader", arguments)
            #expect(other.status == 0 && other.output == help.output)
        }
        let version = try await ProgramRun.run("flowlogs_reader", ["--version"])
        #expect(version.status == 0 && version.errorText.isEmpty && version.lines.count == 1)
    }
}
