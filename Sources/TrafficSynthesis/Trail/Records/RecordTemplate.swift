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
        /// When its session began, and when it ends.
        case created, expiry
        /// Its session's access key and name, its role, and the role's id.
        case key, session, role, roleid
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
