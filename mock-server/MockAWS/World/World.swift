import AWSOperations
import JSON
import Timestamps
import TrafficSynthesis

/// What the server simulates, as it was loaded: accounts, credentials, objects, log events.
///
/// It never changes. A world is read from a folder by ``init(folder:)``; ``init()`` is the empty one. What clients create and delete at
/// run time lives in the services' own stores, which are built anew from the world when the server is reset.
public struct World: Sendable {
    /// The account that requests with unknown access keys belong to.
    var defaultAccount: String { accounts.first ?? World.emptyAccount }
    /// The region of everything for which the world names none.
    public var defaultRegion: String { regions.first ?? World.emptyRegion }

    /// The twelve digits of each account; the first is the default.
    var accounts: [String] = [World.emptyAccount]
    /// The regions; the first is the default, and requests in others are served, and find nothing.
    var regions: [String] = [World.emptyRegion]
    /// The organisation that the accounts belong to, as trails of an organisation write it into keys.
    var organization = World.emptyOrganization
    /// What the server takes for the current time.
    var clock: WorldClock = .wall
    /// The access keys that a strict signature check knows; never empty.
    var credentials: [WorldCredentials] = [.dummy(account: World.emptyAccount)]
    /// The roles that can be assumed; where there are none, any can.
    var roles: [WorldRole] = []
    /// The flow logs that `ec2:DescribeFlowLogs` shows.
    var flowLogs: [WorldFlowLog] = []
    /// The buckets with their objects, by name.
    var buckets: [WorldBucket] = []
    /// The log groups with their streams, by account, region and name.
    var logGroups: [WorldLogGroup] = []
    /// The records that `cloudtrail:LookupEvents` finds.
    var trailRecords: [JSONValue] = []
    /// The keys that `cloudtrail:ListPublicKeys` answers.
    var trailKeys: [ListPublicKeys.PublicKey] = []

    /// The access key that clients of the world may use: the first it names, or the dummy one.
    public var clientCredentials: (accessKeyID: String, secretAccessKey: String, sessionToken: String?) {
        let credentials = credentials.first ?? .dummy(account: defaultAccount)
        return (credentials.accessKeyID, credentials.secretAccessKey, credentials.sessionToken)
    }

    /// Makes `region` the region of requests that are not signed.
    ///
    /// - Parameter region: a region, such as `eu-west-1`.
    /// - Returns: whether it has the form of a region; if not, nothing changes.
    public mutating func preferRegion(_ region: String) -> Bool {
        guard World.isRegion(region) else { return false }
        regions.removeAll { $0 == region }
        regions.insert(region, at: 0)
        return true
    }

    /// Creates the empty world: account 123456789012, region us-east-1, the wall clock.
    public init() {}

    /// The account of the empty world.
    static let emptyAccount = "123456789012"
    /// The organisation of the empty world.
    static let emptyOrganization = "o-exampleorgid"
    /// The region of the empty world.
    static let emptyRegion = "us-east-1"
}

/// What the server takes for the current time.
enum WorldClock: Sendable, Hashable {
    /// The machine's clock.
    case wall
    /// A time that stands still.
    case fixed(Timestamp)
}

/// An access key of the world.
struct WorldCredentials: Sendable, Hashable {
    var accessKeyID: String
    var secretAccessKey: String
    /// The token that must come with the key; nil for long-term keys.
    var sessionToken: String?
    var account: String
    /// Who the key belongs to: an IAM user, or the account's root.
    var arn: String
    var userID: String
    /// When the key stops working; nil for never.
    var expiration: Timestamp?

    /// The key that every world knows unless it names keys of its own, and that `mock-aws exec` hands to its command.
    static func dummy(account: String) -> WorldCredentials {
        WorldCredentials(
            accessKeyID: "AKIAMOCKAWSEXAMPLE01", secretAccessKey: "mock-aws/secret/access/key/EXAMPLE000001",
            sessionToken: nil, account: account, arn: "arn:aws:iam::\(account):user/mock",
            userID: "AIDAMOCKAWSEXAMPLE01",
            expiration: nil)
    }
}

/// A role that can be assumed.
struct WorldRole: Sendable, Hashable {
    /// The ARN `arn:aws:iam::<account>:role/<path and name>`.
    var arn: String
    /// The external id without which the role cannot be assumed.
    var externalID: String?
    /// The accounts or ARNs that may assume the role; nil for anyone.
    var trust: [String]?
    /// The longest session, in seconds.
    var maxSessionDuration: Int = 3600
    /// Credentials to hand out instead of fresh ones, so that a test knows them beforehand.
    var credentials: FixedCredentials?

    struct FixedCredentials: Sendable, Hashable {
        var accessKeyID: String
        var secretAccessKey: String
        var sessionToken: String
    }
}

/// A flow log of the world.
struct WorldFlowLog: Sendable, Hashable {
    var flowLogID: String
    var resourceID: String
    var logGroupName: String?
    var logDestination: String?
    /// `cloud-watch-logs`, `s3` or `kinesis-data-firehose`.
    var logDestinationType: String
    var logFormat: String
    /// `ACCEPT`, `REJECT` or `ALL`; nil for Transit Gateways.
    var trafficType: String?
    var maxAggregationInterval: Int
    var deliverLogsStatus: String
    var deliverLogsErrorMessage: String?
    var deliverLogsPermissionARN: String?
    var deliverCrossAccountRole: String?
    var flowLogStatus: String
    var destinationOptions: DestinationOptions?
    var tags: [Tag]
    var region: String
    var account: String
    var creationTime: Timestamp

    struct Tag: Sendable, Hashable {
        var key: String
        var value: String
    }

    struct DestinationOptions: Sendable, Hashable {
        /// `plain-text` or `parquet`.
        var fileFormat: String
        var hiveCompatiblePartitions: Bool
        var perHourPartition: Bool
    }
}

/// A bucket of the world.
struct WorldBucket: Sendable {
    var name: String
    var region: String
    var account: String
    var creationTime: Timestamp
    /// The objects, ascending by the UTF-8 bytes of the key.
    var objects: [WorldObject]
    /// What the objects come from in place of the list.
    var generator: FlowLogSynthesis?
    /// When objects of the generator were modified at the latest; nil for no limit.
    var latest: Timestamp?
}

/// An object of a bucket, mostly a file that is read when somebody asks for it.
struct WorldObject: Sendable {
    var key: String
    var content: ObjectContent
    /// The length of the content; that of a shifted one is known when it is read.
    var size: Int64
    var lastModified: Timestamp
    /// The entity tag without quotes; nil where it is to be computed.
    var etag: String?
    var storageClass: String
    var contentType: String?
    var contentEncoding: String?
    /// Without the prefix `x-amz-meta-`.
    var metadata: [String: String]
}

/// A log group of the world.
struct WorldLogGroup: Sendable {
    var name: String
    var region: String
    var account: String
    /// nil: events never expire.
    var retentionInDays: Int?
    var creationTime: Timestamp
    /// The streams, ascending by name.
    var streams: [WorldLogStream]
}

/// A log stream of the world, read into memory.
struct WorldLogStream: Sendable {
    var name: String
    var creationTime: Timestamp
    var events: LogEventTable
}
