import Digests
import Timestamps

/// A digest that was made: an object that vouches for log files.
public struct SynthesizedDigest: Sendable {
    /// Its key.
    public let key: String
    /// What it says, not compressed.
    public let content: [UInt8]
    /// The signature, hexadecimal: an object's metadata `signature`, beside `signature-algorithm`.
    public let signature: String
    /// When it was delivered.
    public let lastModified: Timestamp
}

/// Makes the digests of a trail, once its log files are known.
public struct TrailDigestMaker: Sendable {
    private let synthesis: TrailSynthesis
    private var chains: [TrailDigestChain]

    /// Begins the chains, one for each account and region.
    public init(_ synthesis: TrailSynthesis) {
        self.synthesis = synthesis
        chains = Array(repeating: TrailDigestChain(), count: synthesis.activities.count)
        let start = synthesis.flowLogs.configuration.start
        for index in chains.indices { chains[index].end = Timestamp(seconds: start.seconds / 3600 * 3600) }
    }

    /// Adds a log file; those of Insights have no digests.
    ///
    /// - Parameters:
    ///   - object: the log file.
    ///   - hash: the SHA-256 of its content before it is compressed.
    ///   - file: what it holds.
    public mutating func add(_ object: SynthesizedTrailObject, hash: [UInt8], _ file: SynthesizedTrailFile) {
        guard !object.isInsight else { return }
        chains[object.network].waiting.append(
            DigestedLogFile(
                bucket: synthesis.configuration.bucket, key: object.key, hash: hash.hexString, times: file.times,
                delivered: object.lastModified))
    }

    /// Makes the digests of all hours until the last file, chain by chain; nil where libcrypto does not sign.
    public mutating func digests() -> [SynthesizedDigest]? {
        let configuration = synthesis.flowLogs.configuration
        let keys = TrailKeys(prefix: synthesis.configuration.prefix, organization: configuration.organization)
        var made: [SynthesizedDigest] = []
        for (activity, var chain) in zip(synthesis.activities, chains) {
            let (account, region) = (activity.network.account, activity.network.region)
            var start = chain.end ?? configuration.start
            let waiting = chain.waiting.sorted { ($0.delivered, $0.key) < ($1.delivered, $1.key) }
            let last = waiting.last?.delivered ?? configuration.start.adding(seconds: configuration.duration)
            var first = 0
            while start < last {
                let end = start.adding(seconds: 3600)
                let next = waiting[first...].firstIndex { $0.delivered > end } ?? waiting.count
                let document = TrailDigestDocument(
                    account: account, window: start..<end, bucket: synthesis.configuration.bucket,
                    key: keys.digestKey(
                        account: account, region: region, end: end, trail: synthesis.configuration.name,
                        home: configuration.regions.first ?? region),
                    previous: chain.last, files: Array(waiting[first..<next]))
                let content = document.content
                guard let signed = document.signed(content) else { return nil }
                first = next
                chain.last = signed
                made.append(
                    SynthesizedDigest(
                        key: document.key, content: content, signature: signed.signature, lastModified: end))
                start = end
            }
        }
        return made
    }
}
