import Gzip
import Testing

@Suite struct DeflaterTests {
    @Test func theHeaderHasNeitherNameNorTime() {
        let stream = Deflater.gzip(Array("hello".utf8))
        #expect(Array(stream[..<8]) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
        #expect(GzipMagic.matches(stream))
        #expect(Deflater.gzip(Array("hello".utf8)) == stream)
    }

    @Test(arguments: 0...9) func everyLevelRoundTrips(_ level: Int) throws {
        for count in [0, 1, 70_000] {
            let bytes = Fixtures.text(count, seed: 9)
            #expect(try Inflater.gunzip(Deflater.gzip(bytes, level: level), maxBytes: 70_000) == bytes)
        }
    }

    @Test func levelsBeyondTheEndsAreThoseOfTheEnds() {
        let bytes = Fixtures.text(2000, seed: 1)
        #expect(Deflater.gzip(bytes, level: 99) == Deflater.gzip(bytes, level: 9))
        #expect(Deflater.gzip(bytes, level: -1) == Deflater.gzip(bytes, level: 0))
    }

    @Test(arguments: [1, 13, 1000, 60_000]) func piecesGiveTheStreamOfTheWhole(_ size: Int) {
        let bytes = Fixtures.text(60_000, seed: 4)
        let deflater = Deflater()
        var stream: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            deflater.deflate(Array(bytes[start..<min(start + size, bytes.count)]), appendingTo: &stream)
        }
        deflater.finish(appendingTo: &stream)
        #expect(stream == Deflater.gzip(bytes))
    }

    @Test func whatStandsInTheOutputStays() throws {
        var stream: [UInt8] = [7]
        let deflater = Deflater(level: 1)
        deflater.deflate(Fixtures.noise(200_000, seed: 2), appendingTo: &stream)
        deflater.finish(appendingTo: &stream)
        #expect(stream[0] == 7)
        #expect(
            try Inflater.gunzip(Array(stream.dropFirst()), maxBytes: 200_000) == Fixtures.noise(200_000, seed: 2))
    }
}
