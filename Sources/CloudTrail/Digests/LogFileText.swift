import Digests
import Gzip

/// The text of a log file or a digest, inflated and hashed while somebody reads it.
///
/// Give it the object's bytes as they come; what it inflates it hands on, piece by piece, so that one pass both reads and
/// checks a file. Memory stays bounded by a piece. Content that is not gzip, as of a file that was inflated before, is
/// taken as it is: digests hash what is inside (CloudTrail User Guide, "CloudTrail digest file structure").
///
/// Not `Sendable`: it belongs to the task that feeds it.
public final class LogFileText {
    private let hash: SHA256?
    private let inflater = Inflater()
    private let pieceBytes: Int
    private var held: [UInt8] = []
    private var piece: [UInt8] = []

    /// Whether the object is compressed; nil before its first two bytes came.
    public private(set) var isGzip: Bool?
    /// The length of the text so far.
    public private(set) var inflatedBytes = 0

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - isHashed: whether the SHA-256 is made, too.
    ///   - pieceBytes: the longest piece to hand on.
    public init(isHashed: Bool = true, pieceBytes: Int = 1 << 16) {
        hash = isHashed ? SHA256() : nil
        self.pieceBytes = max(1, pieceBytes)
    }

    /// Takes the next bytes of the object.
    ///
    /// - Parameters:
    ///   - bytes: any number.
    ///   - body: gets what was inflated of them.
    /// - Throws: `GzipError`, and what `body` throws; the file is spoilt then.
    public func update(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void = { _ in }) throws {
        if isGzip == nil {
            held += bytes
            guard held.count >= GzipMagic.bytes.count else { return }
            try begin(body)
        } else {
            try take(bytes, body)
        }
    }

    /// Says that the object has ended.
    ///
    /// - Parameter body: gets what was held back, if anything.
    /// - Returns: the SHA-256 of the text, lower-case hexadecimal; empty where it is not made.
    /// - Throws: `GzipError` where the object ends too early.
    public func finish(_ body: ([UInt8]) throws -> Void = { _ in }) throws -> String {
        if isGzip == nil { try begin(body) }
        if isGzip == true { try inflater.finish() }
        return hash?.finalize().hexString ?? ""
    }

    private func begin(_ body: ([UInt8]) throws -> Void) throws {
        isGzip = GzipMagic.matches(held)
        let first = held
        held = []
        try take(first, body)
    }

    private func take(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
        guard isGzip == true else { return try handOn(bytes, body) }
        var offset = 0
        repeat {
            offset += try inflater.inflate(bytes, from: offset, appendingTo: &piece, limit: pieceBytes)
            try handOn(piece, body)
            piece.removeAll(keepingCapacity: true)
        } while offset < bytes.count || !inflater.needsInput
    }

    private func handOn(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
        guard !bytes.isEmpty else { return }
        hash?.update(bytes)
        inflatedBytes += bytes.count
        try body(bytes)
    }
}
