import AWSClient
import AWSOperations

/// Removes what a set-up made, by the tags it left; what others made, or use, stays.
///
/// A bucket with objects stays, unless the trail's log files are to be deleted, too. The trail goes last: only it knows
/// the names and the prefix, by which another run finishes one that was interrupted.
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

    /// Removes everything, in the order of the log files; the trail, which is stopped first, at the end.
    ///
    /// - Returns: why log files that were to be deleted are still there, a line for each reason; empty where none were
    ///   to be deleted.
    /// - Throws: what a call throws; `SetupError` for names that cannot be.
    @discardableResult
    public func run() async throws -> [String] {
        try design.check()
        let trail = try await client.trail(design.trailARN)
        let isOurs = trail == nil ? false : design.made(try await client.trailTags(design.trailARN))
        let trails = try await client.send(DescribeTrails(includeShadowTrails: true)).trailList ?? []
        if isOurs {
            _ = try await client.send(StopLogging(name: design.trail))
        } else if trail != nil {
            report("trail \(design.trail), which setup did not make", .kept)
        }
        let run = TeardownRun(
            client: client, design: design.completed(by: trail), isTrailGoing: isOurs || trail == nil,
            isOfOrganization: trail?.isOrganizationTrail == true,
            others: isOurs ? trails.filter { $0.trailARN != design.trailARN } : trails, report: report)
        try await run.messages()
        let remains = try await run.bucket(deletesObjects: deletesObjects)
        guard isOurs else { return remains.reasons }
        if remains.isUnfinished {
            report("trail \(design.trail), which is stopped, so that another run finds what it wrote", .kept)
        } else {
            _ = try await client.send(DeleteTrail(name: design.trail))
            report("trail \(design.trail)", .removed)
        }
        return remains.reasons
    }
}

/// One run of a tear-down, whose steps stand by what they are about.
struct TeardownRun: Sendable {
    let client: AWSClient
    /// The design, completed by the trail that is there.
    let design: TrailDesign
    /// Whether there is no trail, or none at the end.
    let isTrailGoing: Bool
    /// Whether the trail logs an organisation.
    let isOfOrganization: Bool
    /// The trails that there are at the end.
    let others: [Trail]
    let report: TrailSetup.Report

    /// The statements of the trail, with that of an organisation, whichever it is.
    var policies: TrailPolicies { TrailPolicies(design.ofSomeOrganization) }
}

/// What is left of log files that were to be deleted.
struct LogFileRemains: Sendable {
    /// Why, a line for each reason.
    var reasons: [String] = []
    /// Whether another run may delete them.
    var isUnfinished = false
}

extension TrailDesign {
    /// The design of an organisation trail, for statements whose organisation does not matter.
    var ofSomeOrganization: TrailDesign {
        var design = self
        design.organization = organization ?? "o-"
        return design
    }
}
