import Foundation

/// A program of this package that got a signal while it ran.
public struct InterruptedRun: Sendable {
    /// The exit status; minus the signal where one ended it.
    public var status: Int32
    /// The lines of standard output, the last of which may be torn.
    public var lines: [String]

    /// Runs a program until it has written `count` lines, sends it a signal, and reads on to its end.
    ///
    /// - Parameters:
    ///   - count: how many lines; zero closes the pipe it writes to instead, before it starts.
    ///   - signal: what it is sent.
    ///   - program: a name beside the test bundle, or an absolute path.
    ///   - arguments: its arguments.
    ///   - environment: its whole environment.
    /// - Returns: how it ended.
    /// - Throws: `SpawnedProgram.Failure`.
    public static func run(
        until count: Int, signal: Int32, _ program: String, _ arguments: [String], environment: [String: String]
    ) async throws -> InterruptedRun {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try runAndWait(count, signal, program, arguments, environment) })
            }
        }
    }

    private static func runAndWait(
        _ count: Int, _ signal: Int32, _ program: String, _ arguments: [String], _ environment: [String: String]
    ) throws -> InterruptedRun {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw SpawnedProgram.Failure(description: "pipe: \(String(cString: strerror(errno)))")
        }
        // Another program that is started meanwhile shall not hold them open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (reading, writing) = (ends[0], ends[1])
        if count == 0 { close(reading) }
        defer { if count > 0 { close(reading) } }
        let started = Result { try SpawnedProgram(program, arguments, environment: environment, output: writing) }
        close(writing)
        let process = try started.get()
        var text: [UInt8] = []
        var lines = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while count > 0 {
            let got = read(reading, &buffer, buffer.count)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            text += buffer[..<got]
            let before = lines
            lines += buffer[..<got].count { $0 == UInt8(ascii: "\n") }
            if before < count, lines >= count { kill(process.processID, signal) }
        }
        let written = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        return InterruptedRun(status: process.wait(), lines: written)
    }
}
