/// Sums by key, in order of first appearance.
///
/// An open-addressing hash table over an arena of key bytes: a key costs its own bytes, one entry and two to four slots.
struct FlowTable: Sendable {
    /// What the records with one key add up to.
    struct Sums: Sendable {
        var packets: Int64 = 0
        var bytes: Int64 = 0
        /// The least start in milliseconds; `.max` where no record had one.
        var start: Int64 = .max
        /// The greatest end in milliseconds; `.min` where no record had one.
        var end: Int64 = .min

        mutating func add(_ other: Sums) {
            packets = saturatingSum(packets, other.packets)
            bytes = saturatingSum(bytes, other.bytes)
            start = min(start, other.start)
            end = max(end, other.end)
        }
    }

    private struct Entry {
        let keyStart: Int
        let keyCount: UInt32
        let hash: UInt32
        var sums: Sums

        var keyRange: Range<Int> { keyStart..<keyStart + Int(keyCount) }
    }

    /// Where an entry is and what its key's hash is, so that most keys are told apart without a look at them.
    private struct Slot {
        var hash: UInt32 = 0
        /// The entry's number plus one; 0 where the slot is free.
        var number: UInt32 = 0
    }

    private var entries: [Entry] = []
    private var keys: [UInt8] = []
    /// A power of two, at least half of them free.
    private var slots = [Slot](repeating: Slot(), count: 64)

    /// The number of keys.
    var count: Int { entries.count }

    /// The bytes of an entry's key.
    func key(_ index: Int) -> ArraySlice<UInt8> { keys[entries[index].keyRange] }

    /// The sums of an entry.
    func sums(_ index: Int) -> Sums { entries[index].sums }

    /// Adds to the sums of a key, whose entry is made where there is none.
    ///
    /// - Parameters:
    ///   - bytes: what holds the key.
    ///   - range: where in it.
    ///   - sums: what to add.
    mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>, _ sums: Sums) {
        add(bytes, range, UInt32(truncatingIfNeeded: hashValue(of: bytes, in: range)), sums)
    }

    /// Adds another table's entries, in its order.
    mutating func merge(_ other: FlowTable) {
        let bytes = other.keys.span
        for entry in other.entries { add(bytes, entry.keyRange, entry.hash, entry.sums) }
    }

    private mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32, _ sums: Sums) {
        let last = slots.count - 1
        var place = Int(hash) & last
        while slots[place].number != 0 {
            if slots[place].hash == hash, hasKey(Int(slots[place].number) - 1, bytes, range) {
                return entries[Int(slots[place].number) - 1].sums.add(sums)
            }
            place = (place + 1) & last
        }
        entries.append(Entry(keyStart: keys.count, keyCount: UInt32(range.count), hash: hash, sums: sums))
        keys.append(bytes, range)
        slots[place] = Slot(hash: hash, number: UInt32(entries.count))
        if entries.count * 2 > slots.count { grow() }
    }

    private func hasKey(_ index: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let entry = entries[index]
        return Int(entry.keyCount) == range.count
            && areEqual(keys.span, from: entry.keyStart, bytes, from: range.lowerBound, count: range.count)
    }

    private mutating func grow() {
        let last = slots.count * 2 - 1
        var larger = [Slot](repeating: Slot(), count: last + 1)
        for slot in slots where slot.number != 0 {
            var place = Int(slot.hash) & last
            while larger[place].number != 0 { place = (place + 1) & last }
            larger[place] = slot
        }
        slots = larger
    }
}

/// A sum that stays at the greatest or least number instead of overflowing.
func saturatingSum(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (a < 0 ? .min : .max) : sum
}
