import Gzip
import TestSupport
import Testing

/// Bad input of every kind: a line that says what is wrong, what could be read all the same, and the exit status.
@Suite struct BadInputTests {
    @Test(.timeLimit(.minutes(15)), arguments: objects + contents)
    func damagedObjectIsReportedAndTheOthersAreRead(_ bad: CommandCase) async throws {
        try await bad.check()
    }

    @Test(.timeLimit(.minutes(15)), arguments: services)
    func misbehavingServiceGivesOneLine(_ bad: CommandCase) async throws {
        try await bad.check()
    }

    @Test(.timeLimit(.minutes(15)), arguments: refusals)
    func refusalGivesOneLine(_ bad: CommandCase) async throws {
        try await bad.check()
    }

    @Test(.timeLimit(.minutes(15)), arguments: wrongArguments)
    func wrongArgumentGivesOneLineAndUsage(_ bad: CommandCase) async throws {
        var bad = bad
        bad.errorLines.append("^usage: flowlogs_reader ")
        try await bad.check()
    }

    @Test(.timeLimit(.minutes(15)), arguments: wrongLocations + outputs)
    func wrongSettingGivesOneLine(_ bad: CommandCase) async throws {
        try await bad.check()
    }

    static let objects: [CommandCase] = [
        CommandCase(
            name: "corrupt gzip", arguments: CommandCase.s3("corrupt-bucket"), status: 1,
            errorLines: ["^error: s3://corrupt-bucket/AWSLogs/.*T1005Z.*: gzip: .*byte \\d+\\)$"],
            output: CommandCase.printed([1, 2, 3, 7, 8, 9])),
        CommandCase(
            name: "corrupt gzip, fail fast", arguments: CommandCase.s3("corrupt-bucket", "--fail-fast"), status: 1,
            errorLines: ["^error: s3://corrupt-bucket/AWSLogs/.*T1005Z.*: gzip: "],
            output: CommandCase.printed([1, 2, 3])),
        CommandCase(
            name: "truncated gzip", arguments: CommandCase.s3("truncated-bucket", "--thread-count", "4"), status: 1,
            errorLines: ["^error: s3://truncated-bucket/.*T1005Z.*: gzip: the stream ends too early"]),
        CommandCase(
            name: "garbage after gzip", arguments: CommandCase.s3("garbage-bucket"), status: 1,
            errorLines: ["^error: s3://garbage-bucket/.*T1005Z.*: gzip: something else than gzip follows the end"],
            output: CommandCase.printed(1...9)),
        CommandCase(
            name: "Parquet object by its name", arguments: CommandCase.s3("parquet-bucket"), status: 1,
            errorLines: ["^error: s3://parquet-bucket/.*\\.parquet: .*Parquet"],
            output: CommandCase.printed([1, 2, 3])),
        CommandCase(
            name: "Parquet object under another name", arguments: CommandCase.s3("parquet-magic-bucket"), status: 1,
            errorLines: ["^error: s3://parquet-magic-bucket/.*T1005Z.*: .*Parquet"],
            output: CommandCase.printed([1, 2, 3, 7, 8, 9])),
    ]

    static let contents: [CommandCase] = [
        CommandCase(
            name: "empty object", arguments: CommandCase.s3("empty-object-bucket"), status: 0,
            output: CommandCase.printed([1, 2, 3, 7, 8, 9])),
        CommandCase(
            name: "only a header", arguments: CommandCase.s3("header-only-bucket"), status: 0,
            output: CommandCase.printed([1, 2, 3, 7, 8, 9])),
        CommandCase(
            name: "plain text under a .gz name", arguments: CommandCase.s3("plain-bucket"), status: 0,
            output: CommandCase.printed(1...9)),
        CommandCase(
            name: "several gzip members, a header in each", arguments: CommandCase.s3("members-bucket"), status: 0,
            output: CommandCase.printed(1...9)),
        CommandCase(
            name: "malformed lines", arguments: CommandCase.s3("odd-bucket", "aggregate"), status: 0,
            errorLines: ["^skipped 2 records: 1 cut off .*, 1 with a malformed number$"]),
        CommandCase(
            name: "bucket without flow logs", arguments: CommandCase.s3("other-bucket"), status: 1,
            errorLines: ["^error: s3://other-bucket holds objects but no flow logs: there is AWSLogs/.*cat.jpg"],
            output: []),
        CommandCase(
            name: "wrong prefix", arguments: CommandCase.s3("good-bucket/nothing/here"), status: 0,
            errorLines: ["^note: s3://good-bucket/nothing/here holds no objects at all$"], output: []),
        CommandCase(
            name: "account that is not there",
            arguments: CommandCase.s3("good-bucket", "--include-accounts", "999999999999"), status: 0,
            errorLines: ["^note: s3://good-bucket holds none of the accounts asked for, but 123456789012$"]),
        CommandCase(
            name: "empty window", arguments: ["--location-type", "s3", "-e", "2024-05-01 00:00:00", "good-bucket"],
            status: 0, errorLines: ["^note: the window is empty: "], output: []),
        CommandCase(
            name: "window without objects",
            arguments: [
                "--location-type", "s3", "-s", "2020-05-01 00:00:00", "-e", "2020-05-02 00:00:00", "good-bucket",
            ],
            status: 0, output: []),
    ]

    static let outputs: [CommandCase] = [
        CommandCase(
            name: "full disk", arguments: CommandCase.s3("good-bucket"), outputPath: "/dev/full", status: 74,
            errorLines: ["^error: standard output could not be written: No space left on device$"]),
        CommandCase(
            name: "full disk, help", server: .none, arguments: ["--help"], outputPath: "/dev/full", status: 74,
            errorLines: ["^error: standard output could not be written: No space left on device$"]),
    ]
}
