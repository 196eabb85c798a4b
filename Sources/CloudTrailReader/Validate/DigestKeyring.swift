import AWSClient
import AWSOperations
import CloudTrail
import Digests
import HTTPTransport
import JSON
import Timestamps

/// The public keys of the digests that are read: saved ones, or those that `ListPublicKeys` answers when they are needed.
///
/// Each region signs with keys of its own, so a region is asked when a digest of it names a fingerprint that is not known.
/// A region that does not answer, as one that is switched off for the account, is told once and counts as one without keys.
public actor DigestKeyring {
    /// The keys so far.
    public private(set) var keys: DigestPublicKeys
    private let client: (@Sendable (_ region: String) throws -> AWSClient)?
    private let window: Range<Timestamp>?
    private var asked: [String: [Range<Timestamp>]] = [:]
    private var answers: [ListPublicKeys.PublicKey] = []
    /// Why a region has no keys.
    private var failures: [String: String] = [:]
    private var untold: [String] = []

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
            return try await ask(
                key.region, for: digest.publicKeyFingerprint, DigestPublicKeys.span(ofBackfillGeneratedAt: generated))
        }
        let own = DigestPublicKeys.span(toValidate: digest.start..<digest.end)
        guard let window, window.overlaps(own) else {
            return try await ask(key.region, for: digest.publicKeyFingerprint, own)
        }
        let all = DigestPublicKeys.span(toValidate: window)
        try await ask(
            key.region, for: digest.publicKeyFingerprint,
            min(all.lowerBound, own.lowerBound)..<max(all.upperBound, own.upperBound))
    }

    /// What kept regions from being asked, each once.
    func takeFailures() -> [String] {
        defer { untold = [] }
        return untold
    }

    /// Asks a region for the keys of a span, unless it was asked before.
    private func ask(_ region: String, for fingerprint: String, _ span: Range<Timestamp>) async throws {
        guard let client else { return }
        if failures[region] == nil, !isAsked(region, span) {
            asked[region, default: []].append(span)
            do {
                // The name stands in a key, which anyone may choose who may write there; a host is made of it.
                guard DigestKeyring.isRegion(region) else { throw NoRegion() }
                try await list(ListPublicKeys(startTime: span.lowerBound, endTime: span.upperBound), client(region))
            } catch let error where DigestKeyring.concernsOneRegion(error) {
                failures[region] = "the keys of \(region) cannot be had: \(error)"
                untold.append("the public keys of \(region) cannot be had, so its digests prove nothing: \(error)")
            }
        }
        if let reason = failures[region], !keys.knows(fingerprint) {
            keys.explain(absenceOf: fingerprint, reason: reason)
        }
    }

    private func isAsked(_ region: String, _ span: Range<Timestamp>) -> Bool {
        (asked[region] ?? []).contains { $0.lowerBound <= span.lowerBound && span.upperBound <= $0.upperBound }
    }

    private func list(_ request: ListPublicKeys, _ client: AWSClient) async throws {
        for try await page in client.pages(request) {
            for key in page.publicKeyList ?? [] {
                guard let fingerprint = key.fingerprint, let value = key.value else { continue }
                keys.insert(fingerprint: fingerprint, der: value)
                answers.append(key)
            }
        }
    }

    private struct NoRegion: Error, CustomStringConvertible {
        let description = "that is no name of a region"
    }

    private static func concernsOneRegion(_ error: any Error) -> Bool {
        switch error {
        case is NoRegion, is AWSCodingError: true
        case let error as AWSError: !error.endsReading
        case let error as TransportError: error.code != .cancelled
        default: false
        }
    }

    /// Whether text may be the name of a region, such as `us-gov-west-1`.
    private static func isRegion(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        return (3...6).contains(parts.count) && name.utf8.count <= 40
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
            }
    }
}
