import Files
import Gzip

extension Recording {
    /// Gives out a body piece by piece, so that its length does not matter.
    ///
    /// - Parameters:
    ///   - body: a body of this recording.
    ///   - inflating: whether a gzip stream is given out inflated.
    ///   - use: gets the pieces; none is empty.
    /// - Throws: ``RecordingError`` where the file or the stream cannot be read, and what `use` throws.
    public func readPieces(
        of body: RecordedBody, inflating: Bool = false, _ use: ([UInt8]) throws -> Void
    ) throws {
        switch body {
        case .none: return
        case .text(let text): try use(Array(text.utf8))
        case .file(let file):
            do {
                let pieces = try FilePieces(path: path(of: file), pieceSize: 1 << 18)
                guard let first = try pieces.next() else { return }
                if inflating, GzipMagic.matches(first) {
                    try Recording.inflate(first, pieces, use)
                } else {
                    try use(first)
                    while let piece = try pieces.next() { try use(piece) }
                }
            } catch let error as FileError {
                throw RecordingError(.file, "\(error)")
            } catch let error as GzipError {
                throw RecordingError(.malformed, "\(path(of: file)): \(error)")
            }
        }
    }

    private static func inflate(_ first: [UInt8], _ pieces: FilePieces, _ use: ([UInt8]) throws -> Void) throws {
        let inflater = Inflater()
        var output: [UInt8] = []
        var input: [UInt8]? = first
        while let piece = input {
            var index = 0
            repeat {
                index += try inflater.inflate(piece, from: index, appendingTo: &output, limit: 1 << 18)
                if !output.isEmpty { try use(output) }
                output.removeAll(keepingCapacity: true)
            } while index < piece.count || !inflater.needsInput
            input = try pieces.next()
        }
        try inflater.finish()
    }

    /// The exchange of a number.
    ///
    /// - Parameter sequence: its number.
    /// - Returns: the exchange.
    /// - Throws: ``RecordingError`` where there is none.
    public func exchange(_ sequence: Int) throws(RecordingError) -> RecordedExchange {
        guard let exchange = exchanges.first(where: { $0.sequence == sequence }) else {
            throw RecordingError(
                .absent, "\(folder): there is no exchange \(sequence); mock-aws recording show lists them")
        }
        return exchange
    }
}
