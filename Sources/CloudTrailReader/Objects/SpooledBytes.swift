import Glibc

/// Bytes that are written once and read once: in memory while they are few, then in a temporary file without a name.
///
/// For sinks that hold an object's output until its turn comes. Not for two tasks at the same time.
public final class SpooledBytes: @unchecked Sendable {  // handed from the task that writes to the one that reads
    /// As they came: nothing is copied.
    private var memory: [[UInt8]] = []
    private var memoryCount = 0
    private var descriptor: Int32 = -1
    private let limit: Int

    /// How many bytes were written.
    public private(set) var count = 0

    /// Creates an empty spool that holds up to `limit` bytes in memory.
    public init(limit: Int = 4 << 20) {
        self.limit = limit
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends bytes.
    ///
    /// - Throws: ``TrailReaderError`` with code `.temporaryFile`.
    public func append(_ bytes: [UInt8]) throws(TrailReaderError) {
        memory.append(bytes)
        memoryCount += bytes.count
        count += bytes.count
        if memoryCount > limit { try spill() }
    }

    /// Gives everything out, piece by piece.
    ///
    /// - Parameter body: called with each piece.
    /// - Throws: what `body` throws; ``TrailReaderError`` with code `.temporaryFile`.
    public func forEachPiece(_ body: ([UInt8]) async throws -> Void) async throws {
        var offset = 0
        let spilled = count - memoryCount
        while offset < spilled {
            let piece = try read(at: offset, count: min(256 << 10, spilled - offset))
            offset += piece.count
            try await body(piece)
        }
        for piece in memory { try await body(piece) }
    }

    /// Gives everything out, piece by piece, to who cannot wait in between.
    ///
    /// - Parameter body: called with each piece.
    /// - Throws: what `body` throws; ``TrailReaderError`` with code `.temporaryFile`.
    public func forEachPieceAtOnce(_ body: ([UInt8]) throws -> Void) throws {
        var offset = 0
        let spilled = count - memoryCount
        while offset < spilled {
            let piece = try read(at: offset, count: min(256 << 10, spilled - offset))
            offset += piece.count
            try body(piece)
        }
        for piece in memory { try body(piece) }
    }

    private func spill() throws(TrailReaderError) {
        if descriptor < 0 { descriptor = try SpooledBytes.open() }
        for piece in memory {
            var offset = 0
            while offset < piece.count {
                let written = piece.withUnsafeBytes { bytes in
                    write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
                }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw SpooledBytes.error("written") }
                offset += written
            }
        }
        memory = []
        memoryCount = 0
    }

    private func read(at offset: Int, count: Int) throws(TrailReaderError) -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: count)
        while true {
            let got = piece.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw SpooledBytes.error("read") }
            piece.removeLast(count - got)
            return piece
        }
    }

    private static var folder: String {
        getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    }

    private static func open() throws(TrailReaderError) -> Int32 {
        var template = Array((folder + "/cloudtrail_reader.XXXXXX").utf8CString)  // mkstemp asks for the six letters
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw error("made") }
        unlink(template)
        return descriptor
    }

    private static func error(_ what: String) -> TrailReaderError {
        TrailReaderError(
            .temporaryFile,
            "a temporary file in \(folder) cannot be \(what): \(String(cString: strerror(errno))); "
                + "TMPDIR names another folder")
    }
}
