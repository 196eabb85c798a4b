import AWSClient
import AWSOperations

/// Removes what a set-up made, by the tags it left; what others made, or use, stays.
///
/// A bucket with objects stays, unless the trail's log files are to be deleted, too.
public struct TrailTeardown: Sendable {
    private let client: AWSClient
    private let design: TrailDesign
    private let deletesObjects: Bool
    private let report: TrailSetup.Report

    /// Creates a tear-down.
    ///
    /// - Parameters:
    ///   - design: the trail.
    ///   - client: a client of the trail's home region.
    ///   - deletesObjects: whether the trail's log files are deleted.
    ///   - report: called after each step.
    public init(
        _ design: TrailDesign, client: AWSClient, deletesObjects: Bool = false,
        report: @escaping TrailSetup.Report = { _, _ in }
    ) {
        self.design = design
        self.client = client
        self.deletesObjects = deletesObjects
        self.report = report
    }

    /// Removes everything, in the order against the log files.
    ///
    /// - Throws: what a call throws; `SetupError` for names that cannot be.
    public func run() async throws {
        try design.check()
        let trail = try await client.trail(design.trailARN)
        let completed = design.completed(by: trail)
        let isGone = try await remove(trail)
        let others = try await client.send(DescribeTrails(includeShadowTrails: true)).trailList ?? []
        let run = TeardownRun(
            client: client, design: completed, isTrailGone: isGone, others: others, report: report)
        try await run.messages()
        try await run.bucket(deletesObjects: deletesObjects)
    }

    /// Removes the trail.
    ///
    /// - Returns: whether there is none any more.
    private func remove(_ trail: Trail?) async throws -> Bool {
        guard trail != nil else { return true }
        guard design.made(try await client.trailTags(design.trailARN)) else {
            report("trail \(design.trail), which setup did not make", .kept)
            return false
        }
        _ = try await client.send(StopLogging(name: design.trail))
        _ = try await client.send(DeleteTrail(name: design.trail))
        report("trail \(design.trail)", .removed)
        return true
    }
}

/// One run of a tear-down, whose steps stand by what they are about.
struct TeardownRun: Sendable {
    let client: AWSClient
    /// The design, completed by the trail that was there.
    let design: TrailDesign
    let isTrailGone: Bool
    /// The trails that there are now.
    let others: [Trail]
    let report: TrailSetup.Report

    /// The statements of the trail, with that of an organisation, whichever it is.
    var policies: TrailPolicies {
        var design = design
        design.organization = design.organization ?? "o-"
        return TrailPolicies(design)
    }
}
