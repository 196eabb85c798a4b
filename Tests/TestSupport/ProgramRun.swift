import Foundation

/// A program of this package that ran: its exit status and what it wrote.
public struct ProgramRun: Sendable {
    /// The exit status; minus the signal where one ended it.
    public var status: Int32
    /// Standard output.
    public var output: [UInt8]
    /// Standard error.
    public var errorText: String

    /// Standard output as text.
    public var outputText: String { String(decoding: output, as: UTF8.self) }
    /// The lines of standard output.
    public var lines: [String] { ProgramRun.lines(outputText) }
    /// The lines of standard error.
    public var errorLines: [String] { ProgramRun.lines(errorText) }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// The folder of the built programs: where the test bundle is, or what `FLOWLOGS_BIN` names.
    public static let programs: URL = {
        if let path = ProcessInfo.processInfo.environment["FLOWLOGS_BIN"] { return URL(filePath: path) }
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }.map { URL(filePath: $0) }
        let executable = URL(filePath: CommandLine.arguments[0])
        return (bundle ?? executable).deletingLastPathComponent()
    }()

    /// The path of a built program.
    public static func path(_ program: String) -> String { programs.appending(path: program).path }

    /// Runs a program to its end; waits on a thread of its own.
    ///
    /// - Parameters:
    ///   - program: a name beside the test bundle, or an absolute path.
    ///   - arguments: its arguments.
    ///   - environment: its whole environment.
    ///   - outputPath: a file that takes standard output; nil to collect it.
    /// - Returns: how it ended.
    /// - Throws: ``SpawnedProgram/Failure``, and what Foundation throws of files.
    public static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], outputPath: String? = nil
    ) async throws -> ProgramRun {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try runAndWait(program, arguments, environment, outputPath) })
            }
        }
    }

    private static func runAndWait(
        _ program: String, _ arguments: [String], _ environment: [String: String], _ outputPath: String?
    ) throws -> ProgramRun {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        // Files, not pipes: nothing can fill up while nobody reads.
        let errors = folder.url.appending(path: "stderr")
        let output = outputPath.map { URL(filePath: $0) } ?? folder.url.appending(path: "stdout")
        for file in [errors, output] where !file.path.hasPrefix("/dev/") {
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        }
        let (outputFile, errorFile) = (try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: errors))
        let process = try SpawnedProgram(
            program, arguments, environment: environment, output: outputFile.fileDescriptor,
            errors: errorFile.fileDescriptor)
        let status = process.wait()
        return ProgramRun(
            status: status, output: outputPath == nil ? Array(try Data(contentsOf: output)) : [],
            errorText: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
