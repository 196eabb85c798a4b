/// The objects of a configuration, in the order of their keys.
///
/// Where every account and region has one object for each delivery, because nothing comes late and nothing is odd, they are
/// worked out when somebody asks for them: those of many years take no memory.
public struct SynthesizedObjects: RandomAccessCollection, Sendable {
    private enum Storage: Sendable {
        case planned([SynthesizedObject])
        case regular(RegularObjects)
    }

    private let storage: Storage

    init(_ plan: ObjectPlan) throws(SynthesisError) {
        storage = if let regular = plan.regular { .regular(regular) } else { .planned(try plan.objects()) }
    }

    /// 0.
    public var startIndex: Int { 0 }

    /// How many objects there are.
    public var endIndex: Int {
        switch storage {
        case .planned(let objects): objects.count
        case .regular(let objects): objects.count
        }
    }

    /// The object at a place in the order of keys.
    public subscript(position: Int) -> SynthesizedObject {
        switch storage {
        case .planned(let objects): objects[position]
        case .regular(let objects): objects[position]
        }
    }

    /// The first object whose key is not before `key`; ``endIndex`` where there is none.
    public func firstIndex(notBefore key: String) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].key.utf8.lexicographicallyPrecedes(key.utf8) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Objects of which each account and region has one for each delivery.
struct RegularObjects: Sendable {
    let plan: ObjectPlan
    /// The networks in the order of their folders.
    let networks: [Int]
    let firstSlot: Int64
    /// How many slots lie between one delivery and the next.
    let stride: Int64
    /// How many objects each network has.
    let deliveries: Int

    var count: Int { networks.count * deliveries }

    subscript(position: Int) -> SynthesizedObject {
        let slot = firstSlot + Int64(position % deliveries) * stride
        return plan.object(networks[position / deliveries], slot, .punctual)
    }
}
