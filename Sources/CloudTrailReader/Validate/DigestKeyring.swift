import AWSClient
import AWSOperations
import CloudTrail
import Digests
import JSON
import Timestamps

/// The public keys of the digests that are read: saved ones, or those that `ListPublicKeys` answers when they are needed.
///
/// Each region signs with keys of its own, so a region is asked when a digest of it names a fingerprint that is not known.
public actor DigestKeyring {
    /// The keys so far.
    public private(set) var keys: DigestPublicKeys
    private let client: (@Sendable (_ region: String) throws -> AWSClient)?
    private let window: Range<Timestamp>?
    private var asked: [String: [Range<Timestamp>]] = [:]
    private var answers: [ListPublicKeys.PublicKey] = []

    /// Creates a keyring that asks nobody.
    public init(_ saved: DigestPublicKeys) {
        keys = saved
        client = nil
        window = nil
    }

    /// Creates a keyring that asks.
    ///
    /// - Parameters:
    ///   - window: the times whose digests are read, for a region to be asked but once; nil where nobody knows.
    ///   - client: makes a client of a region.
    public init(window: Range<Timestamp>? = nil, client: @escaping @Sendable (_ region: String) throws -> AWSClient) {
        keys = DigestPublicKeys()
        self.client = client
        self.window = window
    }

    /// What `aws cloudtrail list-public-keys` would have printed for all that was asked, to be saved.
    public var saved: [UInt8] {
        var known: Set<String> = []
        let list = answers.compactMap { key -> JSONValue? in
            guard let fingerprint = key.fingerprint, let value = key.value, known.insert(fingerprint).inserted else {
                return nil
            }
            let time = { (time: Timestamp?) in time.map { JSONValue.string($0.iso8601) } ?? .null }
            return [
                "Value": .string(Base64.encode(value)), "ValidityStartTime": time(key.validityStartTime),
                "ValidityEndTime": time(key.validityEndTime), "Fingerprint": .string(fingerprint),
            ]
        }
        let answer: JSONValue = ["PublicKeyList": .array(list)]
        return answer.encoded() + [UInt8(ascii: "\n")]
    }

    /// Sees to it that the key of a digest is known, if there is one.
    func learn(_ fetched: FetchedDigest) async throws {
        guard let digest = fetched.digest, !keys.knows(digest.publicKeyFingerprint),
            let key = CloudTrailKey(fetched.place.key), digest.start <= digest.end
        else { return }
        if let generated = fetched.generated {
            return try await ask(key.region, DigestPublicKeys.span(ofBackfillGeneratedAt: generated))
        }
        let own = DigestPublicKeys.span(toValidate: digest.start..<digest.end)
        guard let window, window.overlaps(own) else { return try await ask(key.region, own) }
        let all = DigestPublicKeys.span(toValidate: window)
        try await ask(key.region, min(all.lowerBound, own.lowerBound)..<max(all.upperBound, own.upperBound))
    }

    private func ask(_ region: String, _ span: Range<Timestamp>) async throws {
        guard let client else { return }
        let known = asked[region] ?? []
        guard !known.contains(where: { $0.lowerBound <= span.lowerBound && span.upperBound <= $0.upperBound }) else {
            return
        }
        asked[region] = known + [span]
        let request = ListPublicKeys(startTime: span.lowerBound, endTime: span.upperBound)
        for try await page in try client(region).pages(request) {
            for key in page.publicKeyList ?? [] {
                guard let fingerprint = key.fingerprint, let value = key.value else { continue }
                keys.insert(fingerprint: fingerprint, der: value)
                answers.append(key)
            }
        }
    }
}
