import Dispatch
import Files
import Glibc

/// The pieces of a file of this machine, or of standard input, whose end may be long in coming.
struct LocalPieces: Sendable {
    /// The scan was told to stop before a pipe came to its end.
    struct Interrupted: Error {}

    /// For one task, and for a thread that waits while the task does.
    private final class File: @unchecked Sendable {
        let pieces: FilePieces

        init(_ pieces: FilePieces) { self.pieces = pieces }
    }

    private let file: File
    private let interrupt: ReadingInterrupt
    private let isRegular: Bool

    /// Opens a file; ``LocalFiles/standardInput`` is the descriptor, which may be open for nobody else.
    ///
    /// - Throws: `FileError`
    init(of path: String, interrupt: ReadingInterrupt) throws(FileError) {
        self.interrupt = interrupt
        isRegular = path != LocalFiles.standardInput && Folders.isFile(path)
        if path == LocalFiles.standardInput {
            file = File(FilePieces(standardInputBy: 64 << 10))
        } else {
            // A file that has become a pipe since does not hold anybody up either.
            file = File(try FilePieces(waitingFor: path))
        }
    }

    /// Reads the next piece.
    ///
    /// - Returns: nil at the end.
    /// - Throws: `FileError`, ``Interrupted``, `CancellationError`
    func next() async throws -> [UInt8]? {
        while true {
            if !isRegular { try await waitUntilReady() }
            do throws(FileError) {
                return try file.pieces.next()
            } catch {
                // Another reader of the pipe was faster.
                guard error.errorNumber == EAGAIN, !isRegular else { throw error }
            }
        }
    }

    private func waitUntilReady() async throws {
        // Before each piece: a pipe need not end, however much comes.
        try checkInterrupt()
        var isReady = file.pieces.isReady(within: 0)
        while !isReady {
            try checkInterrupt()
            isReady = await withCheckedContinuation { continuation in
                // Not on the threads that tasks run on, of which there are few.
                DispatchQueue.global().async { [file] in
                    continuation.resume(returning: file.pieces.isReady(within: 100))
                }
            }
        }
    }

    private func checkInterrupt() throws {
        guard !interrupt.isRaised else { throw Interrupted() }
        try Task.checkCancellation()
    }
}
