import JSON
import Timestamps

/// The trail that a request of the server's own endpoints means.
struct TrailReference: Sendable {
    /// Its name or ARN.
    var name: String
    /// Where to look for a name; nil for the world's defaults.
    var account: String?
    var region: String?

    init(_ members: inout ControlMembers) throws(MockAWSError) {
        guard let name = members.take("trail")?.string, !name.isEmpty else {
            throw MockAWSError("trail must name a trail")
        }
        self.name = name
        account = try members.account("account")
        region = try members.region("region")
    }

    /// The context in which a service handles it.
    func context(_ world: World) -> MockContext {
        // An ARN says where its trail is.
        let parts = name.split(separator: ":")
        let isARN = name.hasPrefix("arn:") && parts.count == 6
        return MockContext(
            account: account ?? (isARN ? String(parts[4]) : world.defaultAccount),
            region: region ?? (isARN ? String(parts[3]) : world.defaultRegion), regionIsScoped: true,
            accessKeyID: nil, caller: nil, now: world.clock.now, requestID: RequestIDs.s3())
    }
}
