import HTTPMessages

/// By what a request is told from others: service, operation and parameters, in one spelling whatever the client.
///
/// Its text reads `logs:FilterLogEvents endTime=1772625600000&logGroupName=%2Fvpc%2Fflow-logs`. Signature, date, token,
/// user agent and the headers of SDKs are no part of it.
public struct MatchKey: Sendable, Hashable, CustomStringConvertible {
    /// One parameter, as text.
    public struct Parameter: Sendable, Hashable, Comparable {
        /// The name; members of nested values with dots, as in `filters.0.name`.
        public var name: String
        /// The value, or `sha256:` and a digest for a long one.
        public var value: String

        /// Creates a parameter.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        /// By name, then by value, in the order of their bytes.
        public static func < (a: Parameter, b: Parameter) -> Bool {
            a.name == b.name
                ? a.value.utf8.lexicographicallyPrecedes(b.value.utf8)
                : a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        }
    }

    /// Service and operation: `s3:GetObject`; the method where the operation is unknown.
    public var name: String
    /// The parameters in order.
    public private(set) var parameters: [Parameter]

    /// Creates a key; the parameters are put in order.
    public init(name: String, parameters: [Parameter]) {
        self.name = name
        self.parameters = parameters.sorted()
    }

    /// The first value of a parameter; nil where it is absent.
    public subscript(name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// The key without the parameters of which `isIgnored` is true.
    public func without(_ isIgnored: (String) -> Bool) -> MatchKey {
        guard parameters.contains(where: { isIgnored($0.name) }) else { return self }
        var key = self
        key.parameters.removeAll { isIgnored($0.name) }
        return key
    }

    /// One line that is the same for equal keys, and different for others.
    public var text: String {
        guard !parameters.isEmpty else { return name }
        return name + " "
            + parameters.map {
                PercentEncoding.encode($0.name, keeping: ":/") + "=" + PercentEncoding.encode($0.value, keeping: ":/")
            }.joined(separator: "&")
    }

    /// Reads what ``text`` wrote.
    public init(text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        self.init(
            name: parts.first.map(String.init) ?? "",
            parameters: QueryString(parsing: parts.dropFirst().first ?? "", plusIsSpace: false).items.map {
                Parameter($0.name, $0.value ?? "")
            })
    }

    /// The text, readable: nothing percent-encoded.
    public var description: String {
        ([name] + parameters.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
    }
}
