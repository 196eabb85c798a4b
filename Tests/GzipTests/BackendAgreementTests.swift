import Gzip
import Testing

/// What one backend accepts, every other accepts with the same bytes, and what one refuses, all refuse.
@Suite struct BackendAgreementTests {
    @Test(arguments: 0..<12) func changedStreamsAreJudgedAlike(_ seed: Int) {
        let bytes = Fixtures.text(1 + seed * 700, seed: UInt64(seed))
        let stream = Deflater.gzip(bytes, level: seed % 10) + Deflater.gzip(Fixtures.flowLog)
        let noise = Fixtures.noise(400, seed: UInt64(100 + seed))
        for step in 0..<100 {
            var changed = stream
            let position = (Int(noise[4 * step]) << 8 | Int(noise[4 * step + 1])) % stream.count
            if noise[4 * step + 2] < 64 {
                changed.removeLast(stream.count - position)
            } else {
                changed[position] ^= 1 << (noise[4 * step + 2] & 7)
            }
            let size = 1 + Int(noise[4 * step + 3]) * 3
            let pieces = stride(from: 0, to: changed.count, by: size).map {
                Array(changed[$0..<min($0 + size, changed.count)])
            }
            let reference = try? inflate(pieces, backend: .zlib)
            for backend in Inflater.Backend.allCases {
                #expect((try? inflate(pieces, backend: backend)) == reference, "step \(step), \(backend)")
            }
        }
    }
}
