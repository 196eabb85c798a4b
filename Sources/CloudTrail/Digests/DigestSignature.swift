import Digests
import JSON

/// The signature of a digest, as the metadata of its object has it.
public struct DigestSignature: Sendable, Hashable {
    /// The only algorithm there is: RSA of PKCS #1 v1.5 with SHA-256.
    public static let algorithmName = "SHA256withRSA"

    /// `x-amz-meta-signature`: hexadecimal.
    public let value: String
    /// `x-amz-meta-signature-algorithm`; nil where it is absent.
    public let algorithm: String?

    /// Creates a signature.
    public init(value: String, algorithm: String? = DigestSignature.algorithmName) {
        self.value = value
        self.algorithm = algorithm
    }

    /// Takes the signature out of the metadata of an object; nil where there is none.
    ///
    /// - Parameter metadata: names, with or without `x-amz-meta-`, in any case, and values.
    public init?(metadata: some Sequence<(name: String, value: String)>) {
        var value: String?
        var algorithm: String?
        for member in metadata {
            var name = member.name.lowercased()
            if name.hasPrefix("x-amz-meta-") { name.removeFirst("x-amz-meta-".count) }
            switch name {
            case "signature": value = member.value
            case "signature-algorithm": algorithm = member.value
            default: break
            }
        }
        guard let value else { return nil }
        self.init(value: value, algorithm: algorithm)
    }

    /// Reads saved metadata: `{"<key>":{"x-amz-meta-signature":…,"x-amz-meta-signature-algorithm":…}, …}`.
    ///
    /// A copy of a bucket in a folder has no metadata, so somebody has to save it beside.
    ///
    /// - Returns: the signatures by the keys of the digests.
    /// - Throws: ``TrailFormatError``
    public static func parseSaved(_ json: [UInt8]) throws(TrailFormatError) -> [String: DigestSignature] {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: json, maximumDepth: 32)
        } catch {
            throw TrailFormatError(.signatures, "saved signatures: \(error)")
        }
        guard let members = value.object else {
            throw TrailFormatError(.signatures, "saved signatures: no object with the keys of digests as its members")
        }
        var signatures: [String: DigestSignature] = [:]
        for member in members {
            let metadata = member.value.object ?? []
            signatures[member.name] = DigestSignature(
                metadata: metadata.compactMap { entry in entry.value.string.map { (entry.name, $0) } })
        }
        return signatures
    }

    /// Writes what ``parseSaved(_:)`` reads.
    public static func saved(_ signatures: [String: DigestSignature]) -> [UInt8] {
        let members = signatures.sorted { $0.key < $1.key }.map { key, signature in
            var metadata = [JSONValue.Member("x-amz-meta-signature", .string(signature.value))]
            if let algorithm = signature.algorithm {
                metadata.append(JSONValue.Member("x-amz-meta-signature-algorithm", .string(algorithm)))
            }
            return JSONValue.Member(key, .object(metadata))
        }
        return JSONValue.object(members).encoded() + [UInt8(ascii: "\n")]
    }

    /// Whether hexadecimal text is the signature of a digest by a key.
    static func verifies(_ text: String, _ digest: CloudTrailDigest, _ key: RSAPublicKey) -> Bool {
        guard let bytes = [UInt8](hex: text) else { return false }
        return key.verifies(bytes, of: Array(digest.stringToSign.utf8))
    }
}
