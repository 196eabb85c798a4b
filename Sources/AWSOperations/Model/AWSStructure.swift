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
        let members = Self.members
        var values = AWSMembers()
        values.reserveCapacity(members.count)
        // By their indices: a copy of a member is a dozen references counted.
        for index in members.indices {
            if let value = members[index].get(self) { values.append(members[index].shape.name, value) }
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
        let members = Self.members
        var position = 0
        for index in members.indices {
            guard let value = values.value(of: members[index].shape.name, from: &position) else { continue }
            do throws(AWSCodingError) {
                try members[index].set(&self, value)
            } catch {
                throw error.inside(members[index].shape.nameOnWire)
            }
        }
    }
}
