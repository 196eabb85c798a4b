/// Counts by a key of bytes: four counters each.
///
/// The keys lie one behind the other in one array; a slot of the table is the number of an entry. Hashes are seeded for
/// each process, so that nobody can prepare keys that collide; the order of the outcome does not depend on them.
struct TallyTable: Sendable {
    struct Entry: Sendable {
        var start: Int
        var count: Int
        var hash: Int
        var tallies: SIMD4<Int>
    }

    private var keys: [UInt8] = []
    private(set) var entries: [Entry] = []
    /// 0 is free, else the number of an entry plus one; a power of two of them.
    private var slots: [Int32] = Array(repeating: 0, count: 64)
    private var scratch: [UInt8] = []

    /// Adds to the counters of the key that `write` appends.
    @inline(__always)
    mutating func add(_ tallies: SIMD4<Int>, _ write: (inout [UInt8]) -> Void) {
        scratch.removeAll(keepingCapacity: true)
        write(&scratch)
        add(tallies)
    }

    /// Adds the counters of another table.
    mutating func merge(_ other: TallyTable) {
        for entry in other.entries {
            add(entry.tallies) { $0.append(contentsOf: other.key(of: entry)) }
        }
    }

    /// The key of an entry.
    func key(of entry: Entry) -> ArraySlice<UInt8> { keys[entry.start..<entry.start + entry.count] }

    /// The entries, those with the most of the first counter (then the second and so on) first, then by key.
    func sorted() -> [Entry] {
        entries.sorted { a, b in
            for index in 0..<4 where a.tallies[index] != b.tallies[index] { return a.tallies[index] > b.tallies[index] }
            return key(of: a).lexicographicallyPrecedes(key(of: b))
        }
    }

    private mutating func add(_ tallies: SIMD4<Int>) {
        let hash = unsafe scratch.withUnsafeBytes { bytes in
            var hasher = Hasher()
            unsafe hasher.combine(bytes: bytes)
            return hasher.finalize()
        }
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if entries[index].hash == hash, key(of: entries[index]) == scratch[...] {
                entries[index].tallies &+= tallies
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        entries.append(Entry(start: keys.count, count: scratch.count, hash: hash, tallies: tallies))
        keys.append(contentsOf: scratch)
        slots[slot] = Int32(entries.count)
        if entries.count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        for (index, entry) in entries.enumerated() {
            var slot = entry.hash & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index + 1)
        }
    }
}

extension [UInt8] {
    /// Appends a number.
    mutating func append(decimal number: Int) { append(contentsOf: String(number).utf8) }

    /// Ends a column.
    mutating func appendTab() { append(0x09) }
}
