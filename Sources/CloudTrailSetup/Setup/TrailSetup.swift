import AWSClient
import AWSOperations

/// Makes a trail, and what its log files go through: bucket, topic, queue, policies and subscription.
///
/// Running it again changes only what differs from what is asked for; statements and tags of others stay. A trail that
/// it did not make is not touched, unless it is told to adopt it.
public struct TrailSetup: Sendable {
    /// Called after each step, and where one waits.
    public typealias Report = @Sendable (_ title: String, _ outcome: SetupStep.Outcome) -> Void

    private let client: AWSClient
    private let design: TrailDesign
    private let adopts: Bool
    private let propagation: Propagation
    private let report: Report

    /// Creates a set-up.
    ///
    /// - Parameters:
    ///   - design: the trail.
    ///   - client: a client of the trail's home region.
    ///   - adopts: whether an existing trail that no set-up made is changed, and tagged so that later ones know it.
    ///   - sleep: waits until AWS has seen what was just done.
    ///   - report: called after each step.
    public init(
        _ design: TrailDesign, client: AWSClient, adopts: Bool = false,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        report: @escaping Report = { _, _ in }
    ) {
        self.design = design
        self.client = client
        self.adopts = adopts
        self.report = report
        propagation = Propagation(sleep: sleep, report: report)
    }

    /// Sets everything up, and starts logging.
    ///
    /// - Returns: the URL of the queue to follow.
    /// - Throws: what a call throws; `SetupError` where something is in the way.
    public func run() async throws -> String {
        try design.check()
        let trail = try await client.trail(design.trailARN)
        if trail == nil { try await checkAbsence() }
        let isNewlyAdopted = try await mustBeAdopted(trail)
        if let trail { try checkChanges(of: trail) }
        let completed = design.completed(by: trail)
        try completed.check()
        let run = SetupRun(
            client: client, design: completed, trail: trail, isBucketChosen: design.chosenBucket != nil,
            propagation: propagation, report: report)
        let isBucketOpen = try await run.bucket()
        if isBucketOpen { try await run.bucketPolicy() }
        try await run.topic()
        try await run.topicPolicy()
        let queueURL = try await run.queue()
        try await run.queuePolicy(queueURL)
        try await run.subscription()
        try await run.makeTrail()
        if isBucketOpen { try await run.narrowBucketPolicy() }
        try await run.leaveFormerBucket()
        try await run.leaveFormerTopics(queueURL)
        try await run.logging()
        if isNewlyAdopted { try await run.markAdopted() }
        return queueURL
    }

    /// Refuses to make a trail where one of another region has the name, or one was to be adopted.
    private func checkAbsence() async throws {
        let trails = try await client.send(DescribeTrails(includeShadowTrails: true)).trailList ?? []
        let shadow = trails.first { $0.name == design.trail && $0.homeRegion != design.region }
        if let region = shadow?.homeRegion {
            throw SetupError(
                "the trail \(design.trail) logs all regions, and its home region is \(region): give --region \(region), "
                    + "or choose another name with --trail")
        }
        guard !adopts else {
            throw SetupError(
                "there is no trail \(design.trail) in \(design.region) to adopt: give its home region with --region, or "
                    + "leave --adopt out to make one")
        }
    }

    /// Refuses a trail of somebody else.
    ///
    /// - Returns: whether it is adopted now.
    private func mustBeAdopted(_ trail: Trail?) async throws -> Bool {
        guard trail != nil else { return false }
        let tags = try await client.trailTags(design.trailARN)
        if design.made(tags) || TrailDesign.isAdopted(tags) { return false }
        guard adopts else {
            throw SetupError(
                "the trail \(design.trail) was not made by setup; --adopt changes it all the same, where options ask "
                    + "for it, and has it notify the queue; or choose another name with --trail")
        }
        return true
    }

    /// Refuses changes by which log files would be lost.
    private func checkChanges(of trail: Trail) throws(SetupError) {
        if design.chosenTopic == nil, let topic = trail.snsTopicARN, design.topicName(topic) == nil {
            throw SetupError(
                "the trail \(design.trail) notifies \(topic), which is not of this account and region; --topic has it "
                    + "notify another one")
        }
        let completed = design.completed(by: trail)
        let isMoved = completed.bucket != trail.s3BucketName || completed.prefix != trail.s3KeyPrefix
        if trail.isOrganizationTrail == true, design.organization == nil, isMoved,
            !design.removals.contains(.organization)
        {
            throw SetupError(
                "the trail \(design.trail) logs an organisation, whose id the policy of the bucket needs: give it with "
                    + "--organization")
        }
    }
}

/// One run of a set-up, whose steps stand by what they are about.
struct SetupRun: Sendable {
    let client: AWSClient
    /// The design, completed by the trail that is there.
    let design: TrailDesign
    /// The trail as it was before.
    let trail: Trail?
    /// Whether the bucket was asked for, rather than being the trail's or the usual one.
    let isBucketChosen: Bool
    let propagation: Propagation
    let report: TrailSetup.Report

    var policies: TrailPolicies { TrailPolicies(design) }
}
