import FlowLogs

/// What records say of the place at which they were taken, of its host, and of hosts far from it.
extension Network {
    /// What a field says of a point, where that is the same in all of its records; nil for other fields.
    func text(_ field: FlowField, point: Int, version: Int) -> String? {
        switch field {
        case .version: return "\(version)"
        case .accountID: return account
        case .region: return region
        default: return isTransit ? transitText(field, vpcs[point]) : interfaceText(field, hosts[point])
        }
    }

    private func transitText(_ field: FlowField, _ vpc: VPC) -> String? {
        switch field {
        case .resourceType: "TransitGateway"
        case .tgwID: resourceID
        case .tgwAttachmentID: vpc.attachmentID
        case .interfaceID, .vpcID, .subnetID, .instanceID, .availabilityZoneID, .sublocationType, .sublocationID,
            .resourceID, .instanceTag, .instanceTag2, .interfaceTag, .interfaceTag2, .asgTag, .asgTag2, .interfaceType,
            .action, .packetSourceAddress, .packetDestinationAddress, .trafficPath, .rejectReason, .encryptionStatus:
            "-"
        case _ where field.version == 7: "-"
        default: nil
        }
    }

    private func interfaceText(_ field: FlowField, _ host: Host) -> String? {
        let subnet = subnets[host.subnet]
        switch field {
        case .interfaceID: return host.interfaceID
        case .vpcID: return vpcs[subnet.vpc].id
        case .subnetID: return host.role == .regionalNATGateway ? "-" : subnet.id
        case .instanceID: return host.instanceID
        case .availabilityZoneID: return subnet.zoneID ?? "-"
        case .sublocationType: return subnet.sublocationType ?? "-"
        case .sublocationID: return subnet.sublocationID ?? "-"
        case .resourceID: return host.resourceID
        case .interfaceType: return host.role.interfaceType ?? "-"
        case .instanceTag, .interfaceTag: return host.role.hasInstance ? host.role.tag : "-"
        case .instanceTag2: return host.role.hasInstance ? "production" : "-"
        case .interfaceTag2: return host.role == .database ? "a%3Db%2Cc" : "-"
        case .asgTag: return host.role == .web ? "web-asg" : "-"
        case .asgTag2: return "-"
        case .resourceType, .tgwID, .tgwAttachmentID, .packetsLostNoRoute, .packetsLostBlackhole,
            .packetsLostMTUExceeded, .packetsLostTTLExpired:
            return "-"
        case _ where field.version == 7: return containerText(field, host)
        default: return nil
        }
    }

    /// The fields of ECS: two of three tasks run on Fargate, which has no container instances.
    private func containerText(_ field: FlowField, _ host: Host) -> String {
        guard host.role == .containerTask else { return "-" }
        let number = Int(host.address & 0xFF)
        let isFargate = number % 3 != 0
        var random = SeededRandom(seed: host.seed)
        let (task, instance) = (random.hexadecimal(32), random.hexadecimal(32))
        let (first, second) = (random.hexadecimal(64), random.hexadecimal(64))
        let place = "arn:aws:ecs:\(region):\(account):"
        return switch field {
        case .ecsClusterARN: place + "cluster/orders"
        case .ecsClusterName: "orders"
        case .ecsContainerInstanceARN: isFargate ? "-" : place + "container-instance/orders/" + instance
        case .ecsContainerInstanceID: isFargate ? "-" : instance
        case .ecsContainerID: first
        case .ecsSecondContainerID: isFargate ? second : "-"
        case .ecsServiceName: number % 3 == 1 ? "checkout" : "-"
        case .ecsTaskDefinitionARN: place + "task-definition/checkout:7"
        case .ecsTaskARN: place + "task/orders/" + task
        case .ecsTaskID: task
        default: "-"
        }
    }

    /// Which of the hosts of a flow a field is about.
    enum Subject { case source, destination, nextHop, pair }

    /// The host that a field is about; nil for fields that are not about a host away from the point.
    static func subject(of field: FlowField) -> Subject? {
        switch field {
        case .tgwSourceVPCAccountID, .tgwSourceVPCID, .tgwSourceSubnetID, .tgwSourceENI, .tgwSourceAZID: .source
        case .tgwDestinationVPCAccountID, .tgwDestinationVPCID, .tgwDestinationSubnetID, .tgwDestinationENI,
            .tgwDestinationAZID:
            .destination
        case .tgwPairAttachmentID: .pair
        case .nextHopInterfaceID, .nextHopSubnetID, .nextHopAZID, .nextHopVPCID, .nextHopInterfaceType: .nextHop
        default: nil
        }
    }

    /// What such a field says of a host.
    func text(_ field: FlowField, host: Int) -> String {
        let host = hosts[host]
        let subnet = subnets[host.subnet]
        let vpc = vpcs[subnet.vpc]
        let isNextHop = Network.subject(of: field) == .nextHop
        guard isTransit != isNextHop else { return "-" }
        return switch field {
        case .tgwSourceVPCAccountID, .tgwDestinationVPCAccountID: vpc.account
        case .tgwSourceVPCID, .tgwDestinationVPCID, .nextHopVPCID: vpc.id
        case .tgwSourceSubnetID, .tgwDestinationSubnetID: subnet.id
        case .tgwSourceENI, .tgwDestinationENI: vpc.attachmentInterfaceID
        case .tgwSourceAZID, .tgwDestinationAZID, .nextHopAZID: subnet.zoneID ?? "-"
        case .tgwPairAttachmentID: vpc.attachmentID
        case .nextHopInterfaceID: host.interfaceID
        case .nextHopSubnetID: host.role == .regionalNATGateway ? "-" : subnet.id
        case .nextHopInterfaceType: host.role.interfaceType ?? "-"
        default: "-"
        }
    }
}
