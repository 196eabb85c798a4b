import FlowLogs

/// An address in 32 bits; whether it is IPv4 or IPv6 the conversation knows.
///
/// An IPv4 address is its own bits. An IPv6 address is `2001:db8:<upper 16 bits>::<lower 16 bits>`, neither of them 0, so
/// that this is also the spelling of RFC 5952. All addresses are private ones, or from the ranges that are set aside for
/// documentation and benchmarks (RFC 1918, 2544, 3849, 5737): they belong to nobody.
typealias AddressCode = UInt32

extension IPAddress {
    /// The address of a code.
    init(_ code: AddressCode, isIPv6: Bool) {
        if isIPv6 {
            self.init(high: 0x2001_0DB8_0000_0000 | UInt64(code >> 16) << 16, low: UInt64(code & 0xFFFF))
        } else {
            self.init(ipv4: code)
        }
    }
}

/// Hosts that are not ours.
enum Outside {
    /// Anybody: 198.18.0.0/15.
    @inline(__always)
    static func anybody(_ random: inout SeededRandom) -> AddressCode {
        0xC612_0000 | AddressCode(truncatingIfNeeded: random.next() >> 47)
    }

    /// Anybody with IPv6: 2001:db8:e000::/36.
    @inline(__always)
    static func anybody6(_ random: inout SeededRandom) -> AddressCode {
        let bits = random.next()
        return 0xE000_0001 | AddressCode(truncatingIfNeeded: bits >> 36)
    }

    /// Who tries doors: 203.0.113.0/25.
    static func scanner(_ random: inout SeededRandom) -> AddressCode {
        0xCB00_7100 | AddressCode(random.index(below: 126) + 1)
    }

    /// S3: 198.51.100.0/24.
    static func storage(_ random: inout SeededRandom) -> AddressCode {
        0xC633_6400 | AddressCode(random.index(below: 254) + 1)
    }

    /// Who takes part in an incident and in nothing else: 192.0.2.0/24.
    static func attacker(_ number: Int) -> AddressCode { 0xC000_0200 | AddressCode(number & 0xFF) }
}
