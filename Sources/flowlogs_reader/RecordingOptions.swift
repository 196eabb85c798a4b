import ArgumentParser
import CommandLines
import Recordings

extension RecordMode: ExpressibleByArgument {}
extension ScrubPolicy: ExpressibleByArgument {}
extension Replayer.OnExhausted: ExpressibleByArgument {}

/// The options that record the traffic with AWS, and answer from a recording.
struct RecordingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Record the traffic with AWS in this folder.", valueName: "folder"))
    var record: String?

    @Option(help: "When to ask AWS: once (if nothing is recorded yet), new (what is not recorded yet), or all.")
    var recordMode: RecordMode?

    @Option(help: "What to take out before anything is written: off, secrets (the default) or identities.")
    var scrub: ScrubPolicy?

    @Option(help: ArgumentHelp("Answer from the recording in this folder, without AWS.", valueName: "folder"))
    var replay: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Parameters by which requests are not told apart, such as time-window or limit.", valueName: "names"))
    var ignore: [String] = []

    @Option(help: "What to answer when all recorded answers were given: fail (the default), repeat-last or loop.")
    var onExhausted: Replayer.OnExhausted?
}

/// What to record or to replay: options that make sense.
struct RecordingPlan: Sendable, Hashable {
    var folder: String
    var mode: RecordMode
    var scrub: ScrubPolicy
    var ignored: IgnoredParameters
    var onExhausted: Replayer.OnExhausted

    /// Checks the options; nil where none of them was given.
    ///
    /// - Throws: `UsageError` where they contradict each other.
    init?(_ options: RecordingOptions) throws(UsageError) {
        guard options.record == nil || options.replay == nil else {
            throw UsageError("--record and --replay exclude each other; --record-mode new does both")
        }
        guard let folder = options.record ?? options.replay else {
            let needsOne: [(String, Bool)] = [
                ("--record-mode", options.recordMode != nil), ("--scrub", options.scrub != nil),
                ("--ignore", !options.ignore.isEmpty), ("--on-exhausted", options.onExhausted != nil),
            ]
            if let (name, _) = needsOne.first(where: { $0.1 }) {
                throw UsageError("\(name) needs --record or --replay")
            }
            return nil
        }
        guard !folder.isEmpty else { throw UsageError("--record and --replay need the name of a folder") }
        if options.replay != nil, options.recordMode != nil || options.scrub != nil {
            throw UsageError("--record-mode and --scrub need --record")
        }
        if options.recordMode == RecordMode.none {
            throw UsageError("--record-mode none records nothing; --replay does that")
        }
        self.folder = folder
        mode = options.replay == nil ? options.recordMode ?? .once : .none
        scrub = options.scrub ?? .secrets
        onExhausted = options.onExhausted ?? .fail
        do throws(RecordingError) {
            ignored = try IgnoredParameters(options.ignore)
        } catch {
            throw UsageError("\(error)")
        }
    }
}
