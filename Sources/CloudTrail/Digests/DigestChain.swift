import Digests
import Timestamps

/// The digests of any number of trails, in any order of arrival, and what they prove.
///
/// Give it every digest that is there, then ask for ``validation(logFiles:present:)``. Digests are told apart by
/// organisation, account, region, trail and home region, and standard ones from backfill ones; each of these is a chain
/// of its own, in which every digest names and hashes the one before it. Prefix and bucket may change along a chain.
///
/// Pure: whoever uses it lists, reads and hashes. What it finds does not depend on the order in which digests came.
///
/// Sources: CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity validation"; awscli 1.45,
/// `customizations/cloudtrail/validation.py`.
public struct DigestChain: Sendable {
    /// What tells one chain from another.
    struct Identity: Sendable, Hashable, Comparable {
        var parts: [String]
        var isBackfill: Bool

        init(_ key: CloudTrailKey?) {
            isBackfill = key?.isBackfill ?? false
            parts = [
                key?.organization ?? "", key?.account ?? "", key?.region ?? "", key?.trail ?? "", key?.homeRegion ?? "",
            ]
        }

        static func < (a: Identity, b: Identity) -> Bool {
            a.isBackfill == b.isBackfill ? a.parts.lexicographicallyPrecedes(b.parts) : b.isBackfill
        }
    }

    /// A digest that is there.
    struct Entry: Sendable, Hashable {
        var place: TrailObject
        var digest: CloudTrailDigest?
        var signature: DigestSignature?
        /// Why there is no digest in it.
        var reason = ""
        /// Whether it was read.
        var wasRead = true
        var hasTwoContents = false

        /// Its key tells the time of a digest that cannot be read.
        var end: Timestamp {
            digest?.end ?? CloudTrailKey(place.key)?.stamp ?? Timestamp(milliseconds: .min)
        }

        var isMoved: Bool { digest.map { $0.place != place } ?? false }
    }

    /// The public keys.
    public let keys: DigestPublicKeys
    /// The times whose digests were looked for; nil for all there are.
    ///
    /// A digest before it is not missed. It should not reach beyond the present, where no digest can be yet.
    public let window: Range<Timestamp>?
    /// Where digests were looked for; nil where they were looked for wherever they lead to.
    ///
    /// A digest that belongs elsewhere is told as such, and not as missing.
    public var scope: CloudTrailLocation?

    var entries: [TrailObject: Entry] = [:]

    /// Creates a chain without digests.
    public init(keys: DigestPublicKeys, window: Range<Timestamp>? = nil) {
        self.keys = keys
        self.window = window
    }

    /// Adds a digest.
    ///
    /// - Parameters:
    ///   - digest: its content.
    ///   - place: where it was found, which may not be where it says it belongs.
    ///   - signature: of its object's metadata; nil where that has none.
    public mutating func add(_ digest: CloudTrailDigest, at place: TrailObject, signature: DigestSignature?) {
        insert(Entry(place: place, digest: digest, signature: signature))
    }

    /// Adds what should be a digest, and is none.
    ///
    /// - Parameters:
    ///   - place: where it was found.
    ///   - reason: why it is none.
    public mutating func add(unreadable place: TrailObject, reason: String) {
        insert(Entry(place: place, reason: reason))
    }

    /// Adds a digest that is there, and that nobody could read.
    ///
    /// - Parameters:
    ///   - place: where it lies.
    ///   - reason: why it was not read.
    public mutating func add(unread place: TrailObject, reason: String) {
        insert(Entry(place: place, reason: reason, wasRead: false))
    }

    /// The log files that valid digests name, each once, in the order of their places: what there is to hash.
    public var vouchedLogFiles: [CloudTrailDigest.LogFile] {
        let faults = faults
        var seen: Set<CloudTrailDigest.LogFile> = []
        return entries.values.filter { faults[$0.place] == nil }.flatMap { $0.digest?.logFiles ?? [] }
            .filter { seen.insert($0).inserted }.sorted { ($0.place, $0.contentHash) < ($1.place, $1.contentHash) }
    }

    /// Where valid digests say that the ones before them lie, of those that were not given and belong to the window.
    ///
    /// A trail that was moved leaves its older digests in another bucket or below another prefix.
    public var locationsBefore: Set<CloudTrailLocation> {
        let faults = faults
        var locations: Set<CloudTrailLocation> = []
        for entry in entries.values where faults[entry.place] == nil {
            guard let previous = entry.digest?.previous?.place, entries[previous] == nil,
                let key = CloudTrailKey(previous.key), let prefix = key.prefix
            else { continue }
            if let window, let stamp = key.stamp, stamp < window.lowerBound { continue }
            locations.insert(CloudTrailLocation(bucket: previous.bucket, prefix: prefix))
        }
        return locations
    }

    /// All log files that the digests name, each once, in the order of their places, in the order of their places: what there is to hash.
    public var logFiles: [CloudTrailDigest.LogFile] {
        var seen: Set<CloudTrailDigest.LogFile> = []
        return entries.values.flatMap { $0.digest?.logFiles ?? [] }.filter { seen.insert($0).inserted }
            .sorted { ($0.place, $0.contentHash) < ($1.place, $1.contentHash) }
    }

    private mutating func insert(_ entry: Entry) {
        guard let known = entries[entry.place] else {
            entries[entry.place] = entry
            return
        }
        // The same digest again, as a repeated listing shows it, is no news; a signature is worth more than none.
        let order = { (entry: Entry) in
            [
                entry.digest?.contentHash ?? "~", entry.signature?.value ?? "~", entry.signature?.algorithm ?? "~",
                entry.reason,
            ]
        }
        var kept = order(known).lexicographicallyPrecedes(order(entry)) ? known : entry
        kept.hasTwoContents = known.hasTwoContents || entry.hasTwoContents || known.digest != entry.digest
        if let one = known.signature, let other = entry.signature, one != other { kept.hasTwoContents = true }
        kept.signature = kept.signature ?? known.signature ?? entry.signature
        entries[entry.place] = kept
    }

    /// The chains, and in each the digests that belong there, newest first.
    var chains: [(identity: Identity, entries: [Entry])] {
        Dictionary(grouping: entries.values) { Identity(CloudTrailKey($0.place.key)) }
            .map { ($0.key, $0.value.sorted { ($1.end, $1.place) < ($0.end, $0.place) }) }
            .sorted { $0.0 < $1.0 }
    }
}
