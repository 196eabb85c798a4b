/// Draws conversations of a network, one after the other, from a sequence of random numbers.
struct TrafficDraw: Sendable {
    let network: Network
    /// Whether records may say why they were rejected, and then lack their bytes.
    let hasRejectReasons: Bool

    private static let doors: [UInt16] = [22, 23, 80, 443, 445, 1433, 3306, 3389, 5900, 6379, 8080, 8443]

    /// A conversation that begins within a window and ends there.
    @inline(__always)
    func short(from window: Int64, seconds: Int64, _ random: inout SeededRandom) -> Conversation {
        var conversation = Conversation()
        let offset = Int64(random.index(below: Int(seconds)))
        conversation.start = window + offset
        let length = random.heavyTailed(1, doublings: 6) - 1
        conversation.end = conversation.start + min(length, seconds - 1 - offset)
        if network.isTransit {
            fillTransit(&conversation, &random)
        } else {
            fill(&conversation, TrafficKind.draws[random.index(below: 1024)], &random)
        }
        return conversation
    }

    /// A conversation that begins within a window and may go on for some more.
    func long(from window: Int64, seconds: Int64, most windows: Int64, _ random: inout SeededRandom) -> Conversation {
        var conversation = Conversation()
        conversation.start = window + Int64(random.index(below: Int(seconds)))
        conversation.end =
            conversation.start + seconds / 2 + Int64(random.index(below: Int(seconds * windows - seconds / 2)))
        if network.isTransit {
            fillTransit(&conversation, &random)
        } else {
            fill(&conversation, TrafficKind.lasting[random.index(below: TrafficKind.lasting.count)], &random)
        }
        // What lasts carries more.
        conversation.forwardPackets *= 16
        conversation.forwardBytes *= 16
        conversation.backwardPackets *= 16
        conversation.backwardBytes *= 16
        return conversation
    }

    @inline(__always)
    private func fill(_ conversation: inout Conversation, _ kind: TrafficKind, _ random: inout SeededRandom) {
        conversation.clientPort = ephemeralPort(&random)
        switch kind {
        case .page:
            conversation.add(from: Outside.anybody(&random), to: network.pick(.loadBalancer, &random), network)
            tcp(&conversation, port: 443, asks: 500, answers: 3000, encryption: 2, &random)
        case .page6:
            conversation.isIPv6 = true
            conversation.add(from: Outside.anybody6(&random), to: network.pick(.loadBalancer, &random), network)
            tcp(&conversation, port: 443, asks: 500, answers: 3000, encryption: 2, &random)
        case .backend:
            conversation.add(from: network.pick(.loadBalancer, &random), to: network.pick(.web, &random), network)
            tcp(&conversation, port: 8080, asks: 600, answers: 2500, encryption: 1, &random)
        case .query:
            conversation.add(from: network.pick(.web, &random), to: network.pick(.database, &random), network)
            tcp(&conversation, port: 5432, asks: 300, answers: 800, encryption: 3, &random)
        case .lookup:
            conversation.add(from: network.pick(.client, &random), to: network.first(.resolver), network)
            datagram(&conversation, port: 53, &random)
        case .download, .regionalDownload:
            let gateway = network.first(kind == .download ? .natGateway : .regionalNATGateway)
            let isService = random.index(below: 4) == 0
            conversation.serverService = isService ? .ec2 : .none
            conversation.add(
                from: network.pick(.client, &random), through: gateway, to: Outside.anybody(&random), network)
            tcp(&conversation, port: 443, asks: 400, answers: 8000, encryption: 2, &random)
        case .storage:
            conversation.serverService = .s3
            conversation.add(
                from: network.pick(.web, &random), to: Outside.storage(&random), path: 7, network)
            tcp(&conversation, port: 443, asks: 20_000, answers: 600, encryption: 2, &random)
        case .podQuery:
            let node = network.pick(.kubernetesNode, &random)
            let pod = network.hosts[node].pods + AddressCode(random.index(below: 16))
            conversation.add(from: node, to: network.pick(.database, &random), pod: pod, network)
            tcp(&conversation, port: 5432, asks: 300, answers: 900, encryption: 1, &random)
        case .taskQuery:
            conversation.add(from: network.pick(.containerTask, &random), to: network.pick(.database, &random), network)
            tcp(&conversation, port: 6379, asks: 120, answers: 400, encryption: 0, &random)
        case .edge:
            conversation.add(
                from: network.first(.edge), to: Outside.anybody(&random), path: 6, network)
            tcp(&conversation, port: 443, asks: 700, answers: 1500, encryption: 2, &random)
        case .ping:
            conversation.add(from: network.first(.bastion), to: network.pick(.web, &random), network)
            ping(&conversation, &random)
        case .scan:
            conversation.add(from: Outside.scanner(&random), to: network.pick(publicRole(&random), &random), network)
            knock(&conversation, TrafficDraw.doors[random.index(below: TrafficDraw.doors.count)], &random)
        }
    }

    private func publicRole(_ random: inout SeededRandom) -> Role {
        random.index(below: 3) == 0 ? .bastion : .loadBalancer
    }

    /// Hosts of two VPCs; now and then there is no way, and packets are lost.
    private func fillTransit(_ conversation: inout Conversation, _ random: inout SeededRandom) {
        conversation.clientPort = ephemeralPort(&random)
        let client = random.index(below: network.hosts.count)
        var server = random.index(below: network.hosts.count)
        if server % network.vpcs.count == client % network.vpcs.count { server = (client + 1) % network.hosts.count }
        if server % network.vpcs.count == client % network.vpcs.count { server = client == 0 ? 1 : 0 }
        conversation.isIPv6 = random.index(below: 16) == 0
        conversation.add(from: client, acrossTo: server, network)
        switch random.index(below: 8) {
        case 0: datagram(&conversation, port: 53, &random)
        case 1: ping(&conversation, &random)
        case 2...4: tcp(&conversation, port: 443, asks: 600, answers: 4000, encryption: 2, &random)
        default: tcp(&conversation, port: 5432, asks: 300, answers: 900, encryption: 0, &random)
        }
        guard random.index(below: 32) == 0 else { return }
        // They came in, and never went out.
        conversation.legCount = 1
        conversation.loss = FlowPart.Loss(rawValue: UInt8(random.index(below: 4) + 1)) ?? .none
        conversation.backwardPackets = 0
        conversation.backwardBytes = 0
    }
}
