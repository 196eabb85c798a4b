import AWSOperations
import JSON
import Locking

/// CloudTrail: trails whose deliveries are made on demand, and the events that can be looked up.
///
/// A trail writes to a bucket and tells a topic of this server. It logs nothing by itself: a delivery is asked for by
/// `POST /_mock/cloudtrail/deliver`, and the digests of what was delivered by `POST /_mock/cloudtrail/digest`.
final class CloudTrailService: MockService {
    struct State: Sendable {
        /// The trails by ARN.
        var trails: [String: TrailState] = [:]
        /// The records that `LookupEvents` finds, those delivered last at the end.
        var records: [TrailEvent] = []
        /// What is to be digested, and the last digests, by the ARN of the trail.
        var digests: [String: TrailDigestBook] = [:]
    }

    let state: Locked<State>
    let permissions: TrailPermissions
    /// The keys of the world; the key of this server comes on top.
    let keys: [ListPublicKeys.PublicKey]
    /// The records of the world, which can be delivered.
    let worldRecords: [JSONValue]
    /// The organisation whose accounts an organisation trail logs.
    let organization: String

    /// How many trails an account may have in a region: CloudTrail User Guide, "Quotas".
    static let trailLimit = 5
    /// How many records are kept for `LookupEvents`.
    static let recordLimit = 100_000

    init(world: World, buckets: S3Store, topics: SNSService) {
        var initial = State()
        initial.records = world.trailRecords.compactMap { TrailEvent($0) }
        state = Locked(initial)
        permissions = TrailPermissions(buckets: buckets, topics: topics)
        keys = world.trailKeys
        worldRecords = world.trailRecords
        organization = world.organization
    }

    func register(in table: inout HandlerTable) {
        table.on(CreateTrail.self, createTrail)
        table.on(UpdateTrail.self, updateTrail)
        table.on(DeleteTrail.self, deleteTrail)
        table.on(DescribeTrails.self, describeTrails)
        table.on(GetTrail.self, getTrail)
        table.on(GetTrailStatus.self, getTrailStatus)
        table.on(StartLogging.self, startLogging)
        table.on(StopLogging.self, stopLogging)
        table.on(AddTags.self, addTags)
        table.on(ListTags.self, listTags)
        table.on(LookupEvents.self, lookupEvents)
        table.on(ListPublicKeys.self, listPublicKeys)
    }

    /// The trail of a request: by name in its region, or by ARN.
    func trail(_ name: String?, _ context: MockContext) throws(AWSError) -> TrailState {
        let arn = try TrailName.arn(name, context)
        guard let trail = state.withLock({ $0.trails[arn] }), trail.account == context.account else {
            throw AWSError.unknownTrail(arn, account: context.account)
        }
        return trail
    }

    /// The trail of a request that changes it, which has to come from its home region.
    func homeTrail(_ name: String?, _ context: MockContext) throws(AWSError) -> TrailState {
        let trail = try trail(name, context)
        guard trail.region == context.region else {
            throw AWSError.trail(
                "InvalidHomeRegion",
                "Trail \(trail.arn) can only be changed in its home region, which is \(trail.region).")
        }
        return trail
    }

    /// Stores a trail.
    func put(_ trail: TrailState) {
        state.withLock { $0.trails[trail.arn] = trail }
    }
}
