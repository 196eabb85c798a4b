import Locking

/// Stands in for identities: the same for the same value, and of the same shape.
///
/// A pseudonym is a function of key, kind and value, so that recordings with one key agree.
final class Pseudonyms: Sendable {
    private enum Kind: String {
        case account, resource, principal, name
    }

    private struct Entry: Hashable {
        var kind: Kind
        var value: [UInt8]
    }

    private let key: [UInt8]
    private let leaving: Set<[UInt8]>
    let addresses: AddressPseudonyms
    private let cache = Locked(BoundedCache<Entry, [UInt8]>(limit: 16_384))

    init(key: [UInt8], leaving: Set<String>) {
        self.key = key
        self.leaving = Set(leaving.map { Array($0.utf8) })
        addresses = AddressPseudonyms(key: key)
    }

    /// Whether a word stays as it is.
    func leaves(_ word: [UInt8]) -> Bool { !leaving.isEmpty && leaving.contains(word) }

    /// For an account id: twelve digits that do not begin with four zeros.
    func account(_ id: [UInt8]) -> [UInt8] {
        cached(.account, id) { bytes in
            var digits: [UInt8]
            repeat {
                let number = bytes.nextNumber() % 1_000_000_000_000
                digits = Array(String(number).utf8)
            } while digits.count <= 8
            return [UInt8](repeating: UInt8(ascii: "0"), count: 12 - digits.count) + digits
        }
    }

    /// For a resource id such as `eni-0123456789abcdef0`: the prefix stays.
    func resource(_ id: [UInt8]) -> [UInt8] {
        cached(.resource, id) { bytes in
            let start = id.lastIndex(of: UInt8(ascii: "-")).map { $0 + 1 } ?? 0
            return id[..<start] + id[start...].map { _ in hexDigits[Int(bytes.next() & 15)] }
        }
    }

    /// For a principal id such as `AROA…`: its first four letters stay.
    func principal(_ id: [UInt8]) -> [UInt8] {
        cached(.principal, id) { bytes in id.prefix(4) + id.dropFirst(4).map { alike($0, &bytes) } }
    }

    /// For a name or an e-mail address: letters become letters of their case, digits digits; the rest stays.
    ///
    /// A name that is an account id, a resource id or an address is treated as such.
    func name(_ name: [UInt8]) -> [UInt8] {
        if leaves(name) { return name }
        let text = name.span
        if name.count == 12, text.all(0..<12, \.isDigit) { return account(name) }
        if let last = name.lastIndex(of: UInt8(ascii: "-")),
            ResourceID.range(text, word: 0, segment: (last + 1)..<name.count) == 0..<name.count
        {
            return resource(name)
        }
        if let address = IPAddress(parsing: text, 0..<name.count) { return addresses[address].text }
        return cached(.name, name) { bytes in name.map { alike($0, &bytes) } }
    }

    /// Names that are AWS's, not the owner's.
    static func isPublic(_ name: [UInt8]) -> Bool {
        let text = String(decoding: name, as: UTF8.self)
        return text.hasPrefix("AWSServiceRoleFor") || text.hasPrefix("aws-") || text.hasSuffix(".amazonaws.com")
            || ["root", "service-role", "aws", "default"].contains(text)
    }

    private func cached(_ kind: Kind, _ value: [UInt8], _ make: (inout KeyedBytes) -> [UInt8]) -> [UInt8] {
        if leaves(value) { return value }
        let entry = Entry(kind: kind, value: value)
        if let known = cache.withLock({ $0[entry] }) { return known }
        var bytes = KeyedBytes(key: key, kind: kind.rawValue, value: value)
        let made = make(&bytes)
        cache.withLock { $0[entry] = made }
        return made
    }

    private func alike(_ byte: UInt8, _ bytes: inout KeyedBytes) -> UInt8 {
        if byte.isDigit { return UInt8(ascii: "0") + bytes.next() % 10 }
        if byte.isUpperCase { return UInt8(ascii: "A") + bytes.next() % 26 }
        return byte.isLetter ? UInt8(ascii: "a") + bytes.next() % 26 : byte
    }
}

private let hexDigits = Array("0123456789abcdef".utf8)
