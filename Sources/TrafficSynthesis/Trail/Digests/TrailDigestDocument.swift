import Digests
import JSON
import Timestamps

/// A digest as CloudTrail writes it, and what of it is signed.
///
/// Sources: CloudTrail User Guide, "CloudTrail digest file structure", "Custom implementations of CloudTrail log file
/// integrity validation".
package struct TrailDigestDocument: Sendable {
    var account: String
    package var window: Range<Timestamp>
    package var bucket: String
    package var key: String
    package var previous: SignedDigest?
    var files: [DigestedLogFile]

    package init(
        account: String, window: Range<Timestamp>, bucket: String, key: String, previous: SignedDigest?,
        files: [DigestedLogFile]
    ) {
        self.account = account
        self.window = window
        self.bucket = bucket
        self.key = key
        self.previous = previous
        self.files = files
    }

    /// The digest, not compressed.
    package var content: [UInt8] {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        let digest: JSONValue = [
            "awsAccountId": .string(account), "digestStartTime": .string(window.lowerBound.iso8601),
            "digestEndTime": .string(window.upperBound.iso8601), "digestS3Bucket": .string(bucket),
            "digestS3Object": .string(key), "digestPublicKeyFingerprint": .string(TrailSigningKey.fingerprint),
            "digestSignatureAlgorithm": "SHA256withRSA",
            "newestEventTime": text(files.compactMap(\.times?.upperBound).max()?.iso8601),
            "oldestEventTime": text(files.compactMap(\.times?.lowerBound).min()?.iso8601),
            "previousDigestS3Bucket": text(previous?.bucket), "previousDigestS3Object": text(previous?.key),
            "previousDigestHashValue": text(previous?.hash),
            "previousDigestHashAlgorithm": text(previous.map { _ in "SHA-256" }),
            "previousDigestSignature": text(previous?.signature),
            "logFiles": .array(
                files.map { file in
                    [
                        "s3Bucket": .string(file.bucket), "s3Object": .string(file.key),
                        "hashValue": .string(file.hash), "hashAlgorithm": "SHA-256",
                        "newestEventTime": text(file.times?.upperBound.iso8601),
                        "oldestEventTime": text(file.times?.lowerBound.iso8601),
                    ]
                }),
        ]
        return digest.encoded()
    }

    /// The digest by which the next one refers to this one; nil where it cannot be signed.
    package func signed(_ content: [UInt8]) -> SignedDigest? {
        let hash = SHA256.hash(content).hexString
        let text = "\(window.upperBound.iso8601)\n\(bucket)/\(key)\n\(hash)\n\(previous?.signature ?? "null")"
        guard let signature = TrailSigningKey.key?.signature(of: Array(text.utf8)) else { return nil }
        return SignedDigest(bucket: bucket, key: key, hash: hash, signature: signature.hexString)
    }
}
