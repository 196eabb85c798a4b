import FlowLogs
import Gzip
import Testing
import Timestamps

@testable import FlowLogsReader

@Suite struct ObjectDecoderTests {
    private let text = Array("start end\n".utf8) + Array((0..<5000).map { "1 \($0)\n" }.joined().utf8)

    /// Decodes chunks of a size; the ends of the records, and the error that ended it.
    private func decode(_ bytes: [UInt8], chunk size: Int) -> (ends: [Int64?], error: GzipError?) {
        var decoder = ObjectDecoder(ObjectForm(bytes))
        var parser = FlowLogParser(batchBytes: 4096)
        var ends: [Int64?] = []
        func take(_ batches: [FlowRecordBatch]) { ends += batches.joined().map { $0.end?.seconds } }
        do throws(GzipError) {
            for start in stride(from: 0, to: bytes.count, by: size) {
                decoder.add(Array(bytes[start..<min(start + size, bytes.count)]))
                while let batches = try decoder.next(&parser) { take(batches) }
            }
            try decoder.finish()
        } catch {
            take(parser.finish(isCutOff: true))
            return (ends, error)
        }
        take(parser.finish())
        return (ends, nil)
    }

    @Test(arguments: [1, 2, 7, 1000, 1 << 20])
    func anyChunksGiveTheSameText(size: Int) {
        let two = Deflater.gzip(text) + Deflater.gzip(text)
        let once = (0..<5000).map { Int64($0) as Int64? }
        for (bytes, expected) in [(text, once), (Deflater.gzip(text), once), (two, once + once)] {
            let decoded = decode(bytes, chunk: size)
            #expect(decoded.error == nil)
            #expect(decoded.ends == expected)
        }
    }

    @Test(arguments: [1, 64, 1 << 20])
    func whatCameBeforeTheDamageIsGiven(size: Int) {
        let bytes = Deflater.gzip(text)
        let truncated = decode(Array(bytes.dropLast(9)), chunk: size)
        #expect(truncated.error?.code == .truncated)
        #expect(truncated.ends == (0..<truncated.ends.count).map { Int64($0) } && truncated.ends.count > 2500)
        let trailing = decode(bytes + [1, 2, 3], chunk: size)
        #expect(trailing.error?.code == .trailingGarbage)
        #expect(trailing.ends.count == 5000)
    }

    @Test func formsAreKnownByTheirFirstBytes() {
        #expect(ObjectForm([0x1F, 0x8B, 8, 0]) == .gzip)
        #expect(ObjectForm(Array("PAR1".utf8)) == .parquet)
        #expect(ObjectForm(Array("version".utf8)) == .plain)
        #expect(ObjectForm([0x1F]) == .plain)
        #expect(ObjectForm([]) == .plain)
    }
}
