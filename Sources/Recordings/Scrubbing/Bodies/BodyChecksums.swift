import Digests

/// The length of a body and what its headers may say of its content.
public struct BodyChecksums: Sendable, Hashable {
    /// The length in bytes.
    public var count: Int64
    /// The MD5.
    public var md5: [UInt8]
    /// The SHA-256.
    public var sha256: [UInt8]
    /// The SHA-1.
    public var sha1: [UInt8]
    /// The CRC-32.
    public var crc32: UInt32
    /// The CRC-32C.
    public var crc32c: UInt32
    /// The CRC-64/NVME.
    public var crc64nvme: UInt64

    /// Creates it.
    public init(
        count: Int64, md5: [UInt8], sha256: [UInt8], sha1: [UInt8], crc32: UInt32, crc32c: UInt32, crc64nvme: UInt64
    ) {
        self.count = count
        self.md5 = md5
        self.sha256 = sha256
        self.sha1 = sha1
        self.crc32 = crc32
        self.crc32c = crc32c
        self.crc64nvme = crc64nvme
    }

    /// The checksums of a body that is there as a whole.
    init(of bytes: [UInt8]) {
        let running = RunningChecksums()
        running.update(bytes)
        self = running.finalize()
    }

    /// What a header, named in lower case, has to say of the body; nil where it says nothing of its content.
    func value(of header: String) -> String? {
        switch header {
        case "content-md5": Base64.encode(md5)
        case "etag": "\"" + md5.hexString + "\""
        case "x-amz-content-sha256": sha256.hexString
        case "x-amz-checksum-crc32": Base64.encode(crc32.bigEndianBytes)
        case "x-amz-checksum-crc32c": Base64.encode(crc32c.bigEndianBytes)
        case "x-amz-checksum-crc64nvme": Base64.encode(crc64nvme.bigEndianBytes)
        case "x-amz-checksum-sha1": Base64.encode(sha1)
        case "x-amz-checksum-sha256": Base64.encode(sha256)
        default: nil
        }
    }
}

/// Checksums of a body that comes in pieces.
final class RunningChecksums {
    private var count: Int64 = 0
    private let md5: MD5?
    private let sha256: SHA256?
    private let sha1: SHA1?
    private var crc32: CRC32?
    private var crc32c: CRC32C?
    private var crc64nvme: CRC64NVME?

    /// Begins with nothing.
    ///
    /// - Parameter headers: the headers, in lower case, whose values are of interest: others are not computed, which
    ///   saves most of the time; nil computes all.
    init(for headers: Set<String>? = nil) {
        func wants(_ name: String) -> Bool { headers?.contains(name) ?? true }
        md5 = wants("etag") || wants("content-md5") ? MD5() : nil
        sha256 = wants("x-amz-content-sha256") || wants("x-amz-checksum-sha256") ? SHA256() : nil
        sha1 = wants("x-amz-checksum-sha1") ? SHA1() : nil
        crc32 = wants("x-amz-checksum-crc32") ? CRC32() : nil
        crc32c = wants("x-amz-checksum-crc32c") ? CRC32C() : nil
        crc64nvme = wants("x-amz-checksum-crc64nvme") ? CRC64NVME() : nil
    }

    func update(_ bytes: [UInt8]) {
        count += Int64(bytes.count)
        md5?.update(bytes)
        sha256?.update(bytes)
        sha1?.update(bytes)
        crc32?.update(bytes)
        crc32c?.update(bytes)
        crc64nvme?.update(bytes)
    }

    /// The checksums, those that are not computed being nothing; to be called once.
    func finalize() -> BodyChecksums {
        BodyChecksums(
            count: count, md5: md5?.finalize() ?? [], sha256: sha256?.finalize() ?? [], sha1: sha1?.finalize() ?? [],
            crc32: crc32?.value ?? 0, crc32c: crc32c?.value ?? 0, crc64nvme: crc64nvme?.value ?? 0)
    }
}
