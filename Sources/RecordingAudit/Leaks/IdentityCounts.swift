/// How many things there are that look like identities.
///
/// Pseudonyms look like what they stand for, so that nothing follows from a number; it tells whether a list of known
/// identities is worth writing.
struct IdentityCounts {
    private(set) var accounts = 0
    private(set) var arns = 0
    private(set) var emails = 0
    private(set) var publicAddresses = 0

    mutating func add(_ other: IdentityCounts) {
        accounts += other.accounts
        arns += other.arns
        emails += other.emails
        publicAddresses += other.publicAddresses
    }

    var isEmpty: Bool { accounts + arns + emails + publicAddresses == 0 }

    var description: String {
        "\(accounts) account ids, \(arns) ARNs, \(emails) e-mail addresses and \(publicAddresses) public IPv4 addresses"
    }

    mutating func count(_ bytes: [UInt8], from first: Int, to end: Int) {
        for index in first..<end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "@") {
                if isEmail(bytes, index) { emails += 1 }
            } else if byte == UInt8(ascii: "a") {
                if bytes[index...].starts(with: "arn:aws".utf8) { arns += 1 }
            } else if Characters.isDigit(byte) {
                if index > 0, Characters.isDigit(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: ".") { continue }
                countNumber(bytes, index)
            }
        }
    }

    private func isEmail(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index > 0, Characters.isAlphanumeric(bytes[index - 1]) else { return false }
        let domain = bytes[(index + 1)...].prefix(64).prefix {
            Characters.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        return domain.dropFirst().dropLast(2).contains(UInt8(ascii: "."))
    }

    private mutating func countNumber(_ bytes: [UInt8], _ index: Int) {
        let number = bytes[index...].prefix(16).prefix { Characters.isDigit($0) || $0 == UInt8(ascii: ".") }
        if number.count == 12, !number.contains(UInt8(ascii: ".")) {
            accounts += 1
            return
        }
        let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return }
        let octets = parts.compactMap { UInt8(String(decoding: $0, as: UTF8.self)) }
        guard octets.count == 4 else { return }
        if !IdentityCounts.isPrivate(octets) { publicAddresses += 1 }
    }

    private static func isPrivate(_ octets: [UInt8]) -> Bool {
        switch (octets[0], octets[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168), (172, 16...31), (100, 64...127), (224..., _): true
        default: false
        }
    }
}
