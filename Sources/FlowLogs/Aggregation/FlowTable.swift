/// Sums by key, in order of first appearance.
///
/// An open-addressing hash table over an arena of key bytes: a key costs its own bytes, one entry and about two slots.
struct FlowTable: Sendable {
    /// What is known of a key.
    struct Entry: Sendable {
        let keyStart: Int
        let keyCount: UInt32
        /// Part of the key's hash, to tell most keys apart without looking at them.
        let tag: UInt32
        var packets: Int64 = 0
        var bytes: Int64 = 0
        /// The least start in milliseconds; `.max` where no record had one.
        var start: Int64 = .max
        /// The greatest end in milliseconds; `.min` where no record had one.
        var end: Int64 = .min
    }

    private(set) var entries: [Entry] = []
    private var keys: [UInt8] = []
    /// Entry numbers plus one, 0 for a free slot; a power of two.
    private var slots = [UInt32](repeating: 0, count: 64)

    /// The bytes of an entry's key.
    func key(_ index: Int) -> ArraySlice<UInt8> {
        let entry = entries[index]
        return keys[entry.keyStart..<entry.keyStart + Int(entry.keyCount)]
    }

    /// Adds to the entry of a key, which is made where there is none.
    ///
    /// - Parameters:
    ///   - bytes: what holds the key.
    ///   - range: where in it.
    ///   - values: what to add; its key is not looked at.
    mutating func add(_ bytes: [UInt8], _ range: Range<Int>, _ values: Entry) {
        let index = entry(bytes, range)
        entries[index].packets = saturatingSum(entries[index].packets, values.packets)
        entries[index].bytes = saturatingSum(entries[index].bytes, values.bytes)
        entries[index].start = min(entries[index].start, values.start)
        entries[index].end = max(entries[index].end, values.end)
    }

    /// Adds another table's entries, in its order.
    mutating func merge(_ other: FlowTable) {
        for entry in other.entries {
            add(other.keys, entry.keyStart..<entry.keyStart + Int(entry.keyCount), entry)
        }
    }

    private mutating func entry(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        let hash = UInt(bitPattern: hashValue(of: bytes, in: range))
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var slot = Int(hash & UInt(slots.count - 1))
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            let entry = entries[index]
            if entry.tag == tag, Int(entry.keyCount) == range.count,
                areEqual(keys, from: entry.keyStart, bytes, from: range.lowerBound, count: range.count)
            {
                return index
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let keyStart = keys.count
        for index in range { keys.append(bytes[index]) }
        entries.append(Entry(keyStart: keyStart, keyCount: UInt32(range.count), tag: tag))
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { grow() }
        return entries.count - 1
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, entry) in entries.enumerated() {
            let range = entry.keyStart..<entry.keyStart + Int(entry.keyCount)
            var slot = Int(UInt(bitPattern: hashValue(of: keys, in: range)) & UInt(slots.count - 1))
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }
}

/// A sum that stays at the greatest or least number instead of overflowing.
func saturatingSum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (a < 0 ? .min : .max) : sum
}
