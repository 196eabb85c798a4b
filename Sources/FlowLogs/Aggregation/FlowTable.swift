import CFlowKernels
import Glibc

/// Sums by key, in order of first appearance: an open-addressing hash table over entries that lie side by side.
///
/// A key costs its entry of 80 bytes, and 11 to 21 bytes of slots; one of more than 47 bytes its bytes besides.
struct FlowTable: Sendable {
    private var storage = FlowTableStorage()

    /// The number of keys.
    var count: Int { storage.count }

    /// Appends the bytes of an entry's key.
    func appendKey(_ index: Int, to bytes: inout [UInt8]) { storage.appendKey(index, to: &bytes) }

    /// The sums of an entry.
    func sums(_ index: Int) -> FlowSums { storage.sums(index) }

    /// Adds to the sums of keys, whose entries are made where there are none.
    mutating func add(_ flows: KeyedFlows) {
        makeUnique()
        flows.entries.withUnsafeBufferPointer { storage.add($0, longKeys: flows.longKeys) }
    }

    /// Adds another table's entries, in its order.
    mutating func merge(_ other: FlowTable) {
        makeUnique()
        storage.add(other.storage)
    }

    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&storage) {
            let copy = FlowTableStorage()
            copy.add(storage)
            storage = copy
        }
    }
}

/// The memory of a table.
///
/// Unchecked, because a table changes it only where no other table has it.
private final class FlowTableStorage: @unchecked Sendable {
    private struct Entry {
        var key: FlowKey
        var sums: FlowSums
    }

    /// Where an entry is and what its key's hash is, so that most keys are told apart without a look at them.
    private struct Slot {
        var hash: UInt32
        /// The entry's number plus one; 0 where the slot is free.
        var number: UInt32
    }

    private(set) var count = 0
    private var capacity = 0
    private var entries: UnsafeMutablePointer<Entry>
    private var slots: UnsafeMutablePointer<Slot>
    /// The number of slots, a power of two, less one.
    private var lastSlot: Int
    private var longKeys: [UInt8] = []

    init() {
        capacity = 64
        entries = .allocate(capacity: capacity)
        lastSlot = 127
        slots = .allocate(capacity: lastSlot + 1)
        slots.initialize(repeating: Slot(hash: 0, number: 0), count: lastSlot + 1)
    }

    deinit {
        entries.deallocate()
        slots.deallocate()
    }

    func sums(_ index: Int) -> FlowSums {
        precondition(index >= 0 && index < count, "there is no such row")
        return entries[index].sums
    }

    func appendKey(_ index: Int, to bytes: inout [UInt8]) {
        precondition(index >= 0 && index < count, "there is no such row")
        let key = entries[index].key
        if let range = key.longRange {
            bytes += longKeys[range]
        } else {
            key.append(to: &bytes)
        }
    }

    func add(_ flows: UnsafeBufferPointer<KeyedFlows.Entry>, longKeys: [UInt8]) {
        reserve(flows.count)
        let (slots, entries, lastSlot) = (slots, entries, lastSlot)
        // A slot and then its entry are asked for before they are needed: most of the time of a large table is waiting
        // for memory.
        let ahead = 8
        for index in flows.indices {
            if index + 2 * ahead < flows.count {
                flow_prefetch(slots + Int(flows[index + 2 * ahead].hash) & lastSlot)
            }
            if index + ahead < flows.count {
                let number = slots[Int(flows[index + ahead].hash) & lastSlot].number
                if number != 0 {
                    // An entry lies in two lines of the cache.
                    flow_prefetch(entries + Int(number) - 1)
                    flow_prefetch(entries + Int(number))
                }
            }
            let flow = flows[index]
            var place = Int(flow.hash) & lastSlot
            while true {
                let slot = slots[place]
                guard slot.number != 0 else {
                    slots[place] = Slot(hash: flow.hash, number: UInt32(truncatingIfNeeded: count + 1))
                    append(flow.key, flow.sums, longKeys)
                    break
                }
                let entry = entries + Int(slot.number) - 1
                if slot.hash == flow.hash, isEqual(entry.pointee.key, flow.key, longKeys) {
                    entry.pointee.sums.add(flow.sums)
                    break
                }
                place = (place + 1) & lastSlot
            }
        }
    }

    func add(_ other: FlowTableStorage) {
        var flows: [KeyedFlows.Entry] = []
        for index in 0..<other.count {
            let entry = other.entries[index]
            flows.append(KeyedFlows.Entry(key: entry.key, hash: other.hash(entry.key), sums: entry.sums))
            if flows.count == 1024 || index == other.count - 1 {
                flows.withUnsafeBufferPointer { add($0, longKeys: other.longKeys) }
                flows.removeAll(keepingCapacity: true)
            }
        }
    }

    private func hash(_ key: FlowKey) -> UInt32 {
        guard let range = key.longRange else { return key.hash }
        let bytes = longKeys
        return hashOfLongKey(bytes.span, range)
    }

    @inline(__always)
    private func append(_ key: FlowKey, _ sums: FlowSums, _ longKeys: [UInt8]) {
        var own = key
        if let range = key.longRange {
            own = FlowKey(offset: self.longKeys.count, count: range.count)
            self.longKeys += longKeys[range]
        }
        (entries + count).initialize(to: Entry(key: own, sums: sums))
        count += 1
    }

    @inline(__always)
    private func isEqual(_ own: FlowKey, _ other: FlowKey, _ longKeys: [UInt8]) -> Bool {
        guard let range = own.longRange else { return own == other }
        return other.longRange.map { self.longKeys[range] == longKeys[$0] } ?? false
    }

    /// Makes room for more entries.
    private func reserve(_ more: Int) {
        precondition(count + more < UInt32.max, "an aggregate has at most 4294967294 rows")
        if count + more > capacity {
            capacity = max(2 * capacity, count + more)
            let size = capacity * MemoryLayout<Entry>.stride
            // Moves the pages of a large block rather than their content; what is not used yet costs nothing.
            guard let larger = realloc(entries, size) else { preconditionFailure("out of memory for an aggregate") }
            entries = larger.bindMemory(to: Entry.self, capacity: capacity)
        }
        var wanted = lastSlot + 1
        while (count + more) * 4 > wanted * 3 { wanted *= 2 }
        if wanted > lastSlot + 1 { rehash(wanted) }
    }

    private func rehash(_ slotCount: Int) {
        let larger = UnsafeMutablePointer<Slot>.allocate(capacity: slotCount)
        larger.initialize(repeating: Slot(hash: 0, number: 0), count: slotCount)
        for old in 0...lastSlot where slots[old].number != 0 {
            var place = Int(slots[old].hash) & (slotCount - 1)
            while larger[place].number != 0 { place = (place + 1) & (slotCount - 1) }
            larger[place] = slots[old]
        }
        slots.deallocate()
        slots = larger
        lastSlot = slotCount - 1
    }
}
