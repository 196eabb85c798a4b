/// Who sees a conversation, by the places of its ends.
extension Conversation {
    @inline(__always)
    private func address(_ host: Network.Host) -> AddressCode { isIPv6 ? host.address6 : host.address }

    /// A conversation between somebody outside and one of ours, who is the server: our interface sees it.
    mutating func add(from outside: AddressCode, to server: Int, _ network: Network) {
        let own = address(network.hosts[server])
        add(
            Leg(
                point: UInt16(server), isClientSide: false, client: outside, server: own, clientPacket: outside,
                serverPacket: own, clientHost: FlowPart.nobody, serverHost: UInt16(server), nextHop: FlowPart.nobody,
                path: 8))
    }

    /// A conversation of one of ours with somebody outside, without a NAT gateway on the way.
    mutating func add(from client: Int, to outside: AddressCode, path: UInt8, _ network: Network) {
        let own = address(network.hosts[client])
        add(
            Leg(
                point: UInt16(client), isClientSide: true, client: own, server: outside, clientPacket: own,
                serverPacket: outside, clientHost: UInt16(client), serverHost: FlowPart.nobody,
                nextHop: FlowPart.nobody, path: path))
    }

    /// A conversation between two of ours: both interfaces see it.
    ///
    /// Where a pod on the client's node speaks, packets bear its address, and flows that of the node.
    mutating func add(from client: Int, to server: Int, pod: AddressCode? = nil, _ network: Network) {
        let clientAddress = address(network.hosts[client])
        let serverAddress = address(network.hosts[server])
        let sender = pod ?? clientAddress
        add(
            Leg(
                point: UInt16(client), isClientSide: true, client: clientAddress, server: serverAddress,
                clientPacket: sender, serverPacket: serverAddress, clientHost: UInt16(client),
                serverHost: UInt16(server), nextHop: UInt16(server), path: 1))
        add(
            Leg(
                point: UInt16(server), isClientSide: false, client: sender, server: serverAddress,
                clientPacket: sender, serverPacket: serverAddress, clientHost: UInt16(client),
                serverHost: UInt16(server), nextHop: UInt16(client), path: 1))
    }

    /// A conversation of one of ours with somebody outside, through a NAT gateway, which sees it twice: the client on one
    /// side, and on the other itself in the client's place.
    ///
    /// Source: VPC User Guide, "Flow log record examples", traffic through a NAT gateway.
    mutating func add(from client: Int, through gateway: Int, to outside: AddressCode, _ network: Network) {
        let own = address(network.hosts[client])
        let translated = address(network.hosts[gateway])
        // The records of a regional gateway, which has no interface, have the packets' addresses.
        let isRegional = network.hosts[gateway].role == .regionalNATGateway
        add(
            Leg(
                point: UInt16(client), isClientSide: true, client: own, server: outside, clientPacket: own,
                serverPacket: outside, clientHost: UInt16(client), serverHost: FlowPart.nobody,
                nextHop: UInt16(gateway), path: 1))
        add(
            Leg(
                point: UInt16(gateway), isClientSide: false, client: own, server: isRegional ? outside : translated,
                clientPacket: own, serverPacket: outside, clientHost: UInt16(client), serverHost: UInt16(gateway),
                nextHop: UInt16(client), path: 1))
        add(
            Leg(
                point: UInt16(gateway), isClientSide: true, client: translated, server: outside,
                clientPacket: translated, serverPacket: outside, clientHost: UInt16(gateway),
                serverHost: FlowPart.nobody, nextHop: FlowPart.nobody, path: 8))
    }

    /// A conversation between hosts of two VPCs through a Transit Gateway: both attachments see it.
    mutating func add(from client: Int, acrossTo server: Int, _ network: Network) {
        let clientAddress = address(network.hosts[client])
        let serverAddress = address(network.hosts[server])
        for (host, peer) in [(client, server), (server, client)] {
            add(
                Leg(
                    point: UInt16(network.subnets[network.hosts[host].subnet].vpc), isClientSide: host == client,
                    client: clientAddress, server: serverAddress, clientPacket: clientAddress,
                    serverPacket: serverAddress, clientHost: UInt16(client), serverHost: UInt16(server),
                    nextHop: UInt16(peer), path: 0))
        }
    }
}
