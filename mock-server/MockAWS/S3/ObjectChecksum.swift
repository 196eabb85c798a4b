import Digests

/// A checksum that a client sent with an object.
struct ObjectChecksum: Sendable, Hashable {
    /// The algorithms of S3 ("Checking object integrity", S3 User Guide).
    enum Algorithm: String, Sendable, CaseIterable {
        case crc32 = "CRC32"
        case crc32c = "CRC32C"
        case crc64nvme = "CRC64NVME"
        case sha1 = "SHA1"
        case sha256 = "SHA256"

        /// The header or trailer that carries it.
        var headerName: String { "x-amz-checksum-" + rawValue.lowercased() }

        /// The length of the value in bytes, before Base64.
        var byteCount: Int {
            switch self {
            case .crc32, .crc32c: 4
            case .crc64nvme: 8
            case .sha1: 20
            case .sha256: 32
            }
        }

        /// The checksum of `bytes`.
        func checksum(_ bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .crc32: CRC32.checksum(bytes).bigEndianBytes
            case .crc32c: CRC32C.checksum(bytes).bigEndianBytes
            case .crc64nvme: CRC64NVME.checksum(bytes).bigEndianBytes
            case .sha1: SHA1.hash(bytes)
            case .sha256: SHA256.hash(bytes)
            }
        }
    }

    var algorithm: Algorithm
    /// The value in Base64.
    var value: String
}
