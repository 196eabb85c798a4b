import Timestamps

/// What the records of a session share.
struct SessionTexts: Sendable {
    /// The time at which it began, and that at which its credentials end.
    var created: [UInt8] = []
    var expiry: [UInt8] = []
    var key: [UInt8] = []
    /// Its name, its role's, and the role's id.
    var session: [UInt8] = []
    var role: [UInt8] = []
    var roleID: [UInt8] = []
    /// Where its calls come from; empty for anywhere.
    var address: [UInt8] = []
}

/// The values of one record.
struct RecordValues: Sendable {
    var account: [UInt8]
    var region: [UInt8]
    /// `2026-03-04T05:06:07Z`.
    var time: [UInt8]
    var texts: SessionTexts
    /// Decides the other values.
    var seed: UInt64

    private static let users = ["alice", "bob", "carol", "deploy", "backup"].map { Array($0.utf8) }
    private static let buckets = ["app-assets", "audit-logs", "billing-reports", "ml-datasets"].map { Array($0.utf8) }

    func append(_ template: RecordTemplate, to out: inout [UInt8]) {
        for part in template.parts {
            switch part {
            case .text(let text): out += text
            case .place(let place): append(place, to: &out)
            }
        }
    }

    private func append(_ place: RecordTemplate.Place, to out: inout [UInt8]) {
        switch place {
        case .account: out += account
        case .region: out += region
        case .time: out += time
        case .created: out += texts.created
        case .expiry: out += texts.expiry
        case .key: out += texts.key
        case .session: out += texts.session
        case .role: out += texts.role
        case .roleid: out += texts.roleID
        case .hex8: RecordValues.append(hex: seed, count: 8, to: &out)
        case .hex17: RecordValues.append(hex17: seed ^ 0x5DEE_CE66, to: &out)
        case .other17: RecordValues.append(hex17: seed ^ 0x0BAD_5EED, to: &out)
        case .bucket: out += RecordValues.buckets[Int(seed >> 8 & 3)]
        case .user: out += RecordValues.users[Int(seed >> 16) % RecordValues.users.count]
        case .address where texts.address.isEmpty: RecordValues.append(address: seed, to: &out)
        case .address: out += texts.address
        case .uuid: RecordValues.append(uuid: SeededRandom(seed: seed), to: &out)
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    static func append(hex value: UInt64, count: Int, to out: inout [UInt8]) {
        for index in (0..<count).reversed() { out.append(digits[Int(value >> UInt64(4 * index) & 15)]) }
    }

    /// The seventeen digits of ids such as those of instances; the first is 0.
    private static func append(hex17 value: UInt64, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "0"))
        append(hex: value &* 0x9E37_79B9_7F4A_7C15, count: 16, to: &out)
    }

    /// An address of TEST-NET-2 or TEST-NET-3 (RFC 5737), which belong to nobody.
    private static func append(address value: UInt64, to out: inout [UInt8]) {
        out += value >> 32 & 1 == 0 ? "198.51.100.".utf8 : "203.0.113.".utf8
        out += String((value >> 40) % 254 + 1).utf8
    }

    /// A UUID of version 4 (RFC 9562).
    static func append(uuid random: SeededRandom, to out: inout [UInt8]) {
        var random = random
        let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        append(hex: high >> 32, count: 8, to: &out)
        out.append(UInt8(ascii: "-"))
        append(hex: high >> 16, count: 4, to: &out)
        out.append(UInt8(ascii: "-"))
        append(hex: high, count: 4, to: &out)
        out.append(UInt8(ascii: "-"))
        append(hex: low >> 48, count: 4, to: &out)
        out.append(UInt8(ascii: "-"))
        append(hex: low, count: 12, to: &out)
    }

    /// `2026-03-04T05:06:07Z`.
    static func text(_ time: Timestamp) -> [UInt8] {
        let civil = CivilTime(time)
        var text: [UInt8] = []
        text.reserveCapacity(20)
        func append(_ value: Int, _ separator: Unicode.Scalar) {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10 % 10))
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
            text.append(UInt8(ascii: separator))
        }
        text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: civil.year / 1000 % 10))
        text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: civil.year / 100 % 10))
        append(civil.year % 100, "-")
        append(civil.month, "-")
        append(civil.day, "T")
        append(civil.hour, ":")
        append(civil.minute, ":")
        append(civil.second, "Z")
        return text
    }
}
