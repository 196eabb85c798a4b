import Digests

/// What stands for a long identifier: the first 16 bytes of its SHA-256 hash.
public struct HashedIdentifier: Sendable, Hashable {
    var high: UInt64
    var low: UInt64

    /// Hashes the bytes of an identifier.
    public init(_ bytes: some Sequence<UInt8>) {
        (high, low) = (0, 0)
        for (place, byte) in SHA256.hash(Array(bytes)).prefix(16).enumerated() {
            if place < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
    }
}

/// The last so many identifiers, in fixed memory: 24 bytes for each.
struct RecentIdentifiers {
    /// The identifiers in the order of their coming, from ``next`` on where the ring is full.
    private var ring: [HashedIdentifier] = []
    private var next = 0
    /// Open addressing with linear probing: one more than a place in the ring, 0 where it is free.
    private var slots: [UInt32]
    private let capacity: Int

    /// Creates a memory of the last `capacity` identifiers.
    init(capacity: Int) {
        self.capacity = min(max(1, capacity), 1 << 30)
        var count = 16
        while count < 2 * self.capacity { count *= 2 }
        slots = Array(repeating: 0, count: count)
    }

    /// How many there are.
    var count: Int { ring.count }

    /// Whether it is among them.
    func contains(_ identifier: HashedIdentifier) -> Bool {
        slots[slot(of: identifier)] != 0
    }

    /// Adds an identifier, and forgets the oldest where there is no room.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    mutating func insert(_ identifier: HashedIdentifier) -> Bool {
        guard !contains(identifier) else { return false }
        if ring.count < capacity {
            ring.append(identifier)
            slots[slot(of: identifier)] = UInt32(ring.count)
        } else {
            remove(ring[next])
            ring[next] = identifier
            slots[slot(of: identifier)] = UInt32(next + 1)
            next = (next + 1) % capacity
        }
        return true
    }

    private func home(_ identifier: HashedIdentifier) -> Int { Int(identifier.low & UInt64(slots.count - 1)) }

    /// Where it stands, or where it would.
    private func slot(of identifier: HashedIdentifier) -> Int {
        var slot = home(identifier)
        while slots[slot] != 0, ring[Int(slots[slot]) - 1] != identifier { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// Frees a slot, and moves those up that were displaced by it.
    private mutating func remove(_ identifier: HashedIdentifier) {
        let mask = slots.count - 1
        var free = slot(of: identifier)
        guard slots[free] != 0 else { return }
        var slot = (free + 1) & mask
        while slots[slot] != 0 {
            let distance = (slot - home(ring[Int(slots[slot]) - 1])) & mask
            if distance >= (slot - free) & mask {
                slots[free] = slots[slot]
                free = slot
            }
            slot = (slot + 1) & mask
        }
        slots[free] = 0
    }
}
