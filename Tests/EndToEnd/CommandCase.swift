import Foundation
import MockAWS
import TestSupport
import Testing

/// One run of `flowlogs_reader`: against what, with which arguments, and how it has to end.
struct CommandCase: Sendable, CustomTestStringConvertible {
    /// Who answers.
    enum Server: Sendable {
        /// The mock server with the tests' world.
        case world(MockAWSOptions.SignatureMode)
        /// A server that answers as the closure says.
        case scripted(@Sendable (ScriptedServer.Request, Int) -> ScriptedServer.Reply)
        /// Nobody: no endpoint is configured.
        case none
    }

    var name: String
    var server = Server.world(.off)
    var arguments: [String]
    /// Changes to the environment; an empty value takes a variable away.
    var environment: [String: String] = [:]
    /// Files of the home folder.
    var files: [String: String] = [:]
    var outputPath: String?
    var status: Int32
    /// Regular expressions, each for one line of standard error, in order; there must be no other lines.
    var errorLines: [String] = []
    /// What standard output has to be; nil where it does not matter.
    var output: [String]?

    var testDescription: String { name }

    /// Runs the command and checks everything.
    func check(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let home = try TemporaryFolder()
        defer { home.remove() }
        for (path, text) in files { try home.write(path, Array(text.utf8)) }
        var variables = [
            "HOME": home.url.path, "AWS_ACCESS_KEY_ID": "AKIAMOCKAWSEXAMPLE01",
            "AWS_SECRET_ACCESS_KEY": "mock-aws/secret/access/key/EXAMPLE000001", "AWS_REGION": FlowLogWorld.region,
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
        ]
        for name in ["PATH", "LD_LIBRARY_PATH"] {
            variables[name] = ProcessInfo.processInfo.environment[name]
        }
        let run: ProgramRun
        switch server {
        case .world(let signatures):
            let world = try World(folder: try FlowLogWorld.shared.get().folder.url.path)
            let mock = try MockAWS.start(MockAWSOptions(world: world, signatures: signatures))
            variables["AWS_ENDPOINT_URL"] = mock.endpoint
            run = try await launch(variables)
            mock.stop()
        case .scripted(let answer):
            let scripted = ScriptedServer(answer)
            variables["AWS_ENDPOINT_URL"] = scripted.endpoint
            run = try await launch(variables)
            scripted.stop()
        case .none:
            run = try await launch(variables)
        }
        let told = Comment(rawValue: "standard error: \(run.errorText)")
        #expect(run.status == status, told, sourceLocation: sourceLocation)
        #expect(run.errorLines.count == errorLines.count, told, sourceLocation: sourceLocation)
        for (line, pattern) in zip(run.errorLines, errorLines) {
            let matches = line.range(of: pattern, options: .regularExpression) != nil
            #expect(matches, "'\(line)' does not match '\(pattern)'", sourceLocation: sourceLocation)
        }
        if let output { #expect(run.lines == output, told, sourceLocation: sourceLocation) }
    }

    private func launch(_ variables: [String: String]) async throws -> ProgramRun {
        let changed = variables.merging(environment) { $1 }.filter { !$0.value.isEmpty }
        return try await ProgramRun.run(
            "flowlogs_reader", arguments, environment: changed, outputPath: outputPath)
    }
}

extension CommandCase {
    /// The arguments for a bucket of the tests' world.
    static func s3(_ location: String, _ more: String...) -> [String] {
        ["--location-type", "s3"] + FlowLogWorld.window + [location] + more
    }

    /// The arguments for a log group of the tests' world.
    static func logs(_ group: String, _ more: String...) -> [String] {
        FlowLogWorld.window + [group] + more
    }

    /// What `print` writes for the lines of these numbers.
    static func printed(_ numbers: some Sequence<Int>) -> [String] {
        numbers.map { FlowLogWorld.printed($0) }
    }
}
