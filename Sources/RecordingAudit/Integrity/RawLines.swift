import Files

/// The lines of a file as bytes, each with what tells a torn one: an audit reads also what no loader would.
struct RawLines {
    /// A line, without its end.
    struct Line {
        /// From 1.
        var number: Int
        /// The offset of its first byte.
        var offset: Int64
        var bytes: [UInt8]
        /// Whether its end is missing.
        var isTorn: Bool
    }

    private let pieces: FilePieces
    private var buffer: [UInt8] = []
    private var start = 0
    private var offset: Int64 = 0
    private var number = 0
    private var isAtEnd = false

    init(path: String) throws(FileError) {
        pieces = try FilePieces(path: path, pieceSize: 1 << 18)
    }

    mutating func next() throws(FileError) -> Line? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return line(to: end, isTorn: false)
            }
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return line(to: buffer.count, isTorn: true)
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            if let piece = try pieces.next() { buffer += piece } else { isAtEnd = true }
        }
    }

    private mutating func line(to end: Int, isTorn: Bool) -> Line {
        number += 1
        let bytes = Array(buffer[start..<end])
        defer { offset += Int64(bytes.count) + 1 }
        return Line(number: number, offset: offset, bytes: bytes, isTorn: isTorn)
    }
}
