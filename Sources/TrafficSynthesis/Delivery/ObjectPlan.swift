import FlowLogs
import Timestamps

/// Which objects there are.
struct ObjectPlan: Sendable {
    private let configuration: SynthesisConfiguration
    private let traffic: [NetworkTraffic]
    private let keys: ObjectKeys

    init(_ configuration: SynthesisConfiguration, _ traffic: [NetworkTraffic]) {
        self.configuration = configuration
        self.traffic = traffic
        keys = ObjectKeys(configuration: configuration)
    }

    /// The objects where each delivery has one; nil where some come late or are odd.
    var regular: RegularObjects? {
        guard configuration.latePerMille == 0, configuration.pathologies.isEmpty else { return nil }
        let seconds = configuration.aggregationInterval
        let slots = configuration.slots
        let stride = Swift.max(1, seconds / SynthesizedObject.slotSeconds)
        let first = slots.first { !SynthesizedObject.windows(endingIn: $0, of: seconds).isEmpty } ?? slots.upperBound
        let deliveries = Int((slots.upperBound - first + stride - 1) / stride)
        let folders = traffic.map { keys.owner($0.network) }
        let networks = traffic.indices.sorted { folders[$0].utf8.lexicographicallyPrecedes(folders[$1].utf8) }
        return RegularObjects(
            plan: self, networks: networks, firstSlot: first, stride: stride, deliveries: deliveries)
    }

    /// All objects, in the order of their keys.
    func objects() throws(SynthesisError) -> [SynthesizedObject] {
        var objects: [SynthesizedObject] = []
        for (number, traffic) in traffic.enumerated() {
            for slot in configuration.slots {
                guard !SynthesizedObject.windows(endingIn: slot, of: traffic.seconds).isEmpty else { continue }
                let late = traffic.latePoints(in: slot, share: configuration.latePerMille)
                if late.isEmpty || late.contains(false) { objects.append(object(number, slot, .punctual)) }
                if late.contains(true) { objects.append(object(number, slot, .late)) }
            }
        }
        try addPathologies(&objects)
        return objects.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    /// An object; `copy` tells objects of the same slot apart that hold no records.
    func object(
        _ number: Int, _ slot: Int64, _ share: SynthesizedObject.Share, copy: Int = 0, _ pathology: Pathology? = nil
    ) -> SynthesizedObject {
        let network = traffic[number].network
        let key = keys.key(network, slot: slot, share: share, copy: copy)
        // About ten minutes after the capture, best effort; what is late comes one to five hours later.
        var random = SeededRandom(seed: configuration.seed, stream: UInt64(bitPattern: slot)).branch(UInt64(number))
        var delay = 600 + Int64(random.index(below: 240))
        if share == .late { delay += 3600 + Int64(random.index(below: 4 * 3600)) }
        return SynthesizedObject(
            key: key, lastModified: Timestamp(seconds: slot * SynthesizedObject.slotSeconds + delay),
            pathology: pathology, network: number, slot: slot, share: share)
    }

    /// Gives pathologies to as many objects as were asked for, each to another one.
    private func addPathologies(_ objects: inout [SynthesizedObject]) throws(SynthesisError) {
        var isTaken = [Bool](repeating: false, count: objects.count)
        var left = objects.count
        var copy = 0
        for (number, entry) in configuration.pathologies.enumerated() {
            guard entry.count > 0 else {
                throw SynthesisError(.pathology, "the count of \(entry.pathology.rawValue) must be at least 1")
            }
            guard entry.count <= left else {
                throw SynthesisError(
                    .pathology,
                    "\(entry.count) objects are to be \(entry.pathology.rawValue), and \(left) are left of "
                        + "\(isTaken.count)")
            }
            left -= entry.count
            try entry.pathology.validate(configuration.format)
            var random = SeededRandom(seed: configuration.seed, stream: 0x7061_7468).branch(UInt64(number))
            for _ in 0..<entry.count {
                var index = random.index(below: isTaken.count)
                while isTaken[index] { index = (index + 1) % isTaken.count }
                isTaken[index] = true
                let chosen = objects[index]
                if entry.pathology.isWithoutRecords {
                    copy += 1
                    objects.append(object(chosen.network, chosen.slot, .none, copy: copy, entry.pathology))
                } else {
                    objects[index] = object(chosen.network, chosen.slot, chosen.share, entry.pathology)
                }
            }
        }
    }
}
