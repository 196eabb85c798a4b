import CloudTrail
import Digests
import Gzip
import JSON
import Timestamps

/// Digests and log files as a trail delivers them, signed with a key that is made for the tests.
public struct SignedTrail: Sendable {
    /// A digest in its bucket.
    public struct Stored: Sendable {
        /// Where it lies.
        public var place: TrailObject
        /// Its content, not compressed.
        public var content: [UInt8]
        /// The signature of its metadata.
        public var signature: DigestSignature?
    }

    /// What keeps a trail from being made.
    public struct Failure: Error {}

    private static let signers = [RSASigningKey(), RSASigningKey()]

    /// The digests, oldest first.
    public var stored: [Stored] = []
    /// The log files, not compressed.
    public var logs: [TrailObject: [UInt8]] = [:]
    /// The public keys.
    public var keys = DigestPublicKeys()

    /// The bucket.
    public var bucket = "b"
    /// What stands before `AWSLogs/`, with its slash.
    public var prefix = ""
    /// The organisation's folder, with its slash.
    public var organization = ""
    /// The account.
    public var account = "111122223333"
    /// The region.
    public var region = "us-east-2"
    /// The trail's name.
    public var trail = "t"
    /// How many log files an hour has.
    public var logsPerHour = 2
    /// Whether the digests are backfill ones.
    public var isBackfill = false

    private static func signer(_ index: Int) throws -> RSASigningKey {
        guard let signer = signers[index] else { throw Failure() }
        return signer
    }

    /// The public key `key0` or `key1`, PKCS #1.
    public static func publicKey(_ index: Int = 0) throws -> [UInt8] { try signer(index).publicKey() }

    /// What `aws cloudtrail list-public-keys` prints of both keys.
    public static func publicKeyList() throws -> [UInt8] {
        let list = try [0, 1].map { index -> JSONValue in
            [
                "Value": .string(Base64.encode(try publicKey(index))), "Fingerprint": .string("key\(index)"),
                "ValidityStartTime": "2020-01-01T00:00:00Z", "ValidityEndTime": "2030-01-01T00:00:00Z",
            ]
        }
        let answer: JSONValue = ["PublicKeyList": .array(list)]
        return answer.encoded()
    }

    /// Creates a trail and delivers for some hours.
    public init(
        hours: Int, from start: Timestamp = CivilTime(year: 2024, month: 2, day: 1).timestamp,
        _ change: (inout SignedTrail) -> Void = { _ in }
    ) throws {
        change(&self)
        keys.insert(fingerprint: "key0", der: try SignedTrail.publicKey())
        keys.insert(fingerprint: "key1", der: try SignedTrail.signer(1).publicKey(.subjectPublicKeyInfo))
        for hour in 0..<hours { try deliver(from: start.adding(seconds: Int64(hour) * 3600)) }
    }

    /// The folder of a day: of log files, or of digests.
    public func folder(_ kind: CloudTrailKey.Kind, _ time: Timestamp) -> String {
        let day = time.iso8601.prefix(10).replacing("-", with: "/")
        return "\(prefix)AWSLogs/\(organization)\(account)/\(kind.folder)/\(region)/\(day)/"
    }

    /// The key of a log file.
    public func logKey(_ time: Timestamp, _ suffix: String = "abc") -> String {
        let stamp = time.iso8601Basic.dropLast(3) + "Z"
        return folder(.log, time) + "\(account)_CloudTrail_\(region)_\(stamp)_\(suffix).json.gz"
    }

    /// The log file of an hour and a number in it, in the order of delivery.
    public func log(_ hour: Int, _ index: Int) -> TrailObject { logs.keys.sorted()[hour * logsPerHour + index] }

    /// Delivers an hour's log files and their digest.
    public mutating func deliver(from start: Timestamp, isFirst: Bool = false, signer: Int = 0) throws {
        let end = start.adding(seconds: 3600)
        var files: [JSONValue] = []
        for index in 0..<logsPerHour {
            let place = TrailObject(bucket: bucket, key: logKey(start.adding(seconds: Int64(index + 1) * 300)))
            let content = Array("{\"Records\":[{\"eventID\":\"\(trail) \(start.iso8601) \(index)\"}]}".utf8)
            logs[place] = content
            files.append([
                "s3Bucket": .string(bucket), "s3Object": .string(place.key), "hashAlgorithm": "SHA-256",
                "hashValue": .string(SHA256.hash(content).hexString), "newestEventTime": .string(start.iso8601),
                "oldestEventTime": .string(start.iso8601),
            ])
        }
        let ending = isBackfill ? "_backfill.json.gz" : ".json.gz"
        let name = "\(account)_CloudTrail-Digest_\(region)_\(trail)_us-east-1_\(end.iso8601Basic)\(ending)"
        let place = TrailObject(bucket: bucket, key: folder(.digest, end) + name)
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
    public mutating func sign(_ index: Int, signer: Int = 0) throws {
        let digest = try CloudTrailDigest(parsing: stored[index].content)
        guard let signature = try SignedTrail.signer(signer).signature(of: Array(digest.stringToSign.utf8)) else {
            throw Failure()
        }
        stored[index].signature = DigestSignature(value: signature.hexString)
    }

    /// Replaces text in a digest, and leaves its signature.
    public mutating func alter(_ index: Int, _ text: String, _ replacement: String) {
        let content = String(decoding: stored[index].content, as: UTF8.self)
        stored[index].content = Array(content.replacing(text, with: replacement).utf8)
    }

    /// The signatures by the keys of their digests.
    public var signatures: [String: DigestSignature] {
        var signatures: [String: DigestSignature] = [:]
        for item in stored { signatures[item.place.key] = item.signature }
        return signatures
    }

    /// The metadata of a digest's object, without `x-amz-meta-`.
    public func metadata(of item: Stored) -> [String: String] {
        guard let signature = item.signature else { return [:] }
        var metadata = ["signature": signature.value]
        metadata["signature-algorithm"] = signature.algorithm
        if isBackfill { metadata["backfill-generation-timestamp"] = "2024-02-03T00:00:00Z" }
        return metadata
    }

    /// All objects, compressed, with their metadata.
    public var objects: [(place: TrailObject, bytes: [UInt8], metadata: [String: String])] {
        stored.map { ($0.place, Deflater.gzip($0.content), metadata(of: $0)) }
            + logs.sorted { $0.key < $1.key }.map { ($0.key, Deflater.gzip($0.value), [:]) }
    }

    /// What ``DigestSignature/parseSaved(_:)`` reads.
    public var savedSignatures: [UInt8] {
        let members = stored.map { item in
            JSONValue.Member(
                item.place.key,
                .object(
                    metadata(of: item).sorted { $0.key < $1.key }.map {
                        JSONValue.Member("x-amz-meta-" + $0.key, .string($0.value))
                    }))
        }
        return JSONValue.object(members).encoded()
    }
}
