/// All that the points of a network see, window by window.
///
/// A window's flows are a function of seed, network and window alone. Short conversations live and die within a window.
/// Long ones are looked for among those born in the windows before, as many as one may last; so no window needs another
/// one to be made first. Each window, and each purpose within it, has a sequence of random numbers of its own.
struct NetworkTraffic: Sendable {
    let network: Network
    let draw: TrafficDraw
    let incidents: [Incident]
    /// How long a window is.
    let seconds: Int64
    let random: SeededRandom
    /// Conversations that begin in a second of average rhythm, times 2¹⁶.
    private let births: Int64

    private enum Purpose: UInt64 { case short = 1, long, noise, delay }

    /// One of so many conversations is a long one.
    private static let longShare: Int64 = 64
    /// Records of a conversation, long ones included, times 1000: counted over many.
    private static let recordsPerBirth: Int64 = 3_900

    /// How many windows a long conversation reaches beyond the one in which it begins, at most.
    var reach: Int64 { seconds == 60 ? 10 : 2 }

    /// - Parameters:
    ///   - network: whose traffic it is.
    ///   - hasRejectReasons: whether the records have a reject-reason.
    ///   - incidents: what is planted.
    ///   - seconds: how long a window is.
    ///   - rate: about how many records its points write in a second, times 2¹⁶.
    ///   - random: the sequence that is its own.
    init(
        network: Network, hasRejectReasons: Bool, incidents: [Incident], seconds: Int64, rate: Int64,
        random: SeededRandom
    ) {
        self.network = network
        draw = TrafficDraw(network: network, hasRejectReasons: hasRejectReasons)
        self.incidents = incidents
        self.seconds = seconds
        self.random = random
        births = rate * 1000 / NetworkTraffic.recordsPerBirth
    }

    /// What was seen in some windows, by point, then window, then as it began; each window whole.
    ///
    /// - Parameter windows: which, by their number since 1970; at most 65,535.
    /// - Returns: the parts of all points.
    func parts(in windows: Range<Int64>) -> [FlowPart] {
        var parts: [FlowPart] = []
        parts.reserveCapacity(expectedParts(in: windows))
        for window in (windows.lowerBound - reach)..<windows.upperBound {
            var random = random.branch(UInt64(bitPattern: window)).branch(Purpose.long.rawValue)
            for _ in 0..<births(in: window, dividedBy: NetworkTraffic.longShare, &random) {
                let conversation = draw.long(from: window * seconds, seconds: seconds, most: reach, &random)
                conversation.appendParts(in: windows, of: seconds, isTransit: network.isTransit, to: &parts)
            }
        }
        for window in windows {
            var random = random.branch(UInt64(bitPattern: window)).branch(Purpose.short.rawValue)
            for _ in 0..<births(in: window, dividedBy: 1, &random) {
                let conversation = draw.short(from: window * seconds, seconds: seconds, &random)
                conversation.appendParts(in: windows, of: seconds, isTransit: network.isTransit, to: &parts)
            }
        }
        for incident in incidents { incident.appendParts(in: windows, of: seconds, network, to: &parts) }
        appendSilence(in: windows, to: &parts)
        return sorted(parts, windows: windows.count)
    }

    /// How many records there will be, as far as that is known without making them.
    ///
    /// The conversations that begin are counted, and taken to have as many records as most have; what lasts longer than a
    /// window, and who is silent, is estimated.
    func estimatedParts(in windows: Range<Int64>) -> Int {
        var births: Int64 = 0
        for window in windows {
            var short = random.branch(UInt64(bitPattern: window)).branch(Purpose.short.rawValue)
            births += self.births(in: window, dividedBy: 1, &short)
        }
        let planted = incidents.reduce(0) { $0 + $1.conversationCount(in: windows, of: seconds) }
        return Int(births * NetworkTraffic.recordsPerBirth / 1000) + planted * 6 + windows.count * network.pointCount
    }

    /// About how many records there will be, and some more.
    private func expectedParts(in windows: Range<Int64>) -> Int {
        var expected: Int64 = 0
        for window in windows {
            expected += births * seconds * DailyRhythm.weight(at: window * seconds, region: network.region) / 1000
        }
        return Int((expected >> 16) * NetworkTraffic.recordsPerBirth / 900) + windows.count * network.pointCount
    }

    /// How many conversations begin in a window: as many as the rhythm says, rounded by chance.
    private func births(in window: Int64, dividedBy divisor: Int64, _ random: inout SeededRandom) -> Int64 {
        let weight = DailyRhythm.weight(at: window * seconds, region: network.region)
        let expected = births * seconds / divisor * weight / 1000
        return expected >> 16 + (Int64(random.next() >> 48) < expected & 0xFFFF ? 1 : 0)
    }

    /// NODATA for every point that saw nothing in a window, and now and then SKIPDATA.
    private func appendSilence(in windows: Range<Int64>, to parts: inout [FlowPart]) {
        let points = network.pointCount
        var hasSpoken = [Bool](repeating: false, count: points * windows.count)
        for part in parts { hasSpoken[Int(part.window) * points + Int(part.point)] = true }
        for window in windows {
            var random = random.branch(UInt64(bitPattern: window)).branch(Purpose.noise.rawValue)
            let place = Int(window - windows.lowerBound)
            for point in 0..<points {
                let isSkipped = random.index(below: 512) == 0
                guard isSkipped || !hasSpoken[place * points + point], window * seconds >= birth(of: point) else {
                    continue
                }
                var part = FlowPart()
                part.point = UInt16(point)
                part.window = UInt16(place)
                part.start = UInt32(window * seconds)
                part.end = UInt32(window * seconds + seconds - 1)
                part.status = isSkipped ? .skipData : .noData
                parts.append(part)
            }
        }
    }

    /// Since when a point is there, in seconds since 1970.
    private func birth(of point: Int) -> Int64 {
        guard !network.isTransit, network.hosts[point].role == .launched else { return .min }
        return incidents.first { $0.kind == .leakedKey }?.launch ?? .min
    }

    /// Whether the records of a point's windows that end in a slot of five minutes are delivered late.
    ///
    /// - Parameters:
    ///   - slot: the slot's number since 1970.
    ///   - share: how many of 1,000 are.
    /// - Returns: by point; empty where nothing is late.
    func latePoints(in slot: Int64, share: Int) -> [Bool] {
        guard share > 0 else { return [] }
        var random = random.branch(UInt64(bitPattern: slot)).branch(Purpose.delay.rawValue)
        return (0..<network.pointCount).map { _ in random.index(below: 1000) < share }
    }

    /// Sorts by point and window, and leaves the order within them: what takes one pass to count and one to move.
    private func sorted(_ parts: [FlowPart], windows: Int) -> [FlowPart] {
        var places = [Int](repeating: 0, count: network.pointCount * windows + 1)
        for part in parts { places[Int(part.point) * windows + Int(part.window) + 1] += 1 }
        for index in places.indices.dropFirst() { places[index] += places[index - 1] }
        var sorted = [FlowPart](repeating: FlowPart(), count: parts.count)
        for part in parts {
            let key = Int(part.point) * windows + Int(part.window)
            sorted[places[key]] = part
            places[key] += 1
        }
        return sorted
    }
}
