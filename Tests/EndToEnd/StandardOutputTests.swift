import Foundation
import Gzip
import MockAWS
import TestSupport
import Testing

/// `cloudtrail_reader` with a standard output that somebody closed, or left in the middle of a line.
@Suite(.timeLimit(.minutes(15))) struct StandardOutputTests {
    private static let event = #"{"eventID":"event-0","eventName":"RunInstances"}"#

    private let folder: TemporaryFolder
    private let mock: MockAWS

    init() throws {
        folder = try TemporaryFolder()
        let key =
            "AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/04/"
            + "123456789012_CloudTrail_us-east-1_20260304T1000Z_AAAABBBBCCCCDDDD.json.gz"
        let text = "{\"Records\": [\(Self.event)]}"
        try folder.write("world/s3/trail-logs/\(key)", Deflater.gzip(Array(text.utf8)))
        mock = try MockAWS.start(world: folder.path + "/world")
    }

    private func end() {
        mock.stop()
        folder.remove()
    }

    /// Runs a line of a shell, in which `$READER` is the command and `$FOLDER` an empty folder.
    private func shell(_ line: String) async throws -> ProgramRun {
        var environment = [
            "HOME": folder.path, "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": mock.endpoint,
            "READER": ProgramRun.path("cloudtrail_reader"), "FOLDER": folder.path,
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] { environment[name] = ProcessInfo.processInfo.environment[name] }
        return try await ProgramRun.run("/bin/bash", ["-c", line], environment: environment)
    }

    @Test func eventsForAClosedOutputAreNotTakenForDelivered() async throws {
        defer { end() }
        let closed = try await shell(#""$READER" scan trail-logs --state "$FOLDER/state" >&-"#)
        #expect(closed.status == 74, "\(closed.errorText)")
        #expect(closed.errorLines.contains { $0.contains("standard output could not be written: Bad file descriptor") })
        let open = try await shell(#""$READER" scan trail-logs --state "$FOLDER/state""#)
        #expect(open.status == 0 && open.lines == [Self.event], "\(open.errorText)")
    }

    @Test func closedInputAndErrorsChangeNothing() async throws {
        defer { end() }
        let run = try await shell(#""$READER" scan trail-logs <&- 2>&-"#)
        #expect(run.status == 0 && run.lines == [Self.event])
    }

    @Test func whatIsAppendedBeginsALine() async throws {
        defer { end() }
        let run = try await shell(
            #"cd "$FOLDER"; printf '{"half' > a; printf 'whole\n' > b; : > c; printf x > d; "#
                + #"for file in a b c; do "$READER" scan trail-logs --quiet >> $file; done; "#
                + #""$READER" scan trail-logs --quiet > d; printf y > e; "#
                + #""$READER" scan trail-logs --quiet --event-name Other >> e; cat a b c d e"#)
        #expect(run.lines == [#"{"half"#, Self.event, "whole", Self.event, Self.event, Self.event, "y"])
    }
}
