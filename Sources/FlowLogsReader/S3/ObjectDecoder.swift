import Gzip

/// What the bytes of an object are, by the first of them: names lie.
enum ObjectForm: Sendable, Hashable {
    /// A gzip stream.
    case gzip
    /// A Parquet file: Apache Parquet, "File Format", the magic number `PAR1`.
    case parquet
    /// HTML or XML: an error page of something between us and S3, no flow log begins like it.
    case markup
    /// Text.
    case plain

    /// How many bytes are needed to tell.
    static let magicBytes = 4

    /// Tells the form from the first bytes; fewer than ``magicBytes`` only where there are no more.
    init(_ bytes: some Collection<UInt8>) {
        if GzipMagic.matches(bytes) {
            self = .gzip
        } else if bytes.starts(with: [0x50, 0x41, 0x52, 0x31]) {
            self = .parquet
        } else if bytes.first == UInt8(ascii: "<") {
            self = .markup
        } else {
            self = .plain
        }
    }
}

/// Turns the bytes of an object, as they come, into text: give a chunk, then take text until there is none.
struct ObjectDecoder {
    private let inflater: Inflater?
    private var chunk: [UInt8] = []
    private var offset = 0
    private var damage: GzipError?

    /// How much text is given at once.
    private static let pieceBytes = 256 << 10

    init(_ form: ObjectForm) {
        inflater = form == .gzip ? Inflater() : nil
    }

    /// Gives what follows the bytes given before, all of whose text was taken.
    mutating func add(_ chunk: [UInt8]) {
        self.chunk = chunk
        offset = 0
    }

    /// Takes text.
    ///
    /// - Returns: text, or nil where the next chunk is needed.
    /// - Throws: `GzipError` where the stream is damaged, after all that came before the damage was given.
    mutating func next() throws(GzipError) -> [UInt8]? {
        if let damage { throw damage }
        guard let inflater else {
            defer { chunk = [] }
            return chunk.isEmpty ? nil : chunk
        }
        while offset < chunk.count || !inflater.needsInput {
            var text: [UInt8] = []
            do throws(GzipError) {
                offset += try inflater.inflate(chunk, from: offset, appendingTo: &text, limit: ObjectDecoder.pieceBytes)
            } catch {
                if text.isEmpty { throw error }
                damage = error
            }
            if !text.isEmpty { return text }
        }
        return nil
    }

    /// Ends the object.
    ///
    /// - Throws: `GzipError` where the stream is not complete.
    func finish() throws(GzipError) {
        try inflater?.finish()
    }
}
