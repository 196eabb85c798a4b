import CloudTrailReader
import Testing

@Suite struct SpooledBytesTests {
    @Test(arguments: [0, 1, 10, 1000, 5_000_000]) func whatWasWrittenIsReadInOrder(limit: Int) async throws {
        let spool = SpooledBytes(limit: limit)
        var expected: [UInt8] = []
        for number in 0..<300 {
            let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number * 7)
            expected += piece
            try spool.append(piece)
        }
        #expect(spool.count == expected.count)
        var found: [UInt8] = []
        try await spool.forEachPiece { found += $0 }
        #expect(found == expected)
    }
}
