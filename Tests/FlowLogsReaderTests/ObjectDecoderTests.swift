import Gzip
import Testing

@testable import FlowLogsReader

@Suite struct ObjectDecoderTests {
    private let text = Array((0..<5000).map { "line \($0)\n" }.joined().utf8)

    /// Decodes chunks of a size; the text and the error that ended it.
    private func decode(_ bytes: [UInt8], chunk size: Int) -> (text: [UInt8], error: GzipError?) {
        var decoder = ObjectDecoder(ObjectForm(bytes))
        var text: [UInt8] = []
        do throws(GzipError) {
            for start in stride(from: 0, to: bytes.count, by: size) {
                decoder.add(Array(bytes[start..<min(start + size, bytes.count)]))
                while let piece = try decoder.next() { text += piece }
            }
            try decoder.finish()
        } catch {
            return (text, error)
        }
        return (text, nil)
    }

    @Test(arguments: [1, 2, 7, 1000, 1 << 20])
    func anyChunksGiveTheSameText(size: Int) {
        let two = Deflater.gzip(text) + Deflater.gzip(text)
        for (bytes, expected) in [(text, text), (Deflater.gzip(text), text), (two, text + text)] {
            let decoded = decode(bytes, chunk: size)
            #expect(decoded.error == nil)
            #expect(decoded.text == expected)
        }
    }

    @Test(arguments: [1, 64, 1 << 20])
    func whatCameBeforeTheDamageIsGiven(size: Int) {
        let bytes = Deflater.gzip(text)
        let truncated = decode(Array(bytes.dropLast(9)), chunk: size)
        #expect(truncated.error?.code == .truncated)
        #expect(text.starts(with: truncated.text) && truncated.text.count > text.count / 2)
        let trailing = decode(bytes + [1, 2, 3], chunk: size)
        #expect(trailing.error?.code == .trailingGarbage)
        #expect(trailing.text == text)
    }

    @Test func formsAreKnownByTheirFirstBytes() {
        #expect(ObjectForm([0x1F, 0x8B, 8, 0]) == .gzip)
        #expect(ObjectForm(Array("PAR1".utf8)) == .parquet)
        #expect(ObjectForm(Array("version".utf8)) == .plain)
        #expect(ObjectForm([0x1F]) == .plain)
        #expect(ObjectForm([]) == .plain)
    }
}
