/// The header fields of a message: ordered name and value pairs, spelled as they were sent.
///
/// Names are compared without regard to case; order, case and repetition survive, because a recording gives back
/// exactly what it was given.
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One header field.
    public struct Field: Sendable, Hashable {
        /// The name, spelled as sent.
        public var name: String
        /// The value, without the white space around it.
        public var value: String

        /// Creates a field.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The fields in the order sent.
    public var fields: [Field]

    /// Creates headers from fields in order.
    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// Creates headers from names and values in order.
    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value of `name`, whatever its case; setting replaces every field of that name, nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.equalsIgnoringASCIICase(name) }?.value }
        set {
            guard let newValue else {
                fields.removeAll { $0.name.equalsIgnoringASCIICase(name) }
                return
            }
            guard let index = fields.firstIndex(where: { $0.name.equalsIgnoringASCIICase(name) }) else {
                fields.append(Field(name: name, value: newValue))
                return
            }
            fields[index].value = newValue
            var position = 0
            fields.removeAll { field in
                defer { position += 1 }
                return position > index && field.name.equalsIgnoringASCIICase(name)
            }
        }
    }

    /// Every value of `name`, in order.
    public func values(of name: String) -> [String] {
        fields.filter { $0.name.equalsIgnoringASCIICase(name) }.map(\.value)
    }

    /// Appends a field, whether or not there is one of that name.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}

extension StringProtocol {
    /// Whether two header names or tokens are equal without regard to ASCII case.
    public func equalsIgnoringASCIICase(_ other: some StringProtocol) -> Bool {
        String(self).equalsIgnoringASCIICase(String(other))
    }
}

extension String {
    /// Whether two header names are equal without regard to ASCII case.
    ///
    /// Not generic, because every look into a header asks it of every field.
    public func equalsIgnoringASCIICase(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        var (a, b) = (utf8.makeIterator(), other.utf8.makeIterator())
        while let x = a.next(), let y = b.next() {
            guard x == y || (x | 0x20 == y | 0x20 && x | 0x20 >= 0x61 && x | 0x20 <= 0x7A) else { return false }
        }
        return true
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The text without blanks and tabs around it.
    package var trimmingSpaces: Substring {
        var rest = self[...]
        while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
        while let last = rest.utf8.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        return rest
    }
}
