import FlowLogs
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

    init(_ form: ObjectForm) {
        inflater = form == .gzip ? Inflater() : nil
    }

    /// Gives what follows the bytes given before, all of whose text was taken.
    mutating func add(_ chunk: [UInt8]) {
        self.chunk = chunk
        offset = 0
    }

    /// Lets a parser take text.
    ///
    /// - Parameter parser: gets text, also such as comes before damage.
    /// - Returns: the parser's next batches, which may be none; nil where the next chunk is needed.
    /// - Throws: `GzipError` where the stream is damaged.
    mutating func next(_ parser: inout FlowLogParser) throws(GzipError) -> [FlowRecordBatch]? {
        guard let inflater else {
            defer { chunk = [] }
            return chunk.isEmpty ? nil : parser.append(chunk)
        }
        guard offset < chunk.count || !inflater.needsInput else { return nil }
        let batch = try parser.append { (room: inout OutputSpan<UInt8>) throws(GzipError) in
            offset += try inflater.inflate(chunk.span.extracting(offset...), into: &room)
        }
        return batch.map { [$0] } ?? []
    }

    /// Ends the object.
    ///
    /// - Throws: `GzipError` where the stream is not complete.
    func finish() throws(GzipError) {
        try inflater?.finish()
    }
}
