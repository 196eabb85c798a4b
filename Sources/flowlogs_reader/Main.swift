import AWSClient
import ArgumentParser
import CommandLines
import FlowLogs
import FlowLogsReader
import Glibc
import RecordingTransports

/// The command: arguments in, bytes out.
@main
struct Main {
    @MainActor
    static func main() async {
        StandardDescriptors.reserve()
        // A closed pipe is an error of write(2), not a signal.
        signal(SIGPIPE, SIG_IGN)
        await status(of: Array(CommandLine.arguments.dropFirst())).leave()
    }

    /// Parses, reads and tells; every way to end comes by here.
    @MainActor
    private static func status(of arguments: [String]) async -> ExitStatus {
        let output = ByteWriter(descriptor: STDOUT_FILENO)
        var diagnostics = Diagnostics(quiet: false, verbose: false)
        do {
            guard let options = try parse(arguments, output: output, diagnostics: diagnostics) else {
                return .success
            }
            diagnostics = Diagnostics(quiet: options.quiet, verbose: options.verbose)
            let status = try await run(try ReadPlan(options), to: output, diagnostics: diagnostics)
            try output.flush()
            return status
        } catch {
            let status = ExitStatus(endedBy: error)
            // What was read before the error still goes out.
            if !(error is OutputError) { try? output.flush() }
            // A problem was told when the reading came to it, and a closed pipe is none.
            if !(error is ReadProblem), status != .success { diagnostics.tell(error) }
            return status
        }
    }

    /// Reads the arguments; nil where they ask for help or the version, which is printed then.
    @MainActor
    private static func parse(
        _ arguments: [String], output: ByteWriter, diagnostics: Diagnostics
    ) throws -> Options? {
        if arguments == ["--help"] || arguments == ["-h"] {
            // The help alone takes less than half the time of a parse that ends in it.
            try output.writeLine(Options.helpMessage())
            try output.flush()
            return nil
        }
        let arguments = try ArgumentSpellings.unified(arguments)
        do {
            return try Options.parse(arguments)
        } catch {
            guard Options.exitCode(for: error) == .success else { throw UsageError(Options.message(for: error)) }
            try output.writeLine(Options.fullMessage(for: error))
            try output.flush()
            return nil
        }
    }

    /// Reads what the plan says and does with it what the plan says.
    @MainActor
    private static func run(
        _ plan: ReadPlan, to output: ByteWriter, diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        for note in plan.notes { diagnostics.note(note) }
        let transport = try plan.transport(diagnostics: diagnostics)
        let client = try plan.client(transport: transport, diagnostics: diagnostics)
        do {
            let status = try await read(client, plan, to: output, diagnostics: diagnostics)
            try await transport?.finish()
            return status
        } catch {
            try await transport?.finish()
            throw error
        }
    }

    @MainActor
    private static func read(
        _ client: AWSClient, _ plan: ReadPlan, to output: ByteWriter, diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        switch plan.location {
        case .logGroup(let group, let filterPattern, let format):
            let reader = try FlowLogsReader(
                logGroup: group, client: client, startTime: plan.startTime, endTime: plan.endTime,
                threadCount: plan.threadCount, filterPattern: filterPattern, fields: format, failFast: plan.failFast,
                onEvent: { diagnostics.tell($0) })
            return try await read(reader, plan, to: output, diagnostics: diagnostics)
        case .s3(let location, let accounts, let regions):
            let reader = try S3FlowLogsReader(
                location: location, client: client, startTime: plan.startTime, endTime: plan.endTime,
                threadCount: plan.threadCount, includeAccounts: accounts, includeRegions: regions,
                failFast: plan.failFast, onEvent: { diagnostics.tell($0) })
            return try await read(reader, plan, to: output, diagnostics: diagnostics)
        }
    }

    /// Carries out the action, then tells what was skipped, also where the action ended early.
    @MainActor
    private static func read(
        _ reader: some FlowRecordReader, _ plan: ReadPlan, to output: ByteWriter, diagnostics: Diagnostics
    ) async throws -> ExitStatus {
        defer { diagnostics.summarize(reader.counters) }
        switch plan.action {
        case .print(let limit):
            try await printRecords(reader, limit: limit, zeroAsDash: plan.zeroAsDash, to: output)
        case .findIP(let filter):
            try await printRecords(reader, matching: filter, zeroAsDash: plan.zeroAsDash, to: output)
        case .ipset: try await printAddresses(reader, to: output)
        case .aggregate: try await printAggregate(reader, to: output)
        }
        return reader.problemCount == 0 ? .success : .incomplete
    }
}
