import FlowLogs
import Timestamps

/// A log stream: an interface, or an attachment of a Transit Gateway.
public struct SynthesizedStream: Sendable, Hashable {
    /// The account of its log group.
    public let account: String
    /// The region of its log group.
    public let region: String
    /// Its name: the interface and what the flow log takes, `eni-…-all`.
    public let name: String
    let network: Int
    let point: Int
}

/// The events of a log group in one window.
public struct SynthesizedEvents: Sendable {
    /// The lines of each stream, as worlds keep them: `<epoch ms>,<ingestion epoch ms> <message>`.
    public let lines: [(stream: SynthesizedStream, text: [UInt8])]
    /// The records in the order in which `FilterLogEvents` gives them.
    let parts: [FlowPart]
}

extension FlowLogSynthesis {
    /// The number of networks, each of which has a log group in its account and region.
    public var networkCount: Int { traffic.count }

    /// The windows of the configuration, by their number since 1970.
    public var windows: Range<Int64> {
        let seconds = configuration.aggregationInterval
        let first = configuration.start.seconds / seconds
        return first..<first + configuration.duration / seconds
    }

    /// The log streams of a network, in the order of its interfaces.
    public func streams(ofNetwork number: Int) -> [SynthesizedStream] {
        let network = traffic[number].network
        return (0..<network.pointCount).map { point in
            SynthesizedStream(
                account: network.account, region: network.region, name: network.pointName(point) + "-all",
                network: number, point: point)
        }
    }

    /// Makes the events of a network's log group in one window.
    ///
    /// An event has the time at which its record starts, and comes in some minutes after its window has ended; no two
    /// streams get theirs in the same millisecond, so that the order of events is one.
    public func events(ofNetwork number: Int, inWindow window: Int64) -> SynthesizedEvents {
        let traffic = traffic[number]
        let parts = traffic.parts(in: window..<window + 1)
        var lines: [(stream: SynthesizedStream, text: [UInt8])] = []
        var order: [(time: UInt32, ingestion: Int64, part: Int)] = []
        order.reserveCapacity(parts.count)
        let end = (window + 1) * traffic.seconds
        var random = SeededRandom(seed: configuration.seed, stream: UInt64(bitPattern: window)).branch(UInt64(number))
        var first = 0
        for stream in streams(ofNetwork: number) {
            let last = parts[first...].firstIndex { Int($0.point) != stream.point } ?? parts.count
            let ingestion = (end + 60 + Int64(random.index(below: 240))) * 1000 + Int64(stream.point)
            // A stream's events are in the order of time; what starts at the same time stays as it is.
            let own = (first..<last).sorted { (parts[$0].start, $0) < (parts[$1].start, $1) }
            var text: [UInt8] = []
            for index in own {
                order.append((parts[index].start, ingestion, index))
                text += Array("\(parts[index].start)000,\(ingestion) ".utf8)
                writers[number].append([parts[index]], to: &text)
            }
            if !own.isEmpty { lines.append((stream, text)) }
            first = last
        }
        order.sort { ($0.time, $0.ingestion, $0.part) < ($1.time, $1.ingestion, $1.part) }
        return SynthesizedEvents(lines: lines, parts: order.map { parts[$0.part] })
    }
}

extension FlowLogTally {
    /// Adds the events of a log group, which follow those added before.
    public mutating func add(_ events: SynthesizedEvents) { add(events.parts) }
}
