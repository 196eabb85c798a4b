/// How a time is spelled.
public enum AWSTimestampFormat: String, Sendable, Hashable {
    /// `2026-03-04T05:06:07Z`, with milliseconds where there are any.
    case iso8601
    /// `2026-03-04T05:06:07.000Z`, as S3 and EC2 write it.
    case iso8601Milliseconds
    /// `Wed, 04 Mar 2026 05:06:07 GMT`.
    case httpDate
    /// Seconds since 1970, with a fraction where there are milliseconds.
    case epochSeconds
}

/// The type of a value, with what the wire protocols must know of it.
public struct AWSShape: Sendable {
    /// The kinds of type.
    public enum Kind: Sendable {
        /// Text.
        case string
        /// A whole number.
        case integer
        /// A decimal.
        case double
        /// A truth value.
        case boolean
        /// Bytes.
        case blob
        /// A point in time.
        case timestamp
        /// A list; the element's wire name is nil where the protocol's own (`member`, `item`) holds.
        case list(element: AWSMemberShape)
        /// A map from text; wire names are nil where `key` and `value` hold.
        case map(key: AWSMemberShape, value: AWSMemberShape)
        /// A structure; its members come by a function so that a structure may contain itself.
        case structure(@Sendable () -> [AWSMemberShape])
    }

    /// The kind of type.
    public var kind: Kind {
        get { stored.kind }
        set { stored = Stored(newValue) }
    }
    /// How times are spelled; nil where the place in the message decides.
    public var timestampFormat: AWSTimestampFormat?
    /// The namespace that an element of this type declares.
    public var xmlNamespace: XMLNamespace?
    private var stored: Stored

    /// Creates a type.
    public init(_ kind: Kind, timestampFormat: AWSTimestampFormat? = nil, xmlNamespace: XMLNamespace? = nil) {
        stored = Stored(kind)
        self.timestampFormat = timestampFormat
        self.xmlNamespace = xmlNamespace
    }

    /// A kind as plain references: an enum would keep its tag in their spare bits, where LeakSanitizer no longer
    /// recognizes them, and every table of members would count as a leak.
    private struct Stored: Sendable {
        private enum Tag { case string, integer, double, boolean, blob, timestamp, list, map, structure }

        private let tag: Tag
        /// A list's element; a map's key and value.
        private var parts: [AWSMemberShape] = []
        private var members: @Sendable () -> [AWSMemberShape] = { [] }

        init(_ kind: Kind) {
            switch kind {
            case .string: tag = .string
            case .integer: tag = .integer
            case .double: tag = .double
            case .boolean: tag = .boolean
            case .blob: tag = .blob
            case .timestamp: tag = .timestamp
            case .list(let element):
                tag = .list
                parts = [element]
            case .map(let key, let value):
                tag = .map
                parts = [key, value]
            case .structure(let members):
                tag = .structure
                self.members = members
            }
        }

        var kind: Kind {
            switch tag {
            case .string: .string
            case .integer: .integer
            case .double: .double
            case .boolean: .boolean
            case .blob: .blob
            case .timestamp: .timestamp
            case .list: .list(element: parts[0])
            case .map: .map(key: parts[0], value: parts[1])
            case .structure: .structure(members)
            }
        }
    }

    /// A list of `element`.
    public static func list(of element: AWSShape, named name: String? = nil) -> AWSShape {
        AWSShape(.list(element: AWSMemberShape("", wireName: name, element)))
    }

    /// A map from text to `value`.
    public static func map(of value: AWSShape) -> AWSShape {
        AWSShape(
            .map(
                key: AWSMemberShape("", wireName: nil, AWSShape(.string)),
                value: AWSMemberShape("", wireName: nil, value)))
    }

    /// Whether a value of the type is one text.
    var isScalar: Bool {
        switch kind {
        case .list, .map, .structure: false
        default: true
        }
    }

    /// The members of a structure; empty for any other type.
    var members: [AWSMemberShape] {
        if case .structure(let members) = kind { members() } else { [] }
    }
}

/// A namespace declaration.
public struct XMLNamespace: Sendable, Hashable {
    /// The prefix; nil declares the default namespace.
    public var prefix: String?
    /// The namespace's name.
    public var uri: String

    /// Creates a declaration.
    public init(_ uri: String, prefix: String? = nil) {
        self.uri = uri
        self.prefix = prefix
    }
}

/// A type in its place: a structure's member, a list's element, a map's key or value.
public struct AWSMemberShape: Sendable {
    /// Where in the message a member stands.
    public enum Location: Sendable, Hashable {
        /// In the document that is the body.
        case body
        /// In the path, by its name in the template.
        case label
        /// In the query; a map is as many parameters.
        case query
        /// In a header.
        case header
        /// In all headers whose names begin with the wire name.
        case headerMap
        /// It is the body.
        case payload
        /// It is the response's status.
        case status
    }

    /// The name in the API.
    public var name: String
    /// The name on the wire, where it is another.
    public var wireName: String?
    /// The name in EC2 requests, where it is another.
    public var ec2QueryName: String?
    /// The type.
    public var shape: AWSShape
    /// Where the member stands.
    public var location: Location
    /// Whether a request is invalid without it.
    public var isRequired: Bool
    /// Whether a list or map is written without an element around its entries.
    public var isFlattened: Bool
    /// Whether it is an attribute of the element, and no element itself.
    public var isXMLAttribute: Bool
    /// The namespace that its element declares.
    public var xmlNamespace: XMLNamespace?

    /// Creates a member.
    public init(
        _ name: String, wireName: String? = nil, ec2QueryName: String? = nil, _ shape: AWSShape,
        location: Location = .body, isRequired: Bool = false, isFlattened: Bool = false, isXMLAttribute: Bool = false,
        xmlNamespace: XMLNamespace? = nil
    ) {
        self.name = name
        self.wireName = wireName
        self.ec2QueryName = ec2QueryName
        self.shape = shape
        self.location = location
        self.isRequired = isRequired
        self.isFlattened = isFlattened
        self.isXMLAttribute = isXMLAttribute
        self.xmlNamespace = xmlNamespace
    }

    /// The name on the wire.
    var nameOnWire: String { wireName ?? name }
}
