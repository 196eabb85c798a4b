import Files
import Foundation
import Glibc
import JSON

/// A file of the faults that fired: a line each as it happens, and in order once it is finished.
///
/// Nothing is held in memory meanwhile. A finished trace is the same for the same requests, whatever their order.
final class FaultTraceFile: Sendable {
    let path: String
    private let descriptor: Int32

    /// Creates the file, or empties it.
    ///
    /// - Throws: ``FaultError`` where it cannot be written.
    init(path: String) throws(FaultError) {
        self.path = path
        // Appending writes of several threads do not mix.
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw FaultError("\(path): the trace of faults cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Writes the lines of the faults of one request.
    func append(_ faults: [FiredFault]) {
        guard !faults.isEmpty else { return }
        let lines = FaultTraceFile.lines(faults)
        _ = lines.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Puts the lines in order; to be called when no more will come.
    ///
    /// - Throws: ``FaultError`` where the file cannot be read or replaced.
    func finish() throws(FaultError) {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileContents.bytes(ofFile: path)
        } catch {
            throw FaultError("\(error)")
        }
        let faults = try FiredFault.list(parsing: bytes, file: path).sorted()
        do {
            try Data(FaultTraceFile.lines(faults)).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw FaultError("\(path): the trace of faults cannot be put in order")
        }
    }

    private static func lines(_ faults: [FiredFault]) -> [UInt8] {
        faults.flatMap { $0.json.encoded() + [UInt8(ascii: "\n")] }
    }
}
