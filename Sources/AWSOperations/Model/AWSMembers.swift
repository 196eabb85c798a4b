/// The members of a structure that have a value, by their names.
///
/// A handful of pairs that are mostly read in the order in which they were written, so that nothing is hashed; equal to
/// another whatever the order.
public struct AWSMembers: Sendable {
    /// A member.
    public typealias Element = (name: String, value: AWSValue)

    private var entries: [Element] = []

    /// Creates members out of pairs; no name may come twice.
    public init(_ pairs: some Sequence<Element> = [Element]()) {
        entries = Array(pairs)
    }

    /// The value of a member; nil where it has none.
    public subscript(name: String) -> AWSValue? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append((name, value))
            case (nil, nil): break
            }
        }
    }

    /// The value of a member, for who asks in the order of the members.
    ///
    /// - Parameters:
    ///   - name: the member's name.
    ///   - position: where it is looked for first, 0 to begin with; moved behind it where it is there.
    /// - Returns: the value; nil where it has none.
    func value(of name: String, from position: inout Int) -> AWSValue? {
        if position < entries.count, entries[position].name == name {
            defer { position += 1 }
            return entries[position].value
        }
        return self[name]
    }

    /// Makes room for so many members.
    mutating func reserveCapacity(_ count: Int) {
        entries.reserveCapacity(count)
    }

    /// Adds a member that is not there yet.
    mutating func append(_ name: String, _ value: AWSValue) {
        entries.append((name, value))
    }

    /// The members with other values; one whose value becomes nil goes.
    public func compactMapValues(_ transform: (AWSValue) -> AWSValue?) -> AWSMembers {
        AWSMembers(entries.compactMap { name, value in transform(value).map { (name, $0) } })
    }

    /// Whether no member has a value.
    public var isEmpty: Bool { entries.isEmpty }
}

extension AWSMembers: ExpressibleByDictionaryLiteral {
    /// Creates members out of a literal.
    public init(dictionaryLiteral elements: (String, AWSValue)...) {
        self.init(elements.map { (name: $0, value: $1) })
    }
}

extension AWSMembers: Sequence {
    /// The members in the order in which they were written.
    public func makeIterator() -> IndexingIterator<[Element]> { entries.makeIterator() }
}

extension AWSMembers: Hashable {
    /// Whether the same members have the same values.
    public static func == (a: AWSMembers, b: AWSMembers) -> Bool {
        a.entries.count == b.entries.count && a.entries.allSatisfy { b[$0.name] == $0.value }
    }

    /// Hashes the names, in no order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(Set(entries.map(\.name)))
    }
}
