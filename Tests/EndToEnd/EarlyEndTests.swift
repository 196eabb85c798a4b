import Foundation
import MockAWS
import TestSupport
import Testing

/// A command that ends while objects are still being read ahead.
@Suite(.timeLimit(.minutes(15)))
struct EarlyEndTests {
    /// What goes wrong there does so once in a hundred times.
    @Test func everyRunThatEndsEarlyEndsWell() async throws {
        let folder = SharedFiles.packageFolder.appending(path: "recordings/quickstart").path
        let mock = try MockAWS.start(MockAWSOptions(world: try World(folder: folder)))
        defer { mock.stop() }
        var variables = [
            "AWS_ACCESS_KEY_ID": "AKIAMOCKAWSEXAMPLE01", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": mock.endpoint, "SWIFT_BACKTRACE": "enable=no",
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
        let environment = variables
        let arguments = [
            "--location-type", "s3", "-s", "2026-03-04 00:00:00", "-e", "2026-03-05 00:00:00", "quickstart-flow-logs",
            "print", "2",
        ]
        let statuses = try await withThrowingTaskGroup(of: [Int32].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var statuses: [Int32] = []
                    for _ in 0..<50 {
                        statuses.append(
                            try await ProgramRun.run("flowlogs_reader", arguments, environment: environment).status)
                    }
                    return statuses
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(statuses.count == 200)
        #expect(statuses.filter { $0 != 0 } == [])
    }
}
