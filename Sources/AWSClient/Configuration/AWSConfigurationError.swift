/// What is wrong with a configuration: a file, a setting, a profile, an endpoint.
public struct AWSConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of mistake.
    public struct Code: Sendable, Hashable {
        private let kind: Kind

        /// A config or credentials file breaks the grammar.
        public static let syntax = Code(kind: .syntax)
        /// A file that exists cannot be read.
        public static let unreadableFile = Code(kind: .unreadableFile)
        /// The chosen profile is in no file.
        public static let unknownProfile = Code(kind: .unknownProfile)
        /// A profile names a `services` section that is absent.
        public static let unknownSection = Code(kind: .unknownSection)
        /// No region is configured.
        public static let missingRegion = Code(kind: .missingRegion)
        /// A setting has a value that makes no sense.
        public static let invalidValue = Code(kind: .invalidValue)

        private enum Kind: Sendable {
            case syntax, unreadableFile, unknownProfile, unknownSection, missingRegion, invalidValue
        }
    }

    /// The kind of mistake.
    public var code: Code
    /// The file; nil where the mistake is in none.
    public var file: String?
    /// The line in the file, from 1; nil where it is about no line.
    public var line: Int?
    /// What is wrong and what to do.
    public var message: String

    /// Creates an error.
    public init(_ code: Code, file: String? = nil, line: Int? = nil, message: String) {
        self.code = code
        self.file = file
        self.line = line
        self.message = message
    }

    /// One line: where, what, and what to do.
    public var description: String {
        let place = file.map { file in line.map { "\(file):\($0): " } ?? "\(file): " } ?? ""
        return place + message
    }
}
