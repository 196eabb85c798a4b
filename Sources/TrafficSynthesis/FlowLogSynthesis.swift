import FlowLogs
import Timestamps

/// Flow logs that are made up, with known answers.
///
/// An object, or the events of a log stream, is a function of the configuration and its key: it can be made alone, in any
/// order, by any number of threads. ``FlowLogTally`` says what a reader must find.
public struct FlowLogSynthesis: Sendable {
    /// What was asked for.
    public let configuration: SynthesisConfiguration
    /// The objects in S3, in the order of their keys.
    public let objects: SynthesizedObjects
    let traffic: [NetworkTraffic]
    /// How the lines of each network are written.
    let writers: [LineWriter]

    private enum Purpose: UInt64 { case network = 1, traffic, incident }

    /// Plans the networks and the objects; nothing is made yet.
    ///
    /// - Throws: ``SynthesisError`` where the configuration allows nothing.
    public init(_ configuration: SynthesisConfiguration) throws(SynthesisError) {
        try configuration.validate()
        self.configuration = configuration
        let root = SeededRandom(seed: configuration.seed)
        let places = configuration.accounts.flatMap { account in configuration.regions.map { (account, $0) } }
        let rate = Int64(configuration.recordsPerSecond) << 16 / Int64(places.count)
        traffic = places.enumerated().map { number, place in
            // By the place and not by its number, so that a network stays the same when others are added.
            let own = root.branch(place.0 + "/" + place.1)
            let network = Network(
                account: place.0, region: place.1, number: number, isTransit: configuration.isTransit,
                hasIntruder: number == 0 && configuration.canHaveIncidents, random: own.branch(Purpose.network.rawValue)
            )
            return NetworkTraffic(
                network: network, hasRejectReasons: configuration.format.column(of: .rejectReason) != nil,
                incidents: number == 0 ? FlowLogSynthesis.incidents(network, configuration, own) : [],
                seconds: configuration.aggregationInterval, rate: rate,
                random: own.branch(Purpose.traffic.rawValue))
        }
        writers = traffic.map { LineWriter(plan: LinePlan(configuration.format, $0.network)) }
        objects = try SynthesizedObjects(ObjectPlan(configuration, traffic))
    }

    /// The incidents of a network.
    private static func incidents(
        _ network: Network, _ configuration: SynthesisConfiguration, _ random: SeededRandom
    ) -> [Incident] {
        guard configuration.canHaveIncidents else { return [] }
        return Incident.Kind.allCases.enumerated().map { number, kind in
            Incident(
                kind, in: network, start: configuration.start.seconds, duration: configuration.duration,
                random: random.branch(Purpose.incident.rawValue).branch(UInt64(number)))
        }
    }

    /// The object of a key; nil where there is none.
    public func object(forKey key: String) -> SynthesizedObject? {
        let index = objects.firstIndex(notBefore: key)
        return index < objects.count && objects[index].key == key ? objects[index] : nil
    }

    /// How long the gzip file of an object is taken to be, and is padded to, before its text is made.
    ///
    /// From the conversations that begin in its windows and the columns of the format. Mostly a fifth to two thirds of it are
    /// data, less in formats of few columns; no file is known that would be longer.
    public func foreseenSize(of object: SynthesizedObject) -> Int64 {
        let traffic = traffic[object.network]
        let plan = writers[object.network].plan
        let parts = traffic.estimatedParts(in: SynthesizedObject.windows(endingIn: object.slot, of: traffic.seconds))
        let most = parts + parts / 8 + 16
        let size = 256 + plan.header.count + most * (20 + plan.usualLine / 16)
        var random = traffic.random.branch(UInt64(bitPattern: object.slot)).branch(0x7369_7A65)
        return Int64(size + random.index(below: size / 16 + 1))
    }

    /// Makes the text of an object.
    public func content(of object: SynthesizedObject) -> SynthesizedContent {
        let traffic = traffic[object.network]
        let windows = SynthesizedObject.windows(endingIn: object.slot, of: traffic.seconds)
        let parts = object.share == .none ? [] : traffic.parts(in: windows)
        let late = traffic.latePoints(in: object.slot, share: configuration.latePerMille)
        let own =
            late.isEmpty
            ? parts : parts.filter { late[Int($0.point)] == (object.share == .late) }
        return SynthesizedContent(own, object, writers[object.network], configuration.format)
    }
}
