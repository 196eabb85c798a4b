import Timestamps

/// The fields by their Swift names; nil where the record has none, or `-`.
extension FlowRecord {
    /// `version`: the version of the record: the highest version among the fields of its format.
    public var version: Int? { int(.version) }

    /// `account-id`: the account that owns the source network interface, or `unknown`.
    public var accountID: String? { string(.accountID) }

    /// `interface-id`: the network interface that was captured.
    public var interfaceID: String? { string(.interfaceID) }

    /// `srcaddr`: the source address; for outgoing traffic the interface's own.
    public var sourceAddress: String? { string(.sourceAddress) }

    /// `dstaddr`: the destination address; for incoming traffic the interface's primary one.
    public var destinationAddress: String? { string(.destinationAddress) }

    /// `srcport`: the source port; 0 for protocols without ports.
    public var sourcePort: Int? { int(.sourcePort) }

    /// `dstport`: the destination port; 0 for protocols without ports.
    public var destinationPort: Int? { int(.destinationPort) }

    /// `protocol`: the IANA protocol number.
    public var protocolNumber: Int? { int(.protocolNumber) }

    /// `packets`: packets in the capture window.
    public var packets: Int? { int(.packets) }

    /// `bytes`: bytes in the capture window.
    public var bytes: Int? { int(.bytes) }

    /// `start`: when the first packet of the window was received.
    public var start: Timestamp? { timestamp(.start) }

    /// `end`: when the last packet of the window was received.
    public var end: Timestamp? { timestamp(.end) }

    /// `action`: `ACCEPT` or `REJECT`.
    public var action: String? { string(.action) }

    /// `log-status`: `OK`, `NODATA` or `SKIPDATA`.
    public var logStatus: String? { string(.logStatus) }

    /// `vpc-id`: the VPC of the interface.
    public var vpcID: String? { string(.vpcID) }

    /// `subnet-id`: the subnet of the interface.
    public var subnetID: String? { string(.subnetID) }

    /// `instance-id`: the instance of the interface, if it is yours.
    public var instanceID: String? { string(.instanceID) }

    /// `tcp-flags`: the TCP flags seen, joined by OR: FIN 1, SYN 2, RST 4, SYN-ACK 18.
    public var tcpFlags: Int? { int(.tcpFlags) }

    /// `type`: `IPv4`, `IPv6` or `EFA`.
    public var type: String? { string(.type) }

    /// `pkt-srcaddr`: the source address of the packet itself.
    public var packetSourceAddress: String? { string(.packetSourceAddress) }

    /// `pkt-dstaddr`: the destination address of the packet itself.
    public var packetDestinationAddress: String? { string(.packetDestinationAddress) }

    /// `region`: the region of the interface.
    public var region: String? { string(.region) }

    /// `az-id`: the availability zone id, such as `use1-az1`.
    public var availabilityZoneID: String? { string(.availabilityZoneID) }

    /// `sublocation-type`: `wavelength`, `outpost` or `localzone`.
    public var sublocationType: String? { string(.sublocationType) }

    /// `sublocation-id`: the id of the sublocation.
    public var sublocationID: String? { string(.sublocationID) }

    /// `pkt-src-aws-service`: the AWS service that owns the packet's source address.
    public var packetSourceAWSService: String? { string(.packetSourceAWSService) }

    /// `pkt-dst-aws-service`: the AWS service that owns the packet's destination address.
    public var packetDestinationAWSService: String? { string(.packetDestinationAWSService) }

    /// `flow-direction`: `ingress` or `egress`, seen from the interface.
    public var flowDirection: String? { string(.flowDirection) }

    /// `traffic-path`: the path that egress traffic takes, 1 to 8.
    public var trafficPath: Int? { int(.trafficPath) }

    /// `resource-type`: `TransitGateway`.
    public var resourceType: String? { string(.resourceType) }

    /// `tgw-id`: the transit gateway.
    public var tgwID: String? { string(.tgwID) }

    /// `tgw-attachment-id`: the transit gateway attachment.
    public var tgwAttachmentID: String? { string(.tgwAttachmentID) }

    /// `tgw-src-vpc-account-id`: the account of the source VPC.
    public var tgwSourceVPCAccountID: String? { string(.tgwSourceVPCAccountID) }

    /// `tgw-dst-vpc-account-id`: the account of the destination VPC.
    public var tgwDestinationVPCAccountID: String? { string(.tgwDestinationVPCAccountID) }

    /// `tgw-src-vpc-id`: the source VPC.
    public var tgwSourceVPCID: String? { string(.tgwSourceVPCID) }

    /// `tgw-dst-vpc-id`: the destination VPC.
    public var tgwDestinationVPCID: String? { string(.tgwDestinationVPCID) }

    /// `tgw-src-subnet-id`: the source subnet.
    public var tgwSourceSubnetID: String? { string(.tgwSourceSubnetID) }

    /// `tgw-dst-subnet-id`: the destination subnet.
    public var tgwDestinationSubnetID: String? { string(.tgwDestinationSubnetID) }

    /// `tgw-src-eni`: the source attachment's network interface.
    public var tgwSourceENI: String? { string(.tgwSourceENI) }

    /// `tgw-dst-eni`: the destination attachment's network interface.
    public var tgwDestinationENI: String? { string(.tgwDestinationENI) }

    /// `tgw-src-az-id`: the source availability zone id.
    public var tgwSourceAZID: String? { string(.tgwSourceAZID) }

    /// `tgw-dst-az-id`: the destination availability zone id.
    public var tgwDestinationAZID: String? { string(.tgwDestinationAZID) }

    /// `tgw-pair-attachment-id`: the other attachment of the flow.
    public var tgwPairAttachmentID: String? { string(.tgwPairAttachmentID) }

    /// `packets-lost-no-route`: packets lost because there was no route.
    public var packetsLostNoRoute: Int? { int(.packetsLostNoRoute) }

    /// `packets-lost-blackhole`: packets lost in a black hole.
    public var packetsLostBlackhole: Int? { int(.packetsLostBlackhole) }

    /// `packets-lost-mtu-exceeded`: packets lost because they exceeded the MTU.
    public var packetsLostMTUExceeded: Int? { int(.packetsLostMTUExceeded) }

    /// `packets-lost-ttl-expired`: packets lost because their time to live ran out.
    public var packetsLostTTLExpired: Int? { int(.packetsLostTTLExpired) }

    /// `ecs-cluster-arn`: the ARN of the ECS cluster.
    public var ecsClusterARN: String? { string(.ecsClusterARN) }

    /// `ecs-cluster-name`: the name of the ECS cluster.
    public var ecsClusterName: String? { string(.ecsClusterName) }

    /// `ecs-container-instance-arn`: the ARN of the ECS container instance; absent on Fargate.
    public var ecsContainerInstanceARN: String? { string(.ecsContainerInstanceARN) }

    /// `ecs-container-instance-id`: the id of the ECS container instance; absent on Fargate.
    public var ecsContainerInstanceID: String? { string(.ecsContainerInstanceID) }

    /// `ecs-container-id`: the runtime id of the task's first container.
    public var ecsContainerID: String? { string(.ecsContainerID) }

    /// `ecs-second-container-id`: the runtime id of the task's second container.
    public var ecsSecondContainerID: String? { string(.ecsSecondContainerID) }

    /// `ecs-service-name`: the ECS service that started the task.
    public var ecsServiceName: String? { string(.ecsServiceName) }

    /// `ecs-task-definition-arn`: the ARN of the ECS task definition.
    public var ecsTaskDefinitionARN: String? { string(.ecsTaskDefinitionARN) }

    /// `ecs-task-arn`: the ARN of the ECS task.
    public var ecsTaskARN: String? { string(.ecsTaskARN) }

    /// `ecs-task-id`: the id of the ECS task.
    public var ecsTaskID: String? { string(.ecsTaskID) }

    /// `reject-reason`: `BPA` (block public access) or `EC` (encryption controls).
    public var rejectReason: String? { string(.rejectReason) }

    /// `resource-id`: the regional NAT gateway.
    public var resourceID: String? { string(.resourceID) }

    /// `encryption-status`: 0 not encrypted, 1 by Nitro, 2 by the application, 3 by both.
    public var encryptionStatus: Int? { int(.encryptionStatus) }

    /// `instance-tag`: the value of the first instance tag, percent-encoded.
    public var instanceTag: String? { string(.instanceTag) }

    /// `instance-tag-2`: the value of the second instance tag, percent-encoded.
    public var instanceTag2: String? { string(.instanceTag2) }

    /// `interface-tag`: the value of the first interface tag, percent-encoded.
    public var interfaceTag: String? { string(.interfaceTag) }

    /// `interface-tag-2`: the value of the second interface tag, percent-encoded.
    public var interfaceTag2: String? { string(.interfaceTag2) }

    /// `asg-tag`: the value of the first Auto Scaling group tag, percent-encoded.
    public var asgTag: String? { string(.asgTag) }

    /// `asg-tag-2`: the value of the second Auto Scaling group tag, percent-encoded.
    public var asgTag2: String? { string(.asgTag2) }

    /// `interface-type`: the kind of a managed interface, such as `nat_gateway`.
    public var interfaceType: String? { string(.interfaceType) }

    /// `next-hop-interface-id`: the interface of the next hop.
    public var nextHopInterfaceID: String? { string(.nextHopInterfaceID) }

    /// `next-hop-subnet-id`: the subnet of the next hop.
    public var nextHopSubnetID: String? { string(.nextHopSubnetID) }

    /// `next-hop-az-id`: the availability zone id of the next hop.
    public var nextHopAZID: String? { string(.nextHopAZID) }

    /// `next-hop-vpc-id`: the VPC of the next hop.
    public var nextHopVPCID: String? { string(.nextHopVPCID) }

    /// `next-hop-interface-type`: the kind of the next hop's interface.
    public var nextHopInterfaceType: String? { string(.nextHopInterfaceType) }
}
