/// Numbers keys of 128 bits in the order in which they first appear.
///
/// Open addressing with a mixing function of its own: `Hasher` is seeded anew in every process, which would not change the
/// order, but nothing here shall depend on it.
struct IntegerTable: Sendable {
    struct Key: Sendable, Equatable {
        var high: UInt64
        var low: UInt64
    }

    private(set) var keys: [Key] = []
    /// The numbers of keys plus one, 0 where a slot is free.
    ///
    /// A power of two, at least half of them free.
    private var slots = [UInt32](repeating: 0, count: 64)

    var count: Int { keys.count }

    /// The number of a key, which is entered where it is new.
    mutating func index(of key: Key) -> Int {
        let last = slots.count - 1
        var place = IntegerTable.mix(key) & last
        while slots[place] != 0 {
            let index = Int(slots[place]) - 1
            if keys[index] == key { return index }
            place = (place + 1) & last
        }
        keys.append(key)
        slots[place] = UInt32(keys.count)
        if keys.count * 2 > slots.count { grow() }
        return keys.count - 1
    }

    private static func mix(_ key: Key) -> Int {
        var random = SeededRandom(seed: key.high &* 0x9E37_79B9_7F4A_7C15 ^ key.low)
        return Int(truncatingIfNeeded: random.next() >> 1)
    }

    private mutating func grow() {
        let last = slots.count * 2 - 1
        slots = [UInt32](repeating: 0, count: last + 1)
        for (index, key) in keys.enumerated() {
            var place = IntegerTable.mix(key) & last
            while slots[place] != 0 { place = (place + 1) & last }
            slots[place] = UInt32(index + 1)
        }
    }
}
