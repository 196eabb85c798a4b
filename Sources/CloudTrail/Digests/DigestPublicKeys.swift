import Digests
import JSON
import Timestamps

/// The public keys of CloudTrail's signatures, by fingerprint.
///
/// Source: CloudTrail API Reference, `ListPublicKeys`. Its `Value` is documented as PKCS #1; one of the guide's own
/// examples is a SubjectPublicKeyInfo, so both are read. A fingerprint is the MD5 of the key's bytes, as the guide's
/// examples show; it is compared as text only.
public struct DigestPublicKeys: Sendable, Hashable {
    /// What is known of a fingerprint.
    enum Entry: Sendable, Hashable {
        case key(RSAPublicKey)
        case unreadable
    }

    var entries: [String: Entry] = [:]
    /// Why there is no key of a fingerprint, where that is known.
    private var reasons: [String: String] = [:]

    /// Creates a set without keys.
    public init() {}

    /// Reads what `aws cloudtrail list-public-keys` prints, or the answer of `ListPublicKeys` itself.
    ///
    /// - Parameter json: `{"PublicKeyList":[{"Value":…,"Fingerprint":…}, …]}`, or the array alone.
    /// - Throws: ``TrailFormatError``
    public init(parsing json: [UInt8]) throws(TrailFormatError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: json, maximumDepth: 32)
        } catch {
            throw TrailFormatError(
                .publicKeys, "public keys: \(error); save what aws cloudtrail list-public-keys prints")
        }
        guard let list = (value["PublicKeyList"] ?? value["publicKeyList"] ?? value).array else {
            throw TrailFormatError(
                .publicKeys, "public keys: there is no PublicKeyList; save what aws cloudtrail list-public-keys prints")
        }
        for (index, element) in list.enumerated() {
            guard let fingerprint = element["Fingerprint"]?.string, let text = element["Value"]?.string else {
                throw TrailFormatError(.publicKeys, "public keys: number \(index) is without Fingerprint or Value")
            }
            insert(fingerprint: fingerprint, der: Base64.decode(text.filter { !$0.isWhitespace }) ?? [])
        }
    }

    /// The number of fingerprints.
    public var count: Int { entries.count }

    /// The fingerprints whose keys cannot be read.
    public var unreadable: [String] { entries.filter { $0.value == .unreadable }.keys.sorted() }

    /// Adds a key; one that cannot be read is remembered as such.
    ///
    /// - Parameters:
    ///   - fingerprint: by which digests name it.
    ///   - der: PKCS #1 or SubjectPublicKeyInfo.
    public mutating func insert(fingerprint: String, der: [UInt8]) {
        entries[fingerprint.lowercased()] = RSAPublicKey(der: der).map { .key($0) } ?? .unreadable
    }

    /// Whether there is a key of this fingerprint, readable or not.
    public func knows(_ fingerprint: String) -> Bool { entry(fingerprint) != nil }

    /// Says why there is no key of a fingerprint: nobody could be asked for it.
    public mutating func explain(absenceOf fingerprint: String, reason: String) {
        reasons[fingerprint.lowercased()] = reason
    }

    /// Why there is no key of a fingerprint; nil where nobody knows.
    func reason(_ fingerprint: String) -> String? { reasons[fingerprint.lowercased()] }

    func entry(_ fingerprint: String) -> Entry? { entries[fingerprint.lowercased()] }

    /// For which span to ask `ListPublicKeys`, for the digests of a window: two hours more, as awscli 1.45 does.
    public static func span(toValidate window: Range<Timestamp>) -> Range<Timestamp> {
        window.lowerBound..<window.upperBound.adding(seconds: 7200)
    }

    /// For which span to ask `ListPublicKeys`, for a backfill digest: an hour around its making, as awscli 1.45 does.
    ///
    /// Its making is what `x-amz-meta-backfill-generation-timestamp` of its object says.
    public static func span(ofBackfillGeneratedAt generation: Timestamp) -> Range<Timestamp> {
        generation.adding(seconds: -3600)..<generation.adding(seconds: 3600)
    }
}
