import Digests
import HTTPMessages
import Recordings

/// What the headers of a message claim about its body, computed while the body goes by.
///
/// Claims about something else than these bytes are left alone: a range of an object, an object in parts, one that is
/// encrypted with other keys than S3's.
struct HeaderChecks {
    private struct Claim {
        var header: String
        var expected: [UInt8]
        var checksum: any RunningChecksum
    }

    private var claims: [Claim] = []
    private var expectedCount: (header: String, value: Int64)?

    /// The claims of a request.
    init(_ request: RecordedRequest) {
        if let text = request.headers["Content-Length"], let value = Int64(text) {
            expectedCount = ("Content-Length", value)
        }
        // With aws-chunked the checksum is that of what the frames hold.
        let isFramed =
            request.headers["x-amz-content-sha256"]?.hasPrefix("STREAMING-") == true
            || request.headers["Content-Encoding"]?.contains("aws-chunked") == true
        if !isFramed { addChecksums(request.headers) }
    }

    /// The claims of a response.
    init(_ response: RecordedResponse) {
        guard response.end == .complete, response.framing != .none else { return }
        if response.framing == .length, let text = response.headers["Content-Length"], let value = Int64(text) {
            expectedCount = ("Content-Length", value)
        }
        guard response.status == 200 else { return }
        addChecksums(response.headers)
        addETag(response.headers)
    }

    private mutating func addChecksums(_ headers: HTTPHeaders) {
        if let text = headers["Content-MD5"], let expected = Base64.decode(text) {
            claims.append(Claim(header: "Content-MD5", expected: expected, checksum: RunningDigest(.md5)))
        }
        guard headers["x-amz-checksum-type"] != "COMPOSITE" else { return }
        for (name, checksum) in [
            ("crc32", RunningCRC(CRC32())), ("crc32c", RunningCRC(CRC32C())), ("crc64nvme", RunningCRC(CRC64NVME())),
            ("sha1", RunningDigest(.sha1)), ("sha256", RunningDigest(.sha256)),
        ] as [(String, any RunningChecksum)] {
            // A composite one ends in `-<parts>`, and so is no Base64.
            let header = "x-amz-checksum-" + name
            guard let text = headers[header], let expected = Base64.decode(text) else { continue }
            claims.append(Claim(header: header, expected: expected, checksum: checksum))
        }
    }

    /// The ETag of an object that was put in one piece is its MD5, unless a key of KMS or the customer encrypts it.
    private mutating func addETag(_ headers: HTTPHeaders) {
        guard let tag = headers["ETag"], tag.hasPrefix("\""), tag.hasSuffix("\""), tag.utf8.count == 34,
            headers["x-amz-server-side-encryption"].map({ $0 == "AES256" }) ?? true,
            headers["x-amz-server-side-encryption-customer-algorithm"] == nil,
            headers["x-amz-request-id"] != nil || headers["Server"] == "AmazonS3",
            let expected = [UInt8](hex: tag.dropFirst().dropLast())
        else { return }
        claims.append(Claim(header: "ETag", expected: expected, checksum: RunningDigest(.md5)))
    }

    mutating func take(_ piece: [UInt8]) {
        for index in claims.indices { claims[index].checksum.update(piece) }
    }

    /// What does not hold of a body of `count` bytes, a line each.
    func faults(count: Int64) -> [String] {
        var faults: [String] = []
        if let expectedCount, expectedCount.value != count {
            faults.append("\(expectedCount.header) is \(expectedCount.value), the body has \(count) bytes")
        }
        for claim in claims where claim.checksum.value() != claim.expected {
            faults.append("\(claim.header) is not that of the body")
        }
        return faults
    }
}

/// A checksum of bytes that come in pieces.
private protocol RunningChecksum {
    mutating func update(_ bytes: [UInt8])
    func value() -> [UInt8]
}

extension RunningDigest: RunningChecksum {
    fileprivate func value() -> [UInt8] { finalize() }
}

private struct RunningCRC<CRC>: RunningChecksum {
    var crc: CRC
    let add: (inout CRC, [UInt8]) -> Void
    let read: (CRC) -> [UInt8]

    mutating func update(_ bytes: [UInt8]) { add(&crc, bytes) }
    func value() -> [UInt8] { read(crc) }
}

extension RunningCRC where CRC == CRC32 {
    init(_ crc: CRC32) { self.init(crc: crc, add: { $0.update($1) }, read: { $0.value.bigEndianBytes }) }
}

extension RunningCRC where CRC == CRC32C {
    init(_ crc: CRC32C) { self.init(crc: crc, add: { $0.update($1) }, read: { $0.value.bigEndianBytes }) }
}

extension RunningCRC where CRC == CRC64NVME {
    init(_ crc: CRC64NVME) { self.init(crc: crc, add: { $0.update($1) }, read: { $0.value.bigEndianBytes }) }
}
