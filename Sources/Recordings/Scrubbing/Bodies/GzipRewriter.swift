import Gzip

/// Writes text as gzip, in place of the stream that it came in.
final class GzipRewriter {
    /// How a member ends.
    enum End {
        /// As it has to.
        case whole
        /// In the middle, as the original did.
        case missing
        /// With a checksum that is wrong, for one that is corrupt.
        case wrong
    }

    /// Deflating gives the same bytes however they come where it gets them in blocks.
    private static let block = 32 << 10
    private static let trailer = 8

    private let output: BodyOutput
    private var deflater = Deflater()
    private var pending: [UInt8] = []

    init(output: BodyOutput) { self.output = output }

    func append(_ text: [UInt8]) throws(RecordingError) {
        pending += text
        var start = 0
        var bytes: [UInt8] = []
        while pending.count - start >= Self.block {
            deflater.deflate(Array(pending[start..<(start + Self.block)]), appendingTo: &bytes)
            start += Self.block
        }
        if start > 0 { pending.removeFirst(start) }
        try output.append(bytes)
    }

    /// Ends the member; text that follows begins another.
    func end(_ end: End) throws(RecordingError) {
        var bytes: [UInt8] = []
        deflater.deflate(pending, appendingTo: &bytes)
        deflater.finish(appendingTo: &bytes)
        pending = []
        deflater = Deflater()
        switch end {
        case .whole: break
        case .missing: bytes.removeLast(Self.trailer)
        case .wrong:
            for index in bytes.indices.suffix(Self.trailer) { bytes[index] = ~bytes[index] }
        }
        try output.append(bytes)
    }
}
