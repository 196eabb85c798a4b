import Gzip

/// Inflates the members of a stream, one after the other, also behind one whose checksum is wrong.
final class GzipReader {
    /// Why a piece of the stream gave no more text.
    enum Stop {
        /// There is more, or more is needed.
        case none
        /// A member was inflated, and its checksum is wrong.
        case wrongChecksum
        /// What follows cannot be inflated.
        case broken(GzipError.Code)
    }

    /// The most text at once.
    static let limit = 64 << 10

    private var inflater = Inflater()

    /// Inflates from `bytes`, and moves `offset` behind what was taken.
    ///
    /// - Returns: text, whether the bytes are used up, and why it stopped.
    func read(_ bytes: [UInt8], from offset: inout Int) -> (text: [UInt8], isDone: Bool, stop: Stop) {
        var text: [UInt8] = []
        let before = inflater.compressedBytes
        do {
            offset += try inflater.inflate(bytes, from: offset, appendingTo: &text, limit: Self.limit)
            return (text, offset == bytes.count && inflater.needsInput, .none)
        } catch {
            offset += inflater.compressedBytes - before
            guard error.code == .checksum || error.code == .length else { return (text, true, .broken(error.code)) }
            inflater = Inflater()
            return (text, offset == bytes.count, .wrongChecksum)
        }
    }

    /// Whether the stream may end here.
    var isWhole: Bool { inflater.isAtMemberBoundary }
}
