/// A structure of an AWS API, described by a table of its members.
///
/// ```swift
/// public struct Tag: AWSStructure {
///     public var key: String?
///     public var value: String?
///     public init() {}
///     public static let members: [AWSMember<Tag>] = [.body("key", \.key), .body("value", \.value)]
/// }
/// ```
///
/// Every member is optional: what is absent on the wire is nil, and nil is left out on the wire. A structure does not
/// contain itself, directly or through others.
public protocol AWSStructure: AWSMemberValue {
    /// Creates a structure without any value.
    init()
    /// The members in the order in which they are written.
    static var members: [AWSMember<Self>] { get }
}

extension AWSStructure {
    /// A structure of ``members``.
    public static var awsShape: AWSShape {
        let shapes = Self.members.map(\.shape)
        return AWSShape(.structure { shapes })
    }

    /// The members that have a value.
    public var awsValue: AWSValue {
        var values: [String: AWSValue] = [:]
        for member in Self.members {
            if let value = member.get(self) { values[member.shape.name] = value }
        }
        return .structure(values)
    }

    /// Takes the members out of `awsValue`; unknown ones are passed over.
    ///
    /// - Throws: ``AWSCodingError`` where a member is of another type.
    public init(awsValue: AWSValue) throws(AWSCodingError) {
        guard case .structure(let values) = awsValue else {
            throw AWSCodingError(.wrongType, reason: "a structure was expected, \(awsValue.kindName) was found")
        }
        self.init()
        for member in Self.members {
            guard let value = values[member.shape.name] else { continue }
            do throws(AWSCodingError) {
                try member.set(&self, value)
            } catch {
                throw error.inside(member.shape.nameOnWire)
            }
        }
    }
}
