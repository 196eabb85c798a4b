import CZlib

/// The CRC-32 of gzip, zip and S3's `x-amz-checksum-crc32` (ISO 3309, reflected polynomial EDB88320), by zlib.
public struct CRC32: Sendable, Hashable {
    /// The checksum of what was given so far; 0 for nothing.
    public private(set) var value: UInt32 = 0

    /// Begins a checksum of nothing.
    public init() {}

    /// Appends `bytes` to what is summed.
    public mutating func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    /// Appends `bytes` to what is summed.
    public mutating func update(_ bytes: Span<UInt8>) {
        guard !bytes.isEmpty else { return }  // for a null pointer zlib would give its initial value
        value = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(value), buffer.baseAddress, buffer.count))
        }
    }

    /// Returns the CRC-32 of `bytes`.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = CRC32()
        crc.update(bytes)
        return crc.value
    }
}
