import TrafficSynthesis

/// JSON text with places for values, cut once, so that a record is put together by copying bytes.
///
/// A place is written `<name>`. Values need no escapes in JSON.
struct RecordTemplate: Sendable {
    /// What a place stands for; within a record a name always has the same value.
    enum Place: String, Sendable {
        /// The account.
        case account
        /// The region of the record.
        case region
        /// When the call was made.
        case time
        /// When its session began.
        case created
        /// Another name or number of the record: digits of `base 16`.
        case hex8, hex17, other17
        /// The name of a bucket.
        case bucket
        /// The name of an IAM user.
        case user
        /// An address.
        case address
        /// A UUID.
        case uuid
    }

    enum Part: Sendable {
        case text([UInt8])
        case place(Place)
    }

    let parts: [Part]

    /// Cuts a text; `<` and `>` that hold no name of a place stay text.
    init(_ text: String) {
        var parts: [Part] = []
        var literal: [UInt8] = []
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "<") {
            literal += rest[..<start].utf8
            let after = rest.index(after: start)
            guard let end = rest[after...].firstIndex(of: ">"), let place = Place(rawValue: String(rest[after..<end]))
            else {
                literal.append(UInt8(ascii: "<"))
                rest = rest[after...]
                continue
            }
            if !literal.isEmpty { parts.append(.text(literal)) }
            literal = []
            parts.append(.place(place))
            rest = rest[rest.index(after: end)...]
        }
        literal += rest.utf8
        if !literal.isEmpty { parts.append(.text(literal)) }
        self.parts = parts
    }
}

/// The values of one record.
struct RecordValues: Sendable {
    var account: [UInt8]
    var region: [UInt8]
    /// `2026-03-04T05:06:07Z`.
    var time: [UInt8]
    var created: [UInt8]
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
        case .created: out += created
        case .hex8: RecordValues.append(hex: seed, count: 8, to: &out)
        case .hex17: RecordValues.append(hex17: seed ^ 0x5DEE_CE66, to: &out)
        case .other17: RecordValues.append(hex17: seed ^ 0x0BAD_5EED, to: &out)
        case .bucket: out += RecordValues.buckets[Int(seed >> 8 & 3)]
        case .user: out += RecordValues.users[Int(seed >> 16) % RecordValues.users.count]
        case .address: RecordValues.append(address: seed, to: &out)
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
}
