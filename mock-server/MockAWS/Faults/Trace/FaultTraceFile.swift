import Files
import Glibc
import JSON
import Locking

/// A file of the faults that fired: a line each as it happens, and in order once it is finished.
///
/// Nothing is held in memory meanwhile. A finished trace is the same for the same requests, whatever their order.
final class FaultTraceFile: Sendable {
    let path: String
    private let file: FileAppender
    /// Why a line could not be written; none is after that one.
    private let failure = Locked<FileError?>(nil)

    /// Creates the file, or empties it; a device or a pipe is told the lines as they happen.
    ///
    /// - Throws: ``FaultError`` where it cannot be written.
    init(path: String) throws(FaultError) {
        self.path = path
        do throws(FileError) {
            file = try FileAppender(path: path, mode: .append)
            if Folders.isFile(path) { try file.truncate(to: 0) }
        } catch {
            throw FaultError("\(error); the trace of faults cannot be written")
        }
    }

    /// Writes the lines of the faults of one request.
    func append(_ faults: [FiredFault]) {
        guard !faults.isEmpty else { return }
        let lines = FaultTraceFile.lines(faults)
        failure.withLock { failure in
            guard failure == nil else { return }
            do throws(FileError) {
                try file.append(lines)
            } catch {
                failure = error
            }
        }
    }

    /// Puts the lines in order; to be called when no more will come.
    ///
    /// - Throws: ``FaultError`` where a line could not be written, or the file cannot be read or replaced.
    func finish() throws(FaultError) {
        if let failure = failure.withLock({ $0 }) {
            throw FaultError("\(failure); the trace of faults is not complete")
        }
        guard Folders.isFile(path) else { return }
        let lines = try orderly { () throws(FileError) in try FileContents.bytes(ofFile: path) }
        let faults = try FiredFault.list(parsing: lines, file: path)
        try orderly { () throws(FileError) in try Folders.replace(path, with: FaultTraceFile.lines(faults.sorted())) }
    }

    private func orderly<Result>(_ body: () throws(FileError) -> Result) throws(FaultError) -> Result {
        do throws(FileError) {
            return try body()
        } catch {
            throw FaultError("\(error); the trace of faults cannot be put in order")
        }
    }

    private static func lines(_ faults: [FiredFault]) -> [UInt8] {
        faults.flatMap { $0.json.encoded() + [UInt8(ascii: "\n")] }
    }
}
