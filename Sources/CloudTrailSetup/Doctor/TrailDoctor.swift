import AWSClient
import AWSOperations
import JSON
import Timestamps

/// Looks at a trail and what its log files go through, link by link.
public struct TrailDoctor: Sendable {
    private let client: AWSClient
    private let design: TrailDesign
    private let now: Timestamp

    /// Creates a doctor.
    ///
    /// - Parameters:
    ///   - design: the trail as it should be; what it leaves open may be in any way.
    ///   - client: a client of the trail's home region.
    ///   - now: the time, against which the last delivery is held.
    public init(_ design: TrailDesign, client: AWSClient, now: Timestamp) {
        self.design = design
        self.client = client
        self.now = now
    }

    /// Checks every link in the order of the log files; one that may not be looked at does not hide the others.
    ///
    /// - Throws: what keeps it from looking at all: credentials, network.
    public func examine() async throws -> [Finding] {
        var trail: Trail?
        var findings: [Finding] = []
        do {
            trail = try await client.trail(design.trailARN)
            if trail == nil {
                findings.append(.broken("trail", "\(design.trailARN) does not exist", Finding.setUp))
            }
        } catch let error as AWSError {
            findings.append(.unknown("trail", error))
        }
        let completed = design.completed(by: trail)
        if let trail {
            findings += try await Examination(client: client, design: completed, now: now).trail(trail)
        }
        var actual = completed
        // The policy is judged by where the trail writes, not by where it is asked to.
        if let trail { actual.prefix = trail.s3KeyPrefix }
        let examination = Examination(
            client: client, design: actual, now: now, isBucketOfTrail: trail?.s3BucketName == actual.bucket)
        findings += try await examination.bucket()
        findings += try await examination.topic()
        findings += try await examination.queue()
        return findings
    }
}

extension TrailDoctor.Finding {
    static func unknown(_ link: String, _ error: AWSError) -> TrailDoctor.Finding {
        TrailDoctor.Finding(
            link: link, state: .unknown, seen: "it could not be looked at: \(error)",
            remedy: "check what the credentials may do")
    }
}

/// One examination, whose links stand by what they are about.
struct Examination: Sendable {
    typealias Finding = TrailDoctor.Finding

    let client: AWSClient
    /// The design, completed by the trail that is there.
    let design: TrailDesign
    let now: Timestamp
    /// Whether the bucket is that of a trail that exists.
    var isBucketOfTrail = false

    /// What `body` finds; a call that AWS refuses is what is found of the link.
    func look(_ link: String, _ body: () async throws -> [Finding]) async throws -> [Finding] {
        do {
            return try await body()
        } catch let error as AWSError {
            return [.unknown(link, error)]
        }
    }

    /// What a policy says to the statements that it should have.
    static func judge(
        _ link: String, _ text: String?, _ statements: [JSONValue], without consequence: String
    ) -> Finding {
        guard let policy = PolicyDocument(text) else {
            return .broken(link, "it is no JSON document: \(consequence)", "mend it by hand")
        }
        switch policy.verdict(on: statements) {
        case .allowed: return .ok(link, "as it should be")
        case .missing: return .broken(link, "no statement allows it: \(consequence)", Finding.setUp)
        case .denied(let statement):
            return .broken(link, "the statement \(statement) denies it: \(consequence)", "mend it by hand")
        case .uncertain(let statement):
            return .warning(
                link, "cannot tell: it hangs on conditions of the statement \(statement)",
                "see whether log files arrive")
        }
    }
}
