import ArgumentParser
import FoundationEssentials
import MockAWS
import Recordings

extension RecordMode: ExpressibleByArgument {}
extension ScrubPolicy: ExpressibleByArgument {}
extension Replayer.OnExhausted: ExpressibleByArgument {}

/// The options of `serve` and `exec` that answer from a recording.
struct ReplayArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Answer from the recording in this folder, byte for byte; nothing is simulated.", valueName: "folder"))
    var recording: String?

    @Option(help: "What to answer when all recorded answers were given: fail, repeat-last or loop.")
    var onExhausted = Replayer.OnExhausted.fail

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Parameters by which requests are not told apart, such as time-window or logs:FilterLogEvents.limit.",
            valueName: "names"))
    var ignore: [String] = []

    @Flag(help: "Exit with 4 if exchanges of the recording were not asked for.")
    var requireAll = false

    func validate() throws {
        if recording == nil, hasReplayOptions {
            throw ValidationError("--on-exhausted, --ignore and --require-all need --recording")
        }
    }

    /// Whether an option says how to replay.
    var hasReplayOptions: Bool { requireAll || !ignore.isEmpty || onExhausted != .fail }

    /// Reads the recording; nil where none is given.
    func load() throws -> Recording? {
        guard let recording else { return nil }
        let loaded = try Recording(folder: recording)
        for warning in loaded.warnings { writeError("mock-aws: \(warning)") }
        return loaded
    }

    /// What answers from a recording.
    func replayer(of recording: Recording) throws -> Replayer {
        try Replayer(recording, onExhausted: onExhausted, ignoring: try IgnoredParameters(ignore))
    }

    /// Tells what was missed and what was left, and says how to exit.
    ///
    /// - Parameters:
    ///   - server: the server that answered.
    ///   - status: the exit status where nothing is wrong.
    /// - Returns: 3 where an answer was missing, 4 where exchanges are left and must not be, else `status`.
    func conclude(_ server: MockAWS, status: Int32) -> Int32 {
        guard let replay = server.replay else { return status }
        if !replay.unused.isEmpty {
            writeError("mock-aws: \(replay.unused.count) exchanges of the recording were not asked for:")
            for exchange in replay.unused.prefix(requireAll ? .max : 10) {
                writeError("mock-aws:   \(exchange.sequence): \(exchange.identity.key)")
            }
            if !requireAll, replay.unused.count > 10 {
                writeError("mock-aws:   and \(replay.unused.count - 10) more")
            }
        }
        if replay.missCount > 0 {
            writeError("mock-aws: the recording had no answer for \(replay.missCount) requests")
            return 3
        }
        return requireAll && !replay.unused.isEmpty ? 4 : status
    }
}

/// The options that record.
struct RecordArguments: ParsableArguments {
    @Option(help: "Where requests go: aws, or the URL of another endpoint.")
    var upstream = "aws"

    @Option(
        help: "When to ask the upstream: once (if nothing is recorded yet), new (what is not recorded yet), or all.")
    var mode = RecordMode.once

    @Option(help: "What to take out before anything is written: off, secrets or identities.")
    var scrub = ScrubPolicy.secrets

    @Option(help: "The profile whose credentials sign the requests to the upstream.")
    var profile: String?

    /// Whether any of them says something other than the default.
    var isAny: Bool { upstream != "aws" || mode != .once || scrub != .secrets || profile != nil }
}
