/// A field that AWS documents for VPC flow logs (versions 2 to 11) and Transit Gateway flow logs (version 6).
///
/// The first 47 cases are the columns of flowlogs_reader 5.0.1, in the order in which it prints them; the fields that
/// AWS added afterwards follow in AWS's order.
///
/// Source: VPC User Guide, "Flow log records"; Transit Gateway guide, "Transit Gateway Flow Logs records".
public enum FlowField: UInt8, CaseIterable, Sendable, Hashable {
    /// The version of the record: the highest version among the fields of its format.
    case version
    /// The account that owns the source network interface, or `unknown`.
    case accountID
    /// The network interface that was captured.
    case interfaceID
    /// The source address; for outgoing traffic the interface's own.
    case sourceAddress
    /// The destination address; for incoming traffic the interface's primary one.
    case destinationAddress
    /// The source port; 0 for protocols without ports.
    case sourcePort
    /// The destination port; 0 for protocols without ports.
    case destinationPort
    /// The IANA protocol number.
    case protocolNumber
    /// Packets in the capture window.
    case packets
    /// Bytes in the capture window.
    case bytes
    /// When the first packet of the window was received.
    case start
    /// When the last packet of the window was received.
    case end
    /// `ACCEPT` or `REJECT`.
    case action
    /// `OK`, `NODATA` or `SKIPDATA`.
    case logStatus
    /// The VPC of the interface.
    case vpcID
    /// The subnet of the interface.
    case subnetID
    /// The instance of the interface, if it is yours.
    case instanceID
    /// The TCP flags seen, joined by OR: FIN 1, SYN 2, RST 4, SYN-ACK 18.
    case tcpFlags
    /// `IPv4`, `IPv6` or `EFA`.
    case type
    /// The source address of the packet itself.
    case packetSourceAddress
    /// The destination address of the packet itself.
    case packetDestinationAddress
    /// The region of the interface.
    case region
    /// The availability zone id, such as `use1-az1`.
    case availabilityZoneID
    /// `wavelength`, `outpost` or `localzone`.
    case sublocationType
    /// The id of the sublocation.
    case sublocationID
    /// The AWS service that owns the packet's source address.
    case packetSourceAWSService
    /// The AWS service that owns the packet's destination address.
    case packetDestinationAWSService
    /// `ingress` or `egress`, seen from the interface.
    case flowDirection
    /// The path that egress traffic takes, 1 to 8.
    case trafficPath
    /// `TransitGateway`.
    case resourceType
    /// The transit gateway.
    case tgwID
    /// The transit gateway attachment.
    case tgwAttachmentID
    /// The account of the source VPC.
    case tgwSourceVPCAccountID
    /// The account of the destination VPC.
    case tgwDestinationVPCAccountID
    /// The source VPC.
    case tgwSourceVPCID
    /// The destination VPC.
    case tgwDestinationVPCID
    /// The source subnet.
    case tgwSourceSubnetID
    /// The destination subnet.
    case tgwDestinationSubnetID
    /// The source attachment's network interface.
    case tgwSourceENI
    /// The destination attachment's network interface.
    case tgwDestinationENI
    /// The source availability zone id.
    case tgwSourceAZID
    /// The destination availability zone id.
    case tgwDestinationAZID
    /// The other attachment of the flow.
    case tgwPairAttachmentID
    /// Packets lost because there was no route.
    case packetsLostNoRoute
    /// Packets lost in a black hole.
    case packetsLostBlackhole
    /// Packets lost because they exceeded the MTU.
    case packetsLostMTUExceeded
    /// Packets lost because their time to live ran out.
    case packetsLostTTLExpired

    // Not among the columns of flowlogs_reader 5.0.1
    /// The ARN of the ECS cluster.
    case ecsClusterARN
    /// The name of the ECS cluster.
    case ecsClusterName
    /// The ARN of the ECS container instance; absent on Fargate.
    case ecsContainerInstanceARN
    /// The id of the ECS container instance; absent on Fargate.
    case ecsContainerInstanceID
    /// The runtime id of the task's first container.
    case ecsContainerID
    /// The runtime id of the task's second container.
    case ecsSecondContainerID
    /// The ECS service that started the task.
    case ecsServiceName
    /// The ARN of the ECS task definition.
    case ecsTaskDefinitionARN
    /// The ARN of the ECS task.
    case ecsTaskARN
    /// The id of the ECS task.
    case ecsTaskID
    /// `BPA` (block public access) or `EC` (encryption controls).
    case rejectReason
    /// The regional NAT gateway.
    case resourceID
    /// 0 not encrypted, 1 by Nitro, 2 by the application, 3 by both.
    case encryptionStatus
    /// The value of the first instance tag, percent-encoded.
    case instanceTag
    /// The value of the second instance tag, percent-encoded.
    case instanceTag2
    /// The value of the first interface tag, percent-encoded.
    case interfaceTag
    /// The value of the second interface tag, percent-encoded.
    case interfaceTag2
    /// The value of the first Auto Scaling group tag, percent-encoded.
    case asgTag
    /// The value of the second Auto Scaling group tag, percent-encoded.
    case asgTag2
    /// The kind of a managed interface, such as `nat_gateway`.
    case interfaceType
    /// The interface of the next hop.
    case nextHopInterfaceID
    /// The subnet of the next hop.
    case nextHopSubnetID
    /// The availability zone id of the next hop.
    case nextHopAZID
    /// The VPC of the next hop.
    case nextHopVPCID
    /// The kind of the next hop's interface.
    case nextHopInterfaceType
}
