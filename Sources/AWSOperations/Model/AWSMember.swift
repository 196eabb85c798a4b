/// A row of a structure's table: a member's name on the wire, where it stands, and the property that holds it.
public struct AWSMember<Root>: Sendable {
    /// The member as the wire protocols see it.
    let shape: AWSMemberShape
    /// Reads the property.
    let get: @Sendable (Root) -> AWSValue?
    /// Writes the property.
    let set: @Sendable (inout Root, AWSValue) throws(AWSCodingError) -> Void

    /// A member of the document in the body.
    ///
    /// - Parameters:
    ///   - name: the name on the wire.
    ///   - property: the property that holds the value.
    ///   - required: whether a request is invalid without it.
    ///   - element: the name of a list's elements, where it is not the protocol's own.
    ///   - flattened: whether a list is written without an element around it.
    ///   - timestamp: how a time is spelled, where it is not the protocol's own.
    /// - Returns: the member.
    public static func body<Value: AWSMemberValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable, required: Bool = false,
        element: String? = nil, flattened: Bool = false, timestamp: AWSTimestampFormat? = nil
    ) -> AWSMember {
        var shape = Value.awsShape
        if let element, case .list(var elementShape) = shape.kind {
            elementShape.wireName = element
            shape.kind = .list(element: elementShape)
        }
        return member(name, property, shape, .body, required: required, flattened: flattened, timestamp: timestamp)
    }

    /// A member that is a parameter of the query.
    ///
    /// - Parameters:
    ///   - name: the parameter's name.
    ///   - property: the property that holds the value.
    ///   - timestamp: how a time is spelled, where it is not ISO 8601.
    /// - Returns: the member.
    public static func query<Value: AWSMemberValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable,
        timestamp: AWSTimestampFormat? = nil
    ) -> AWSMember {
        member(name, property, Value.awsShape, .query, timestamp: timestamp)
    }

    /// A member that is a header.
    ///
    /// - Parameters:
    ///   - name: the header's name.
    ///   - property: the property that holds the value; the elements of a list are joined by commas.
    ///   - required: whether a request is invalid without it.
    ///   - timestamp: how a time is spelled, where it is not an HTTP date.
    /// - Returns: the member.
    public static func header<Value: AWSMemberValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable, required: Bool = false,
        timestamp: AWSTimestampFormat? = nil
    ) -> AWSMember {
        member(name, property, Value.awsShape, .header, required: required, timestamp: timestamp)
    }

    /// A member that is all headers whose names begin with `prefix`.
    ///
    /// - Parameters:
    ///   - prefix: the beginning of the names, such as `x-amz-meta-`.
    ///   - property: the property that holds the values by the rest of the names.
    /// - Returns: the member.
    public static func headerMap(
        _ prefix: String, _ property: any WritableKeyPath<Root, [String: String]?> & Sendable
    ) -> AWSMember {
        member(prefix, property, [String: String].awsShape, .headerMap)
    }

    /// A member that stands in the path; always required.
    ///
    /// - Parameters:
    ///   - name: the name in the template, without the `+` of a greedy one.
    ///   - property: the property that holds the value.
    /// - Returns: the member.
    public static func label<Value: AWSMemberValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable
    ) -> AWSMember {
        member(name, property, Value.awsShape, .label, required: true)
    }

    /// A structure that is the body.
    ///
    /// - Parameters:
    ///   - name: the name of the document's root element.
    ///   - property: the property that holds the value.
    ///   - required: whether a request is invalid without it.
    /// - Returns: the member.
    public static func payload<Value: AWSMemberValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable, required: Bool = false
    ) -> AWSMember {
        member(name, property, Value.awsShape, .payload, required: required)
    }

    /// Bytes that are the body.
    ///
    /// - Parameters:
    ///   - name: the member's name.
    ///   - property: the property that holds the bytes.
    /// - Returns: the member.
    public static func payload(
        _ name: String, _ property: any WritableKeyPath<Root, [UInt8]?> & Sendable
    ) -> AWSMember {
        bytes(AWSMemberShape(name, AWSShape(.blob), location: .payload), property)
    }

    private static func bytes(
        _ shape: AWSMemberShape, _ property: any WritableKeyPath<Root, [UInt8]?> & Sendable
    ) -> AWSMember {
        AWSMember(shape: shape) { root in
            root[keyPath: property].map(AWSValue.blob)
        } set: { (root, value) throws(AWSCodingError) in
            guard case .blob(let bytes) = value else {
                throw AWSCodingError(.wrongType, reason: "bytes were expected, \(value.kindName) was found")
            }
            root[keyPath: property] = bytes
        }
    }

    /// Bytes in the document in the body, written in base64.
    ///
    /// - Parameters:
    ///   - name: the name on the wire.
    ///   - property: the property that holds the bytes.
    /// - Returns: the member.
    public static func blob(
        _ name: String, _ property: any WritableKeyPath<Root, [UInt8]?> & Sendable
    ) -> AWSMember {
        bytes(AWSMemberShape(name, AWSShape(.blob)), property)
    }

    /// A map in the document in the body whose keys and values have names of their own.
    ///
    /// - Parameters:
    ///   - name: the name on the wire.
    ///   - property: the property that holds the values by their keys.
    ///   - key: the name of a key.
    ///   - value: the name of a value.
    /// - Returns: the member.
    public static func map<Value: AWSMemberValue>(
        _ name: String, _ property: any WritableKeyPath<Root, [String: Value]?> & Sendable, key: String, value: String
    ) -> AWSMember {
        let shape = AWSShape(
            .map(
                key: AWSMemberShape("", wireName: key, String.awsShape),
                value: AWSMemberShape("", wireName: value, Value.awsShape)))
        return member(name, property, shape, .body)
    }

    /// The response's status.
    ///
    /// - Parameter property: the property that holds it.
    /// - Returns: the member.
    public static func status(_ property: any WritableKeyPath<Root, Int?> & Sendable) -> AWSMember {
        member("StatusCode", property, Int.awsShape, .status)
    }

    private static func member<Value: AWSMemberValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable, _ shape: AWSShape,
        _ location: AWSMemberShape.Location, required: Bool = false, flattened: Bool = false,
        timestamp: AWSTimestampFormat? = nil
    ) -> AWSMember {
        var shape = shape
        shape.timestampFormat = timestamp
        let description = AWSMemberShape(
            name, shape, location: location, isRequired: required, isFlattened: flattened)
        let read = reader(of: property)
        return AWSMember(shape: description) { root in
            read(root)?.awsValue
        } set: { (root, value) throws(AWSCodingError) in
            root[keyPath: property] = try Value(awsValue: value)
        }
    }
}

/// Reads a property where it lies in the structure, many times as fast as by its key path.
private func reader<Root, Value>(
    of property: any KeyPath<Root, Value> & Sendable
) -> @Sendable (Root) -> Value {
    guard let offset = MemoryLayout<Root>.offset(of: property) else { return { $0[keyPath: property] } }
    return { root in
        withUnsafeBytes(of: root) { $0.load(fromByteOffset: offset, as: Value.self) }
    }
}
