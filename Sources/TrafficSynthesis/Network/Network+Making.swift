extension Network {
    /// Makes the network of an account in a region; the same one for the same seed, whatever else there is.
    ///
    /// - Parameters:
    ///   - account: the account.
    ///   - region: the region.
    ///   - number: its place among the networks of the configuration, which goes into its addresses.
    ///   - isTransit: whether a Transit Gateway is watched.
    ///   - hasIntruder: whether somebody starts an instance there who should not.
    ///   - random: the sequence that is its own.
    init(
        account: String, region: String, number: Int, isTransit: Bool, hasIntruder: Bool = false, random: SeededRandom
    ) {
        var random = random
        self.account = account
        self.region = region
        self.isTransit = isTransit
        flowLogID = "fl-0" + random.hexadecimal(16)
        logsFlowLogID = "fl-0" + random.hexadecimal(16)
        let vpcs = (0..<(isTransit ? 3 : 1)).map { index in
            VPC(
                id: "vpc-0" + random.hexadecimal(16), account: index == 2 ? "210987654321" : account,
                attachmentID: "tgw-attach-0" + random.hexadecimal(16),
                attachmentInterfaceID: "eni-0" + random.hexadecimal(16))
        }
        self.vpcs = vpcs
        resourceID = isTransit ? "tgw-0" + random.hexadecimal(16) : vpcs[0].id
        let zones = Network.zonePrefix(region)
        var subnets: [Subnet] = []
        for vpc in vpcs.indices {
            for zone in 1...2 {
                for _ in 0..<2 {
                    subnets.append(
                        Subnet(
                            id: "subnet-0" + random.hexadecimal(16), vpc: vpc, zoneID: "\(zones)-az\(zone)",
                            sublocationType: nil, sublocationID: nil))
                }
            }
        }
        subnets.append(
            Subnet(
                id: "subnet-0" + random.hexadecimal(16), vpc: 0, zoneID: nil, sublocationType: "localzone",
                sublocationID: "\(zones)-lax1-az1"))
        self.subnets = subnets

        var hosts: [Host] = []
        var ranges: [Range<Int>] = []
        for role in Role.allCases {
            let first = hosts.count
            for index in 0..<(role == .launched && !hasIntruder ? 0 : role.count) {
                let place = hosts.count
                // Where a Transit Gateway is watched, the hosts take turns at living in its VPCs.
                let vpc = place % vpcs.count
                let subnet =
                    role == .edge && !isTransit ? subnets.count - 1 : vpc * 4 + index % 2 * 2 + (role.isPublic ? 1 : 0)
                let net = AddressCode(10) << 24 | AddressCode((number * 3 + vpc) & 0xFF) << 16
                hosts.append(
                    Host(
                        role: role,
                        interfaceID: role == .regionalNATGateway ? "-" : "eni-0" + random.hexadecimal(16),
                        instanceID: role.hasInstance ? "i-0" + random.hexadecimal(16) : "-", subnet: subnet,
                        address: net | AddressCode(subnet + 1) << 8 | AddressCode(place + 10),
                        address6: AddressCode(0x1000 + (number & 0x7FF) * 4 + vpc) << 16 | AddressCode(place + 1),
                        pods: net | AddressCode(64 + index) << 8 | 16, seed: random.next()))
            }
            ranges.append(first..<hosts.count)
        }
        self.hosts = hosts
        self.ranges = ranges
    }

    /// What the ids of a region's zones begin with: `use1` for us-east-1, `apse2` for ap-southeast-2.
    static func zonePrefix(_ region: String) -> String {
        let parts = region.split(separator: "-")
        let compass = ["northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw"]
        return parts.enumerated().map { index, part in
            if index == 0 || index == parts.count - 1 { return String(part) }
            return compass[String(part)] ?? String(part.prefix(1))
        }.joined()
    }
}
