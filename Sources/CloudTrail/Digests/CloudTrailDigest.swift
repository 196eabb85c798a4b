import Digests
import JSON
import Timestamps

/// A digest: what CloudTrail delivered within about an hour, and what the digest before it was.
///
/// Source: CloudTrail User Guide, "CloudTrail digest file structure".
public struct CloudTrailDigest: Sendable, Hashable {
    /// A log file that the digest vouches for.
    public struct LogFile: Sendable, Hashable {
        /// Where it was delivered.
        public let place: TrailObject
        /// The hash of its inflated content, lower-case hexadecimal.
        public let contentHash: String
        /// `SHA-256`.
        public let hashAlgorithm: String
    }

    /// The digest before this one.
    public struct Previous: Sendable, Hashable {
        /// Where it was delivered.
        public let place: TrailObject
        /// The SHA-256 of its inflated content, lower-case hexadecimal.
        public let contentHash: String?
    }

    /// How much a digest covers at the most: there is one an hour.
    public static let coveredSeconds: Int64 = 3600
    /// How long after the end of a window digests are looked at for log files that were stamped in it.
    ///
    /// A file that comes late is in the digest of the hour in which it came.
    public static let latestSeconds: Int64 = 86_400
    /// The longest digest that is read, inflated: an hour of fifty thousand log files is 25 MB.
    public static let mostBytes = 32 << 20

    /// The account.
    public let account: String
    /// From when on the log files were delivered.
    public let start: Timestamp
    /// Until when they were delivered.
    public let end: Timestamp
    /// The end as the digest spells it, which is signed.
    public let endText: String
    /// Where the digest was delivered.
    public let place: TrailObject
    /// Which public key belongs to the signature.
    public let publicKeyFingerprint: String
    /// `SHA256withRSA`; nil where the digest does not say.
    public let signatureAlgorithm: String?
    /// The digest before this one; nil in the first after logging or validation was switched on.
    public let previous: Previous?
    /// The signature of the digest before this one, hexadecimal.
    public let previousSignature: String?
    /// What was delivered; may be nothing.
    public private(set) var logFiles: [LogFile]
    /// The SHA-256 of the digest's own inflated content, lower-case hexadecimal.
    public let contentHash: String

    /// Reads a digest.
    ///
    /// - Parameter content: the object's content, inflated.
    /// - Throws: ``TrailFormatError``
    public init(parsing content: [UInt8]) throws(TrailFormatError) {
        let members: Members
        guard CloudTrailDigest.isFrugal(content) else {
            throw TrailFormatError(.digest, "it has many more values than bytes for those of a digest")
        }
        do {
            members = Members(value: try JSONValue(parsing: content, maximumDepth: 32))
        } catch {
            throw TrailFormatError(.digest, "\(error)")
        }
        account = try members.text("awsAccountId")
        start = try members.time("digestStartTime")
        end = try members.time("digestEndTime")
        endText = try members.text("digestEndTime")
        place = TrailObject(bucket: try members.text("digestS3Bucket"), key: try members.text("digestS3Object"))
        publicKeyFingerprint = try members.text("digestPublicKeyFingerprint")
        signatureAlgorithm = try members.optionalText("digestSignatureAlgorithm")
        guard members.value["previousDigestSignature"] != nil else {
            throw TrailFormatError(.digest, "previousDigestSignature is absent")
        }
        previousSignature = try members.optionalText("previousDigestSignature")
        let hash = try members.optionalText("previousDigestHashValue")
        if let bucket = try members.optionalText("previousDigestS3Bucket"),
            let key = try members.optionalText("previousDigestS3Object")
        {
            previous = Previous(place: TrailObject(bucket: bucket, key: key), contentHash: hash?.lowercased())
        } else {
            previous = nil
        }
        guard let files = members.value["logFiles"]?.array else {
            throw TrailFormatError(.digest, "logFiles is absent or no array")
        }
        var logFiles: [LogFile] = []
        for file in files { logFiles.append(try LogFile(Members(value: file))) }
        self.logFiles = logFiles
        contentHash = SHA256.hash(content).hexString
    }

    /// Whether a text has no more values than a digest of its length may have.
    ///
    /// A value takes much more memory than the two bytes that it may be written with, and a member of a digest has at
    /// least 26: `"hashAlgorithm":"SHA-256",`. So nobody makes a validation run out of memory with an object of `[],[],…`.
    private static func isFrugal(_ content: [UInt8]) -> Bool {
        var values = 0
        for byte in content where byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
            values += 1
        }
        return values <= 4096 + content.count / 16
    }

    /// The digest without the log files it names: enough for its place in a chain, and of bounded size.
    public var withoutLogFiles: CloudTrailDigest {
        var digest = self
        digest.logFiles = []
        return digest
    }

    /// What the signature of the digest is over.
    ///
    /// Four lines without a newline at the end; a first digest has `null` for the signature before.
    ///
    /// Sources: CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity validation"; awscli 1.45,
    /// `customizations/cloudtrail/validation.py`.
    public var stringToSign: String {
        "\(endText)\n\(place.bucket)/\(place.key)\n\(contentHash)\n\(previousSignature ?? "null")"
    }
}

/// The members of an object in a digest.
private struct Members {
    let value: JSONValue

    func text(_ name: String) throws(TrailFormatError) -> String {
        guard let text = value[name]?.string, !text.isEmpty else {
            throw TrailFormatError(.digest, "\(name) is absent or no text")
        }
        return text
    }

    func optionalText(_ name: String) throws(TrailFormatError) -> String? {
        switch value[name] {
        case nil, .null: nil
        case .string(let text): text
        default: throw TrailFormatError(.digest, "\(name) is neither a text nor null")
        }
    }

    func time(_ name: String) throws(TrailFormatError) -> Timestamp {
        guard let time = Timestamp(iso8601: try text(name)) else {
            throw TrailFormatError(.digest, "\(name) is no time of ISO 8601")
        }
        return time
    }
}

extension CloudTrailDigest.LogFile {
    fileprivate init(_ members: Members) throws(TrailFormatError) {
        place = TrailObject(bucket: try members.text("s3Bucket"), key: try members.text("s3Object"))
        contentHash = try members.text("hashValue").lowercased()
        hashAlgorithm = try members.text("hashAlgorithm")
    }
}
