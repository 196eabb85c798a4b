import AWSClient
import AWSOperations
import CloudTrailSetup
import Locking
import MockAWS
import Timestamps

/// A trail's set-up, check and tear-down on a local AWS of its own, and what they reported.
final class MockedSetup: Sendable {
    /// The time against which the doctor holds deliveries; long ago, so that none is old.
    static let now = Timestamp(seconds: 1)

    let aws: MockAWS
    let client: AWSClient
    let design: TrailDesign
    private let lines = Locked<[String]>([])

    /// Starts a local AWS, which refuses an operation where one is named.
    init(denying operation: String? = nil, _ change: (inout TrailDesign) -> Void = { _ in }) throws {
        var options = MockAWSOptions()
        if let operation {
            let rule =
                #"{"rules":[{"name":"denied","match":{"operation":"\#(operation)"},"#
                + #""effect":{"error":{"code":"AccessDenied","status":403,"message":"not you"}}}]}"#
            options.faults = try FaultScript(parsing: Array(rule.utf8), file: "denied")
        }
        let aws = try MockAWS.start(options)
        self.aws = aws
        var design = TrailDesign(account: "123456789012", region: "us-east-1", trail: "audit")
        change(&design)
        self.design = design
        var configuration = AWSClientConfiguration(
            region: "us-east-1", endpointURL: aws.endpoint,
            credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"), environment: [:])
        configuration.readFile = { _ in nil }
        client = try AWSClient(configuration)
    }

    deinit { aws.stop() }

    private func report(_ title: String, _ outcome: SetupStep.Outcome) {
        lines.withLock { $0.append("\(outcome.rawValue): \(title)") }
    }

    /// Runs a set-up, and returns what it reported.
    func setUp() async throws -> [String] {
        _ = try await TrailSetup(
            design, client: client, sleep: { _ in }, report: { [self] in report($0, $1) }
        ).run()
        return take()
    }

    /// Runs a tear-down, and returns what it reported.
    func tearDown(deletesObjects: Bool = false) async throws -> [String] {
        try await TrailTeardown(
            design, client: client, deletesObjects: deletesObjects, report: { [self] in report($0, $1) }
        ).run()
        return take()
    }

    /// The links that the doctor finds broken.
    func broken() async throws -> [String] {
        try await TrailDoctor(design, client: client, now: MockedSetup.now).examine().filter { $0.state == .broken }
            .map(\.link)
    }

    private func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}
