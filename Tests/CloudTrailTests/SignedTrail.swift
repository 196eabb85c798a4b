import CloudTrail
import Digests
import Gzip
import JSON
import Testing
import Timestamps

/// Digests and log files as a trail delivers them, signed with a key that is made for the tests.
struct SignedTrail {
    /// A digest in its bucket.
    struct Stored {
        var place: TrailObject
        var content: [UInt8]
        var signature: DigestSignature?
    }

    private static let signers = [RSASigningKey(), RSASigningKey()]

    /// The digests, oldest first.
    var stored: [Stored] = []
    /// The log files, not compressed.
    var logs: [TrailObject: [UInt8]] = [:]
    var keys = DigestPublicKeys()

    var bucket = "b"
    var account = "111122223333"
    var region = "us-east-2"
    var trail = "t"
    var logsPerHour = 2
    var isBackfill = false

    static func signer(_ index: Int = 0) throws -> RSASigningKey { try #require(signers[index]) }

    /// Creates a trail and delivers for some hours.
    init(
        hours: Int, from start: Timestamp = time("2024-02-01T00:00:00Z"),
        _ change: (inout SignedTrail) -> Void = { _ in }
    )
        throws
    {
        change(&self)
        keys.insert(fingerprint: "key0", der: try SignedTrail.signer(0).publicKey())
        keys.insert(fingerprint: "key1", der: try SignedTrail.signer(1).publicKey(.subjectPublicKeyInfo))
        for hour in 0..<hours { try deliver(from: start.adding(seconds: Int64(hour) * 3600)) }
    }

    /// Delivers an hour's log files and their digest.
    mutating func deliver(from start: Timestamp, isFirst: Bool = false, signer: Int = 0) throws {
        let end = start.adding(seconds: 3600)
        var files: [JSONValue] = []
        for index in 0..<logsPerHour {
            let log = CloudTrailLayoutTests.key(
                account, region, String(start.adding(seconds: Int64(index + 1) * 300).iso8601Basic.dropLast(3)) + "Z")
            let place = TrailObject(bucket: bucket, key: log)
            let content = Array("{\"Records\":[{\"eventID\":\"\(trail) \(start.iso8601) \(index)\"}]}".utf8)
            logs[place] = content
            files.append([
                "s3Bucket": .string(bucket), "s3Object": .string(log), "hashAlgorithm": "SHA-256",
                "hashValue": .string(SHA256.hash(content).hexString), "newestEventTime": .string(start.iso8601),
                "oldestEventTime": .string(start.iso8601),
            ])
        }
        let day = CloudTrailLayoutTests.key(account, region, end.iso8601Basic, "CloudTrail-Digest")
        let folder = day.split(separator: "/").dropLast().joined(separator: "/")
        let ending = isBackfill ? "_backfill.json.gz" : ".json.gz"
        let place = TrailObject(
            bucket: bucket,
            key: "\(folder)/\(account)_CloudTrail-Digest_\(region)_\(trail)_us-east-1_\(end.iso8601Basic)\(ending)")
        let previous = isFirst ? nil : stored.last
        let text = { (value: String?) in value.map { JSONValue.string($0) } ?? .null }
        let digest: JSONValue = [
            "awsAccountId": .string(account), "digestStartTime": .string(start.iso8601),
            "digestEndTime": .string(end.iso8601), "digestS3Bucket": .string(bucket),
            "digestS3Object": .string(place.key), "digestPublicKeyFingerprint": .string("key\(signer)"),
            "digestSignatureAlgorithm": "SHA256withRSA", "newestEventTime": .null, "oldestEventTime": .null,
            "previousDigestS3Bucket": text(previous?.place.bucket), "previousDigestS3Object": text(previous?.place.key),
            "previousDigestHashValue": text(previous.map { SHA256.hash($0.content).hexString }),
            "previousDigestHashAlgorithm": text(previous.map { _ in "SHA-256" }),
            "previousDigestSignature": text(previous?.signature?.value), "logFiles": .array(files),
        ]
        stored.append(Stored(place: place, content: digest.encoded()))
        try sign(stored.count - 1, signer: signer)
    }

    /// Signs a digest as it is now.
    mutating func sign(_ index: Int, signer: Int = 0) throws {
        let digest = try CloudTrailDigest(parsing: stored[index].content)
        let signature = try #require(try SignedTrail.signer(signer).signature(of: Array(digest.stringToSign.utf8)))
        stored[index].signature = DigestSignature(value: signature.hexString)
    }

    /// Replaces text in a digest, and leaves its signature.
    mutating func alter(_ index: Int, _ text: String, _ replacement: String) {
        let content = String(decoding: stored[index].content, as: UTF8.self)
        stored[index].content = Array(content.replacing(text, with: replacement).utf8)
    }

    func chain(window: Range<Timestamp>? = nil, order: [Int]? = nil) -> DigestChain {
        var chain = DigestChain(keys: keys, window: window)
        for index in order ?? Array(stored.indices) {
            let item = stored[index]
            do {
                chain.add(try CloudTrailDigest(parsing: item.content), at: item.place, signature: item.signature)
            } catch {
                chain.add(unreadable: item.place, reason: "\(error)")
            }
        }
        return chain
    }

    func validation(window: Range<Timestamp>? = nil, order: [Int]? = nil, present: [TrailObject] = [])
        -> DigestValidation
    {
        chain(window: window, order: order).validation(
            logFiles: { file in logs[file.place].map { .hash(SHA256.hash($0).hexString) } ?? .missing },
            present: present)
    }

    /// The findings that are faults, in short.
    func faults(window: Range<Timestamp>? = nil, present: [TrailObject] = []) -> [String] {
        validation(window: window, present: present).findings.filter(\.isFault).map { name($0) }
    }

    /// A finding with digests by their number, and log files by hour and number.
    func name(_ finding: DigestFinding) -> String {
        switch finding {
        case .digest(let place, _, let fault):
            let number = stored.firstIndex { $0.place == place }.map { String($0) } ?? "?\(stamp(place))"
            return "\(number): \(fault.map { "\($0)" } ?? "valid")"
        case .logFile(let place, let fault): return "log \(stamp(place)): \(fault.map { "\($0)" } ?? "valid")"
        case .missingDigests(let span, let least):
            return "missing \(CivilTime(span.lowerBound).hour)-\(CivilTime(span.upperBound).hour) \(least)"
        case .notCovered(let span):
            return "not covered \(CivilTime(span.lowerBound).hour)-\(CivilTime(span.upperBound).hour)"
        case .noDelivery(let span): return "off \(CivilTime(span.lowerBound).hour)-\(CivilTime(span.upperBound).hour)"
        }
    }

    private func stamp(_ place: TrailObject) -> String {
        let time = CloudTrailKey(place.key)?.stamp.map { CivilTime($0) }
        return time.map { "\($0.hour):\($0.minute)" } ?? place.key
    }

    /// The folder that a copy of the bucket would be.
    func folder(isGzip: Bool = true, below root: String = "") -> CloudTrailFolderValidation.Files {
        var files: [String: [UInt8]] = [:]
        for (place, content) in stored.map({ ($0.place, $0.content) }) + logs.map({ ($0.key, $0.value) }) {
            files[root + (isGzip ? place.key : String(place.key.dropLast(3)))] =
                isGzip ? Deflater.gzip(content) : content
        }
        return SignedTrail.folder(files)
    }

    static func folder(_ files: [String: [UInt8]]) -> CloudTrailFolderValidation.Files {
        CloudTrailFolderValidation.Files(paths: Array(files.keys)) { path, body in
            let bytes = try #require(files[path])
            for start in stride(from: 0, to: bytes.count, by: 100) {
                try body(Array(bytes[start..<min(start + 100, bytes.count)]))
            }
        }
    }

    var signatures: [String: DigestSignature] {
        var signatures: [String: DigestSignature] = [:]
        for item in stored { signatures[item.place.key] = item.signature }
        return signatures
    }
}
