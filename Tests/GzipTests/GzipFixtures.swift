import Gzip

/// Streams that Python's `gzip` and `zlib` modules made, and helpers to take streams apart.
enum Fixtures {
    static let flowLog = Array(
        String(
            repeating: """
                2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 \
                1418530070 ACCEPT OK\n
                """, count: 3
        ).utf8)

    /// `gzip.compress(b"", mtime=0)` and so on, with the inflated bytes.
    static let streams: [(name: String, stream: [UInt8], bytes: [UInt8])] = [
        (
            "nothing",
            bytes(
                """
                1f8b08000000000002ff03000000000000000000
                """),
            []
        ),
        (
            "one byte",
            bytes(
                """
                1f8b08000000000002ff4b040043beb7e801000000
                """),
            [97]
        ),
        (
            "a flow log with its name",
            bytes(
                """
                1f8b08080000000002ff666c6f77732e6c6f6700335230343236313533b7b03430345048cdcbd4050a9826592427c225140c
                cd8df48c0df50ccdf40c8d917946860a4606662640d248c10cc85430313201ca9b185a981a1b808c8331cd0d141c9d9d5d03
                4214fcbdb98c468495005836c39859010000
                """),
            flowLog
        ),
        (
            "extra field, name, comment, header checksum",
            bytes(
                """
                1f8b081e0000000000ff06004142020078796e00632064001a26cb48cdc9c9070086a6103605000000
                """),
            Array("hello".utf8)
        ),
        (
            "empty extra field",
            bytes(
                """
                1f8b08040000000000ff0000cb48cdc9c9070086a6103605000000
                """),
            Array("hello".utf8)
        ),
        (
            "header checksum",
            bytes(
                """
                1f8b08020000000000ff90c9cb48cdc9c9070086a6103605000000
                """),
            Array("hello".utf8)
        ),
        (
            "text flag",
            bytes(
                """
                1f8b08010000000000ffcb48cdc9c9070086a6103605000000
                """),
            Array("hello".utf8)
        ),
        (
            "stored",
            bytes(
                """
                1f8b08000000000000ff010500faff68656c6c6f86a6103605000000
                """),
            Array("hello".utf8)
        ),
        (
            "two members, zeros between and after",
            bytes(
                """
                1f8b08000000000002ff4b040043beb7e80100000000000000001f8b08000000000002ff335230343236313533b7b0343034
                5048cdcbd4050a9826592427c225140ccd8df48c0df50ccdf40c8d917946860a4606662640d248c10cc85430313201ca9b18
                5a981a1b808c8331cd0d141c9d9d5d034214fcbdb98c468495005836c39859010000
                """) + [UInt8](repeating: 0, count: 512),
            [97] + flowLog
        ),
    ]

    /// Bytes that no coder makes small, the same at every run (xorshift).
    static func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    /// Bytes with repetitions near and far, like text.
    static func text(_ count: Int, seed: UInt64) -> [UInt8] {
        let noise = noise(count, seed: seed)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 64)
        while bytes.count < count {
            let choice = Int(noise[bytes.count])
            if choice < 96 || bytes.count < 64 {
                bytes.append(48 + UInt8(choice % 10))
            } else {
                let distance = 1 + (choice * 131 + bytes.count) % min(bytes.count, 32_768)
                for _ in 0..<3 + choice % 40 { bytes.append(bytes[bytes.count - distance]) }
            }
        }
        return Array(bytes.prefix(count))
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

/// Inflates pieces one after the other, at most `limit` bytes a call.
func inflate(
    _ pieces: [[UInt8]], backend: Inflater.Backend, limit: Int = 1000
) throws(GzipError) -> [UInt8] {
    let inflater = Inflater(backend: backend)
    var output: [UInt8] = []
    for piece in pieces {
        var offset = 0
        repeat {
            let before = output.count
            offset += try inflater.inflate(piece, from: offset, appendingTo: &output, limit: limit)
            precondition(output.count - before <= limit, "more than the limit came out of one call")
        } while offset < piece.count || !inflater.needsInput
    }
    try inflater.finish()
    return output
}
