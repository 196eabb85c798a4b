import Gzip
import Testing

/// Every behaviour at every backend.
@Suite struct InflaterTests {
    @Test(arguments: Inflater.Backend.allCases, Fixtures.streams.indices)
    func streamsOfPythonAreInflated(_ backend: Inflater.Backend, _ index: Int) throws {
        let (_, stream, bytes) = Fixtures.streams[index]
        #expect(try inflate([stream], backend: backend) == bytes)
        #expect(try Inflater.gunzip(stream, maxBytes: 1000, backend: backend) == bytes)
    }

    @Test(arguments: Inflater.Backend.allCases, Fixtures.streams.indices)
    func anyTwoPiecesGiveTheSame(_ backend: Inflater.Backend, _ index: Int) throws {
        let (_, stream, bytes) = Fixtures.streams[index]
        for cut in 0...stream.count {
            let pieces = [Array(stream[..<cut]), Array(stream[cut...])]
            #expect(try inflate(pieces, backend: backend, limit: 7) == bytes)
        }
    }

    @Test(arguments: Inflater.Backend.allCases, Fixtures.streams.indices)
    func singleBytesGiveTheSame(_ backend: Inflater.Backend, _ index: Int) throws {
        let (_, stream, bytes) = Fixtures.streams[index]
        #expect(try inflate(stream.map { [$0] }, backend: backend, limit: 1) == bytes)
    }

    @Test(arguments: Inflater.Backend.allCases)
    func aStreamCutAnywhereIsTruncated(_ backend: Inflater.Backend) {
        let stream = Deflater.gzip(Fixtures.flowLog)
        for cut in 1..<stream.count {
            #expect(code(Array(stream[..<cut]), backend) == .truncated, "cut at \(cut)")
        }
    }

    @Test(arguments: Inflater.Backend.allCases)
    func aSecondMemberCutAnywhereIsTruncated(_ backend: Inflater.Backend) {
        let stream = Deflater.gzip([1, 2, 3])
        for cut in 1..<stream.count {
            #expect(code(stream + stream[..<cut], backend) == .truncated, "cut at \(cut)")
        }
    }

    @Test(arguments: Inflater.Backend.allCases)
    func noBytesAreAStreamWithoutMembers(_ backend: Inflater.Backend) throws {
        let inflater = Inflater(backend: backend)
        #expect(inflater.isAtMemberBoundary)
        #expect(inflater.needsInput)
        #expect(try inflate([], backend: backend) == [])
        #expect(try inflate([[], []], backend: backend) == [])
    }

    @Test(arguments: Inflater.Backend.allCases)
    func anyFlippedBitIsAnErrorOrChangesNothing(_ backend: Inflater.Backend) {
        let bytes = Fixtures.text(600, seed: 5)
        let stream = Deflater.gzip(bytes)
        for position in stream.indices {
            for bit in 0..<8 {
                var flipped = stream
                flipped[position] ^= 1 << UInt8(bit)
                let result = Result { () throws(GzipError) in try inflate([flipped], backend: backend) }
                if case .success(let output) = result {
                    #expect(output == bytes, "byte \(position), bit \(bit)")
                    // Time, extra flags and system of the header mean nothing to the bytes; nor does the text flag,
                    // nor do the bits that fill the last byte of the body.
                    let isIdle = position < 10 || position == stream.count - 9
                    #expect(isIdle, "byte \(position), bit \(bit) went unnoticed")
                }
            }
        }
    }

    @Test(arguments: Inflater.Backend.allCases)
    func eachFaultHasItsCode(_ backend: Inflater.Backend) {
        let stream = Deflater.gzip(Array("hello".utf8))
        func changed(_ position: Int, _ value: UInt8) -> [UInt8] {
            var copy = stream
            copy[position < 0 ? copy.count + position : position] = value
            return copy
        }
        #expect(code(changed(0, 0), backend) == .notGzip)
        #expect(code(changed(1, 0), backend) == .notGzip)
        #expect(code(Array("<html>".utf8), backend) == .notGzip)
        #expect(code([0, 0, 0], backend) == .notGzip)
        #expect(code(changed(2, 7), backend) == .unsupportedMethod)
        #expect(code(changed(3, 0x80), backend) == .reservedFlags)
        #expect(code(changed(3, 2), backend) == .headerChecksum)
        #expect(code(changed(10, 0xff), backend) == .corruptData)
        #expect(code(changed(-8, stream[stream.count - 8] ^ 1), backend) == .checksum)
        #expect(code(changed(-1, 1), backend) == .length)
        #expect(code(stream + [7], backend) == .trailingGarbage)
        #expect(code(stream + [0, 0, 7], backend) == .trailingGarbage)
        #expect(code(stream + [0x1f, 7], backend) == .trailingGarbage)
        #expect(code(stream + [0x1f], backend) == .truncated)
    }

    @Test(arguments: Inflater.Backend.allCases)
    func anErrorSaysWhereAndStays(_ backend: Inflater.Backend) {
        let stream = Deflater.gzip([1])
        let inflater = Inflater(backend: backend)
        var output: [UInt8] = []
        let expected = GzipError(code: .trailingGarbage, byteOffset: stream.count + 3, member: 1)
        #expect(throws: expected) {
            _ = try inflater.inflate(stream + [0, 0, 9, 9], appendingTo: &output, limit: 10)
        }
        #expect(output == [1])
        #expect(throws: expected) { _ = try inflater.inflate(stream, appendingTo: &output, limit: 10) }
        #expect(throws: expected) { try inflater.finish() }
        #expect(!inflater.isAtMemberBoundary)
        #expect(
            expected.description
                == "gzip: something else than gzip follows the end (member 1, byte \(stream.count + 3))")
    }

    @Test(arguments: Inflater.Backend.allCases)
    func corruptDataSayNearWhichByte(_ backend: Inflater.Backend) throws {
        var stream = Deflater.gzip(Fixtures.noise(100_000, seed: 3), level: 0)
        // The header of the second stored block, whose length no longer matches its complement.
        let start = 10 + 5 + 65_535
        let second = try #require((50_000...start).last { stream[$0] & 0xf8 == 0 && isStored(stream, at: $0) })
        stream[second + 1] ^= 0x55
        let result = Result { () throws(GzipError) in try inflate([stream], backend: backend, limit: 1 << 16) }
        guard case .failure(let error) = result else {
            Issue.record("the broken block was accepted")
            return
        }
        #expect(error.code == .corruptData)
        #expect((second...second + 64).contains(error.byteOffset))
    }

    @Test(arguments: Inflater.Backend.allCases)
    func aBombComesOutInPiecesOfTheLimit(_ backend: Inflater.Backend) throws {
        let stream = Deflater.gzip([UInt8](repeating: 0, count: 3_000_000), level: 9)
        let inflater = Inflater(backend: backend)
        var output: [UInt8] = []
        var offset = 0
        var total = 0
        repeat {
            output.removeAll(keepingCapacity: true)
            offset += try inflater.inflate(stream, from: offset, appendingTo: &output, limit: 4096)
            #expect(output.count <= 4096)
            total += output.count
        } while offset < stream.count || !inflater.needsInput
        try inflater.finish()
        #expect(total == 3_000_000)
        #expect(inflater.memberCount == 1)
        #expect(inflater.compressedBytes == stream.count)
        let error = #expect(throws: GzipError.self) {
            _ = try Inflater.gunzip(stream, maxBytes: 100_000, backend: backend)
        }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: Inflater.Backend.allCases)
    func manyMembersAreOneStream(_ backend: Inflater.Backend) throws {
        var stream: [UInt8] = []
        var bytes: [UInt8] = []
        for index in 0..<50 {
            let part = Fixtures.text(index * 37, seed: UInt64(index))
            bytes += part
            stream += Deflater.gzip(part, level: index % 10)
        }
        for size in [1, 2, 3, 7, 64, 1000, stream.count] {
            let pieces = stride(from: 0, to: stream.count, by: size).map {
                Array(stream[$0..<min($0 + size, stream.count)])
            }
            #expect(try inflate(pieces, backend: backend) == bytes)
        }
    }

    @Test(arguments: Inflater.Backend.allCases, 0..<24)
    func randomBytesRoundTrip(_ backend: Inflater.Backend, _ seed: Int) throws {
        let count = [0, 1, 100, 5000, 40_000, 120_000][seed % 6]
        let bytes =
            seed % 4 == 3
            ? Fixtures.noise(count, seed: UInt64(seed)) : Fixtures.text(count, seed: UInt64(seed))
        let stream = Deflater.gzip(bytes, level: seed % 10)
        let size = 1 + (seed * 7919) % 5000
        let pieces = stride(from: 0, to: stream.count, by: size).map {
            Array(stream[$0..<min($0 + size, stream.count)])
        }
        #expect(try inflate(pieces, backend: backend, limit: 1 + (seed * 104_729) % 70_000) == bytes)
    }

    @Test func magicTellsGzip() {
        #expect(GzipMagic.matches([0x1f, 0x8b, 8]))
        #expect(!GzipMagic.matches([0x1f]))
        #expect(!GzipMagic.matches([]))
        #expect(!GzipMagic.matches(Array("version".utf8)))
    }

    private func code(_ stream: [UInt8], _ backend: Inflater.Backend) -> GzipError.Code? {
        let result = Result { () throws(GzipError) in try inflate([stream], backend: backend) }
        if case .failure(let error) = result { return error.code }
        return nil
    }

    /// Whether the length at a stored block's header is followed by its complement.
    private func isStored(_ stream: [UInt8], at index: Int) -> Bool {
        stream[index + 1] == ~stream[index + 3] && stream[index + 2] == ~stream[index + 4]
    }
}
