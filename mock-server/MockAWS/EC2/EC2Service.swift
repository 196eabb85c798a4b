import AWSOperations
import Locking
import Timestamps

/// The part of EC2 that knows flow logs.
final class EC2Service: MockService {
    let flowLogs: Locked<[WorldFlowLog]>
    let random: @Sendable () -> UInt64

    static let maximumFlowLogs = 10_000

    /// Creates the service with the flow logs of a world; `random` makes the ids of new ones.
    init(world: World, random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }) {
        flowLogs = Locked(world.flowLogs)
        self.random = random
    }

    func register(in table: inout HandlerTable) {
        table.on(DescribeFlowLogs.self, describeFlowLogs)
        table.on(CreateFlowLogs.self, createFlowLogs)
        table.on(DeleteFlowLogs.self, deleteFlowLogs)
    }

    /// Answers a dry run: it is always allowed, which EC2 says by an error.
    static func checkDryRun(_ dryRun: Bool?) throws(AWSError) {
        guard dryRun == true else { return }
        throw .ec2("DryRunOperation", "Request would have succeeded, but DryRun flag is set.")
    }
}

extension AWSError {
    static func ec2(_ code: String, _ message: String) -> AWSError {
        AWSError(code: code, message: message, service: .ec2)
    }
}
