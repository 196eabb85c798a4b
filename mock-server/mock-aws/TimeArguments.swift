import ArgumentParser
import MockAWS
import Timestamps

extension ShiftTarget: ExpressibleByArgument {
    /// Reads `now` or a time.
    public init?(argument: String) {
        self.init(argument)
    }
}

/// The options that move a world or a recording in time.
struct TimeArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Move all times so that the world or recording ends there: now, or a time such as 2026-03-04T12:00:00Z.",
            valueName: "time"))
    var shiftTo: ShiftTarget?

    @Option(help: ArgumentHelp("The moment that --shift-to moves there, in place of the end.", valueName: "time"))
    var shiftFrom: String?

    /// The moment as a time.
    var from: Timestamp? { shiftFrom.flatMap { Timestamp(iso8601: $0) } }

    func validate() throws {
        guard shiftFrom == nil || shiftTo != nil else { throw ValidationError("--shift-from needs --shift-to") }
        guard shiftFrom == nil || from != nil else {
            throw ValidationError("--shift-from must be a time such as 2026-03-04T12:00:00Z")
        }
    }
}
