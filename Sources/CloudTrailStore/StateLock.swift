import Glibc

/// The file beside a state file that a scanner holds locked, with its process id in it.
///
/// `flock(2)`: the kernel lets go of it when the process ends, however it ends. The file stays.
final class StateLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// - Parameter file: the state file.
    /// - Throws: ``ScanStateError`` with code `.locked` where another scanner has it.
    init(of file: String) throws(ScanStateError) {
        let path = file + "-lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw ScanStateError(.unusable, "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let isHeld = errno == EWOULDBLOCK
            let reason = String(cString: strerror(errno))
            let holder = StateLock.processID(in: descriptor)
            guard isHeld else { throw ScanStateError(.unusable, "\(path) cannot be locked: \(reason)") }
            throw ScanStateError(
                .locked,
                "the state file \(file) is in use by \(holder.map { "process \($0)" } ?? "another process"); "
                    + "wait for it, or give another --state")
        }
        let text = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    // Runs after an initializer that throws, too: the one place that closes.
    deinit {
        guard descriptor >= 0 else { return }
        // A process that is being started may have a copy of the descriptor for a moment; closing ours is not enough.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func processID(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != 10 }, as: UTF8.self))
    }
}
