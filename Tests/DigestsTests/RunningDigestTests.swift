import Digests
import Testing

/// A running digest is that of the whole.
@Suite struct RunningDigestTests {
    @Test(arguments: RunningDigest.Algorithm.allCases) func piecesGiveTheDigestOfTheWhole(
        _ algorithm: RunningDigest.Algorithm
    ) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        let digest = RunningDigest(algorithm)
        digest.update(Array(bytes[..<333]))
        digest.update([])
        digest.update(Array(bytes[333...]))
        let whole =
            switch algorithm {
            case .md5: MD5.hash(bytes)
            case .sha1: SHA1.hash(bytes)
            case .sha256: SHA256.hash(bytes)
            }
        #expect(digest.finalize() == whole)
    }
}
