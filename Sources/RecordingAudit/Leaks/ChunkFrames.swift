/// Takes the frames of `aws-chunked` off a body that comes in pieces, so that what they hold can be inflated.
///
/// `<size in hexadecimal>[;chunk-signature=…]\r\n<bytes>\r\n`, the last of size 0.
struct ChunkFrames {
    private enum State {
        case head
        case data(left: Int)
        /// Before the line break behind the data.
        case gap
        /// Trailers; nothing of the payload comes any more.
        case end
    }

    private var state = State.head
    private var line: [UInt8] = []

    /// The payload in a piece.
    mutating func payload(of piece: [UInt8]) -> [UInt8] {
        var payload: [UInt8] = []
        var rest = piece[...]
        while let byte = rest.first {
            switch state {
            case .head:
                rest = rest.dropFirst()
                if byte != 0x0A {
                    // No head is that long: these are no frames.
                    if line.count > 512 { state = .end } else { line.append(byte) }
                    continue
                }
                let digits = line.prefix { Characters.hexValue($0) != nil }
                let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
                line = []
                state = size > 0 ? .data(left: size) : .end
            case .data(let left):
                let part = rest.prefix(left)
                payload += part
                rest = rest.dropFirst(part.count)
                state = part.count == left ? .gap : .data(left: left - part.count)
            case .gap:
                rest = rest.dropFirst()
                if byte == 0x0A { state = .head }
            case .end: return payload
            }
        }
        return payload
    }
}
