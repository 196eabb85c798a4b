/// What one flow log watches: a VPC with its hosts, or a Transit Gateway with the VPCs attached to it.
struct Network: Sendable {
    struct VPC: Sendable {
        let id: String
        let account: String
        /// Of the Transit Gateway.
        let attachmentID: String
        let attachmentInterfaceID: String
    }

    struct Subnet: Sendable {
        let id: String
        let vpc: Int
        /// nil in a sublocation.
        let zoneID: String?
        let sublocationType: String?
        let sublocationID: String?
    }

    struct Host: Sendable {
        let role: Role
        let interfaceID: String
        let instanceID: String
        let subnet: Int
        let address: AddressCode
        /// Its IPv6 address.
        let address6: AddressCode
        /// The first of the sixteen addresses of its pods.
        let pods: AddressCode
        /// What its identifiers are drawn from.
        let seed: UInt64
    }

    let account: String
    let region: String
    /// The VPC or Transit Gateway that the flow log was made for.
    let resourceID: String
    let flowLogID: String
    /// The flow log that writes to CloudWatch Logs.
    let logsFlowLogID: String
    let isTransit: Bool
    let vpcs: [VPC]
    let subnets: [Subnet]
    let hosts: [Host]
    /// The hosts of each role, by its number.
    let ranges: [Range<Int>]

    /// How many places there are at which flows are seen: interfaces, or attachments of a Transit Gateway.
    var pointCount: Int { isTransit ? vpcs.count : hosts.count }

    /// The first host of a role.
    func first(_ role: Role) -> Int { ranges[role.rawValue].lowerBound }

    /// One of the hosts of a role.
    @inline(__always)
    func pick(_ role: Role, _ random: inout SeededRandom) -> Int {
        let range = ranges[role.rawValue]
        return range.lowerBound + random.index(below: range.count)
    }

    /// What a point is called in a log stream's name.
    func pointName(_ point: Int) -> String {
        if isTransit { return vpcs[point].attachmentID }
        let host = hosts[point]
        return host.interfaceID == "-" ? host.resourceID : host.interfaceID
    }
}

extension Network.Host {
    /// The regional NAT gateway; `-` for everybody else.
    var resourceID: String {
        guard role == .regionalNATGateway else { return "-" }
        var random = SeededRandom(seed: seed)
        return "nat-" + random.hexadecimal(17)
    }
}
