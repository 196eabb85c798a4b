import Gzip

/// The text of an object, inflated where its first bytes say so: give a chunk, then take text until there is none.
struct TextOfObject {
    /// An HTML or XML page in place of a log file.
    struct Markup: Error, CustomStringConvertible {
        let description =
            "an HTML or XML page came in place of a log file; check the object, and what stands between here and S3"
    }

    private enum Form {
        case unknown, gzip(Inflater), plain
    }

    private var form = Form.unknown
    private var chunk: [UInt8] = []
    private var offset = 0

    /// How much text is given at once.
    private static let pieceBytes = 256 << 10

    /// Gives what follows the bytes given before, all of whose text was taken.
    mutating func add(_ bytes: [UInt8]) throws(Markup) {
        chunk = offset < chunk.count ? Array(chunk[offset...]) + bytes : bytes
        offset = 0
        guard case .unknown = form, chunk.count >= GzipMagic.bytes.count else { return }
        try decide()
    }

    /// Takes text.
    ///
    /// - Returns: text, or nil where the next chunk is needed.
    /// - Throws: `GzipError` where the stream is damaged.
    mutating func next() throws(GzipError) -> [UInt8]? {
        switch form {
        case .unknown: return nil
        case .plain:
            defer { chunk = [] }
            return chunk.isEmpty ? nil : chunk
        case .gzip(let inflater):
            while offset < chunk.count || !inflater.needsInput {
                var text: [UInt8] = []
                offset += try inflater.inflate(chunk, from: offset, appendingTo: &text, limit: Self.pieceBytes)
                if !text.isEmpty { return text }
            }
            return nil
        }
    }

    /// Ends the object; text can still be there to be taken.
    ///
    /// - Throws: `GzipError` where the stream is not complete; ``Markup``.
    mutating func finish() throws {
        if case .unknown = form { try decide() }
        if case .gzip(let inflater) = form { try inflater.finish() }
    }

    private mutating func decide() throws(Markup) {
        if GzipMagic.matches(chunk) {
            form = .gzip(Inflater())
        } else if chunk.first == UInt8(ascii: "<") {
            throw Markup()
        } else {
            form = .plain
        }
    }
}
