import CloudTrail
import Digests
import Gzip
import Testing

@Suite struct LogFileTextTests {
    static let content = Array(String(repeating: "{\"Records\":[]}, ", count: 1000).utf8)

    @Test(arguments: [1, 2, 3, 100, 1_000_000], [true, false])
    func isOfTheInflatedContentInPiecesOfAnySize(size: Int, isGzip: Bool) throws {
        let bytes = isGzip ? Deflater.gzip(LogFileTextTests.content) : LogFileTextTests.content
        let hash = LogFileText(pieceBytes: 1000)
        var seen: [UInt8] = []
        var longest = 0
        let take = { (piece: [UInt8]) in
            seen += piece
            longest = max(longest, piece.count)
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            try hash.update(Array(bytes[start..<min(start + size, bytes.count)]), take)
        }
        #expect(try hash.finish(take) == SHA256.hash(LogFileTextTests.content).hexString)
        #expect(seen == LogFileTextTests.content)
        #expect(hash.inflatedBytes == seen.count)
        #expect(!isGzip || longest <= 1000)
    }

    @Test(arguments: [[UInt8](), [0x7B], [0x1F]]) func tinyContentIsTakenAsItIs(bytes: [UInt8]) throws {
        let hash = LogFileText()
        var seen: [UInt8] = []
        try hash.update(bytes) { seen += $0 }
        #expect(try hash.finish { seen += $0 } == SHA256.hash(bytes).hexString)
        #expect(seen == bytes)
    }

    @Test func membersOfGzipFollowEachOther() throws {
        let hash = LogFileText()
        try hash.update(Deflater.gzip([1, 2]) + Deflater.gzip([3]))
        #expect(try hash.finish() == SHA256.hash([1, 2, 3]).hexString)
    }

    @Test func aSpoiltFileIsAnError() throws {
        let bytes = Deflater.gzip(LogFileTextTests.content)
        let cut = LogFileText()
        try cut.update(Array(bytes.dropLast()))
        #expect(throws: GzipError.self) { try cut.finish() }
        let tail = LogFileText()
        #expect(throws: GzipError.self) { try tail.update(bytes + [7]) }
        var wrong = bytes
        wrong[wrong.count - 6] ^= 1
        let spoilt = LogFileText()
        #expect(throws: GzipError.self) { try spoilt.update(wrong) }
        #expect(throws: GzipError.self) { try spoilt.finish() }
    }
}
