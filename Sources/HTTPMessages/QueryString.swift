/// The parameters of a query string or a form body, in order.
public struct QueryString: Sendable, Hashable {
    /// One parameter.
    public struct Item: Sendable, Hashable {
        /// The decoded name.
        public var name: String
        /// The decoded value; nil where the name stands without `=`.
        public var value: String?

        /// Creates a parameter.
        public init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    /// The parameters in order.
    public var items: [Item]

    /// Creates a query from parameters.
    public init(items: [Item] = []) {
        self.items = items
    }

    /// Reads an encoded query or form.
    ///
    /// - Parameters:
    ///   - text: what stands after `?`, or a form body.
    ///   - plusIsSpace: true for forms. S3 clients send `+` for a space in queries too.
    public init(parsing text: some StringProtocol, plusIsSpace: Bool = true) {
        items = text.split(separator: "&", omittingEmptySubsequences: true).map { part in
            guard let equals = part.firstIndex(of: "=") else {
                return Item(name: PercentEncoding.decode(part, plusIsSpace: plusIsSpace), value: nil)
            }
            return Item(
                name: PercentEncoding.decode(part[..<equals], plusIsSpace: plusIsSpace),
                value: PercentEncoding.decode(part[part.index(after: equals)...], plusIsSpace: plusIsSpace))
        }
    }

    /// The first value of `name`; `""` where it stands without a value; nil where it is absent.
    public subscript(name: String) -> String? {
        items.first { $0.name == name }.map { $0.value ?? "" }
    }

    /// Whether there is a parameter `name`.
    public func contains(_ name: String) -> Bool {
        items.contains { $0.name == name }
    }

    /// Appends a parameter.
    public mutating func append(_ name: String, _ value: String?) {
        items.append(Item(name: name, value: value))
    }

    /// The query percent-encoded, a space as `%20`, parameters in order.
    public var encoded: String {
        items.map { item in
            let name = PercentEncoding.encode(item.name)
            return item.value.map { name + "=" + PercentEncoding.encode($0) } ?? name
        }.joined(separator: "&")
    }
}
