/// Why there are no credentials.
public struct CredentialsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure.
    public struct Code: Sendable, Hashable {
        private let kind: Kind

        /// No provider has any.
        public static let notFound = Code(kind: .notFound)
        /// A provider is configured, but wrongly or in part.
        public static let invalidConfiguration = Code(kind: .invalidConfiguration)
        /// A role could not be assumed.
        public static let roleNotAssumed = Code(kind: .roleNotAssumed)

        private enum Kind: Sendable {
            case notFound, invalidConfiguration, roleNotAssumed
        }
    }

    /// The kind of failure.
    public var code: Code
    /// What is wrong, without secrets.
    public var message: String
    /// What was tried, in order, and why it has none.
    public var tried: [String]

    /// Creates an error.
    public init(_ code: Code, message: String, tried: [String] = []) {
        self.code = code
        self.message = message
        self.tried = tried
    }

    /// One line, without secrets.
    public var description: String {
        tried.isEmpty ? message : "\(message); tried: \(tried.joined(separator: "; "))"
    }
}
