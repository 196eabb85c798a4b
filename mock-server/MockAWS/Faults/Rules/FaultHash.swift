/// Chance without a generator: numbers that follow from seed, rule, fault key and occurrence alone.
///
/// So the order in which requests arrive does not matter. FNV-1a over the parts, finished by SplitMix64 (Steele, Lea,
/// Flood: "Fast splittable pseudorandom number generators", 2014).
struct FaultHash: Sendable {
    /// What a number is for; each has its own, so that they do not depend on each other.
    enum Purpose: UInt64 {
        case firing = 1, jitter, position, bit, noise
    }

    private let state: UInt64

    init(seed: Int, rule: String, key: String, occurrence: Int) {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
        func mix(_ number: Int) {
            let bits = UInt64(bitPattern: Int64(number))
            for shift in stride(from: UInt64(0), to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: bits >> shift)) }
        }
        mix(seed)
        for byte in rule.utf8 { mix(byte) }
        // No text holds this byte, so that no two pairs run together alike.
        mix(0xFF)
        for byte in key.utf8 { mix(byte) }
        mix(0xFF)
        mix(occurrence)
        self.state = state
    }

    /// 64 even bits.
    func value(_ purpose: Purpose) -> UInt64 {
        FaultHash.splitMix(state &+ purpose.rawValue &* 0x9E37_79B9_7F4A_7C15)
    }

    /// A number from 0 up to, but not including, 1.
    func fraction(_ purpose: Purpose) -> Double {
        Double(value(purpose) >> 11) / Double(1 << 53 as UInt64)
    }

    /// A place in a body: six decimals, for the sake of readers of a trace; never its very beginning or end.
    var position: Double {
        Double(1 + value(.position) % 999_998) / 1_000_000
    }

    /// One step of SplitMix64 for a state that has been advanced.
    static func splitMix(_ state: UInt64) -> UInt64 {
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
