/// The framing of a body in `aws-chunked`: read leniently, and written again around another payload.
struct ChunkedFraming {
    /// A chunk's line, with its line end, and where its bytes stand in the payload.
    private struct Chunk {
        var line: [UInt8]
        var count: Int
    }

    /// The bytes of all chunks.
    private(set) var payload: [UInt8] = []
    private var chunks: [Chunk] = []
    /// Everything from the line of the last, empty chunk on.
    private(set) var trailers: [UInt8] = []

    private static let lineEnd: [UInt8] = [13, 10]
    private static let longestLine = 1024

    /// Reads the framing; nil where the body has none.
    init?(_ body: [UInt8]) {
        var position = 0
        while true {
            guard let line = Self.line(body, from: position) else { return nil }
            let digits = body[line].prefix { $0.hexDigitValue != nil }
            guard !digits.isEmpty, digits.count <= 8 else { return nil }
            let count = digits.reduce(0) { $0 << 4 | Int($1.hexDigitValue ?? 0) }
            if count == 0 {
                trailers = Array(body[line.lowerBound...])
                return
            }
            let start = line.upperBound
            guard start + count + 2 <= body.count,
                body[(start + count)..<(start + count + 2)].elementsEqual(Self.lineEnd)
            else { return nil }
            chunks.append(Chunk(line: Array(body[line]), count: count))
            payload += body[start..<(start + count)]
            position = start + count + 2
        }
    }

    /// The body with another payload and other trailers: chunks keep their sizes, and the last one takes what is over.
    func body(payload: [UInt8], trailers: [UInt8], line: ([UInt8]) -> [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var position = 0
        for (index, chunk) in chunks.enumerated() {
            let left = payload.count - position
            let count = index == chunks.count - 1 ? left : min(chunk.count, left)
            guard count > 0 else { continue }
            var text = line(chunk.line)
            if count != chunk.count {
                text = Array(String(count, radix: 16).utf8) + text.drop { $0.hexDigitValue != nil }
            }
            out += text + payload[position..<(position + count)] + Self.lineEnd
            position += count
        }
        return out + trailers
    }

    /// The range of a line with its end.
    private static func line(_ body: [UInt8], from start: Int) -> Range<Int>? {
        let last = min(body.count, start + longestLine)
        var position = start
        while position + 1 < last {
            if body[position] == 13, body[position + 1] == 10 { return start..<(position + 2) }
            position += 1
        }
        return nil
    }
}
