import Gzip
import Testing

/// Gzip streams of a length that was foreseen.
@Suite struct PaddingTests {
    @Test(arguments: [[], Array("one line\n".utf8), [UInt8](repeating: 0x41, count: 100_000)] as [[UInt8]])
    func anyLengthReadsTheSame(text: [UInt8]) throws {
        let least = Deflater.gzip(text, level: 1).count
        #expect(Deflater.gzip(text, level: 1, size: least - 1) == nil)
        for size in Array(least...least + 12) + [least + 4096, least + 100_003] {
            let member = try #require(Deflater.gzip(text, level: 1, size: size))
            #expect(member.count == size)
            for backend in Inflater.Backend.allCases {
                #expect(try inflate([member], backend: backend, limit: 1 << 16) == text)
            }
        }
    }
}
