/// What CloudTrail is to write of the accounts whose flow logs are made.
public struct TrailConfiguration: Sendable, Hashable {
    /// The bucket.
    public var bucket = "cloudtrail-logs"
    /// The folder that holds `AWSLogs/`; empty for the bucket itself.
    public var prefix = ""
    /// The name of the trail, which stands in the keys of digests.
    public var name = "management-events"
    /// About how many calls are made in a minute of average rhythm, in all accounts and regions together.
    public var callsPerMinute = 60
    /// Oddities of log files, and of each how many.
    public var pathologies: [TrailPathology.Count] = []

    /// Creates the configuration of a small account's trail.
    public init() {}

    /// A file holds what happens in five minutes in one region; AWS's files are not larger than some tens of MB, either.
    static let mostCallsPerMinute = 6_000

    func validate(places: Int) throws(SynthesisError) {
        guard SynthesisConfiguration.isBucket(bucket) else {
            throw SynthesisError(
                .trailBucket, "'\(bucket)' is no name of a bucket: 3 to 63 small letters, digits and hyphens")
        }
        guard SynthesisConfiguration.isPrefix(prefix) else {
            throw SynthesisError(
                .trailPrefix, "'\(prefix)' is no prefix: folders of letters, digits, - _ . with slashes between")
        }
        guard (3...128).contains(name.utf8.count),
            name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else {
            throw SynthesisError(.trailName, "'\(name)' is no name of a trail: small letters, digits and hyphens")
        }
        let most = TrailConfiguration.mostCallsPerMinute * places
        guard (0...most).contains(callsPerMinute) else {
            throw SynthesisError(
                .trailRate, "the rate is \(callsPerMinute); it must be 0 to \(most) calls a minute in \(places) regions"
            )
        }
    }
}
