import Digests
import Locking

/// Stands in for IP addresses so that addresses of one network stay in one: whatever prefix two addresses share, their
/// pseudonyms share, to the bit.
///
/// That is Crypto-PAn (Xu, Fan, Ammar, Moon, "Prefix-Preserving IP Address Anonymization", 2002): each bit is flipped
/// or not by what precedes it. The 255 bits that decide about one byte come out of one HMAC of the bytes before it.
///
/// `0.0.0.0/8`, `127.0.0.0/8`, `169.254.169.254`, `::` and `::1` say what they are, and stay; what would become one of
/// them is mapped once more. The first bytes of at most two networks `/8` are therefore out of order.
final class AddressPseudonyms: Sendable {
    private let key: [UInt8]
    private let cache = Locked(BoundedCache<IPAddress, Pseudonym>(limit: 16_384))
    private let nodes = Locked(BoundedCache<[UInt8], [UInt8]>(limit: 16_384))

    init(key: [UInt8]) { self.key = key }

    /// What stands for an address.
    struct Pseudonym: Sendable {
        var address: IPAddress
        /// The address as text.
        var text: [UInt8]
    }

    /// What stands for an address.
    subscript(address: IPAddress) -> Pseudonym {
        if let known = cache.withLock({ $0[address] }) { return known }
        let made = IPAddress(bytes: pseudonym(address.bytes, isMapped: address.isMapped))
        let pseudonym = Pseudonym(address: made, text: Array(made.text.utf8))
        cache.withLock { $0[address] = pseudonym }
        return pseudonym
    }

    private func pseudonym(_ bytes: [UInt8], isMapped: Bool) -> [UInt8] {
        if isMapped { return bytes[..<12] + pseudonym(Array(bytes[12...]), isMapped: false) }
        guard !Self.stays(bytes) else { return bytes }
        var out = bytes
        // Walking on from what is taken comes to something free, as each step is one to one.
        repeat { out = step(out) } while Self.stays(out)
        return out
    }

    private func step(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for index in bytes.indices {
            var byte = mapped(bytes[index], after: bytes[..<index], of: bytes.count)
            while bytes.count == 4, index == 0, Self.isTaken(byte) {
                byte = mapped(byte, after: [], of: bytes.count)
            }
            out.append(byte)
        }
        return out
    }

    private static func isTaken(_ byte: UInt8) -> Bool { byte == 0 || byte == 127 }

    private static func stays(_ bytes: [UInt8]) -> Bool {
        if bytes.count == 4 { return isTaken(bytes[0]) || bytes == [169, 254, 169, 254] }
        return bytes.dropLast().allSatisfy { $0 == 0 } && (bytes.last ?? 0) <= 1
    }

    private func mapped(_ byte: UInt8, after prefix: ArraySlice<UInt8>, of count: Int) -> UInt8 {
        let bits = flips([UInt8(count)] + prefix)
        var out: UInt8 = 0
        // The nodes of a tree of eight levels are numbered from 1; the children of n are 2n and 2n + 1.
        var node = 1
        for shift in (0..<8).reversed() {
            let bit = byte >> UInt8(shift) & 1
            out = out << 1 | (bit ^ (bits[node >> 3] >> UInt8(node & 7) & 1))
            node = node << 1 | Int(bit)
        }
        return out
    }

    private func flips(_ prefix: [UInt8]) -> [UInt8] {
        if let known = nodes.withLock({ $0[prefix] }) { return known }
        let made = HMACSHA256.authenticate(Array("address".utf8) + [0] + prefix, key: key)
        nodes.withLock { $0[prefix] = made }
        return made
    }
}
