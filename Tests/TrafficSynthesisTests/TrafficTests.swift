import FlowLogs
import Testing

@testable import TrafficSynthesis

/// The flows are such as networks make.
@Suite struct TrafficTests {
    private static let window: Int64 = 1_772_582_400 / 60

    private static func draw(isTransit: Bool = false) -> TrafficDraw {
        TrafficDraw(
            network: Network(
                account: "123456789012", region: "us-east-1", number: 0, isTransit: isTransit,
                random: SeededRandom(seed: 1)), hasRejectReasons: true)
    }

    @Test(arguments: [false, true], [Int64(60), 600])
    func partsOfAConversationSumToItsWhole(isTransit: Bool, seconds: Int64) {
        let draw = Self.draw(isTransit: isTransit)
        var random = SeededRandom(seed: 5)
        let first = Self.window * 60 / seconds
        for index in 0..<500 {
            let conversation =
                index % 2 == 0
                ? draw.long(from: first * seconds, seconds: seconds, most: 10, &random)
                : draw.short(from: first * seconds, seconds: seconds, &random)
            var parts: [FlowPart] = []
            conversation.appendParts(in: first..<first + 12, of: seconds, isTransit: isTransit, to: &parts)
            // One window at a time gives the same.
            var single: [FlowPart] = []
            for window in first..<first + 12 {
                conversation.appendParts(in: window..<window + 1, of: seconds, isTransit: isTransit, to: &single)
            }
            #expect(parts.count == single.count && zip(parts, single).allSatisfy { $0.bytes == $1.bytes })
            for leg in 0..<conversation.legCount {
                let seen = conversation.legs[leg]
                let own = parts.filter {
                    $0.point == seen.point && $0.source == seen.client && $0.destination == seen.server
                }
                guard conversation.rejectReason != 1 else { continue }
                #expect(own.reduce(0) { $0 + $1.packets } == conversation.forwardPackets)
                #expect(own.reduce(0) { $0 + $1.bytes } == conversation.forwardBytes)
                #expect(Int64(own.first?.start ?? 0) == conversation.start)
                #expect(Int64(own.last?.end ?? 0) == conversation.end)
                guard conversation.protocolNumber == 6 else { continue }
                #expect(own.first.map { $0.tcpFlags & 2 } == 2)
                #expect(own.dropFirst().allSatisfy { $0.tcpFlags & 2 == 0 })
                #expect(conversation.isRejected || own.last.map { $0.tcpFlags & 5 != 0 } == true)
            }
        }
    }

    @Test func windowsAreTheSameInAnyCompany() throws {
        let traffic = try #require(try FlowLogSynthesis(SynthesisConfiguration()).traffic.first)
        let together = traffic.parts(in: Self.window..<Self.window + 5)
        for offset in 0..<5 {
            let alone = traffic.parts(in: Self.window + Int64(offset)..<Self.window + Int64(offset) + 1)
            let same = together.filter { Int($0.window) == offset }
            #expect(alone.count == same.count)
            for (a, b) in zip(alone, same) {
                #expect(a.source == b.source && a.bytes == b.bytes && a.point == b.point && a.start == b.start)
            }
        }
    }

    /// Both ends of a conversation within the network see the same packets.
    @Test func bothEndsSeeTheSame() throws {
        let traffic = try #require(try FlowLogSynthesis(SynthesisConfiguration()).traffic.first)
        let parts = traffic.parts(in: Self.window..<Self.window + 1).filter { $0.status == .ok }
        struct Seen: Hashable {
            var source: UInt32
            var destination: UInt32
            var ports: UInt32
            var packets: Int64
        }
        var sides: [Seen: Set<Bool>] = [:]
        let web = traffic.network.ranges[Role.web.rawValue].map { traffic.network.hosts[$0].address }
        let databases = traffic.network.ranges[Role.database.rawValue].map { traffic.network.hosts[$0].address }
        for part in parts where web.contains(part.source) && databases.contains(part.destination) {
            let seen = Seen(
                source: part.source, destination: part.destination,
                ports: UInt32(part.sourcePort) << 16 | UInt32(part.destinationPort), packets: part.packets)
            sides[seen, default: []].insert(part.isEgress)
        }
        #expect(sides.count > 10 && sides.values.allSatisfy { $0.count == 2 })
    }

    /// The shapes that the guide shows are all there.
    @Test func everyKindOfRecordOccurs() throws {
        var configuration = SynthesisConfiguration()
        configuration.format = TestFormats.everything
        configuration.recordsPerSecond = 8
        let synthesis = try FlowLogSynthesis(configuration)
        let parts = synthesis.objects.flatMap { synthesis.content(of: $0).parts }
        #expect(
            Set(parts.filter { $0.protocolNumber == 6 }.map(\.tcpFlags)).isSuperset(of: [0, 1, 2, 3, 4, 6, 18, 19]))
        #expect(parts.contains { $0.protocolNumber == 1 && $0.sourcePort == 0 && $0.destinationPort == 0 })
        #expect(parts.contains { $0.isIPv6 } && parts.contains { $0.isRejected && $0.bytes < 0 })
        #expect(parts.contains { $0.status == .noData } && parts.contains { $0.status == .skipData })
        #expect(
            parts.contains { $0.source != $0.packetSource } && parts.contains { $0.destination != $0.packetDestination }
        )
        #expect(Set(parts.map(\.trafficPath)) == [0, 1, 6, 7, 8] && Set(parts.map(\.rejectReason)) == [0, 1, 2])
        #expect(Set(parts.map(\.incident)) == [0, 1, 2, 3, 4, 5])
        // About as many as were asked for.
        #expect((7 * 3600...14 * 3600).contains(parts.count), "\(parts.count)")
    }

    /// Every field but those of Transit Gateways has a value somewhere.
    @Test func everyFieldIsFilled() throws {
        for format in [TestFormats.upTo(11), FlowLogFormat.transitGatewayDefault] {
            var configuration = SynthesisConfiguration()
            configuration.format = format
            configuration.duration = 600
            configuration.recordsPerSecond = 20
            let synthesis = try FlowLogSynthesis(configuration)
            var filled: Set<FlowField> = []
            for object in synthesis.objects {
                for line in synthesis.content(of: object).members[0].split(separator: 0x0A).dropFirst() {
                    let columns = line.split(separator: 0x20)
                    #expect(columns.count == format.columns.count)
                    for (column, text) in zip(format.columns, columns) where text != [0x2D] {
                        if let field = column.field { filled.insert(field) }
                    }
                }
            }
            let missing = format.columns.compactMap(\.field).filter { !filled.contains($0) }
            // Between our own hosts no service takes part, and no group has a second tag.
            let empty: [FlowField] =
                format == .transitGatewayDefault
                ? [.packetSourceAWSService, .packetDestinationAWSService] : [.asgTag2]
            #expect(missing == empty, "\(missing.map(\.name))")
        }
    }

    @Test func nightsAreQuieterThanDays() throws {
        let day = DailyRhythm.weight(at: 20 * 3600, region: "us-east-1")
        let night = DailyRhythm.weight(at: 9 * 3600, region: "us-east-1")
        #expect(day > 4 * night)
        let mean = (0..<1440).reduce(0) { $0 + DailyRhythm.weight(at: Int64($1) * 60, region: "eu-west-1") } / 1440
        #expect((990...1010).contains(mean), "\(mean)")
    }
}
