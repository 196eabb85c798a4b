/// Values as XML, the same for query, EC2 and REST.
struct XMLValues {
    /// The name of a list's elements, where the list does not give one: `member`, or `item` for EC2.
    var elementName = "member"
    /// How times are spelled, where the type does not say it.
    var timestampFormat = AWSTimestampFormat.iso8601

    /// Writes `value` into the element that has just begun: its attributes, its text and the elements inside.
    func encode(_ value: AWSValue, as shape: AWSShape, to xml: inout XMLWriter) throws(AWSCodingError) {
        switch value {
        case .structure(let values):
            guard case .structure(let members) = shape.kind else { throw XMLValues.mismatch(value) }
            try encode(values, members(), to: &xml)
        case .list:
            guard case .list(let element) = shape.kind else { throw XMLValues.mismatch(value) }
            try encodeElements(of: value, element, named: element.wireName ?? elementName, to: &xml)
        case .map:
            guard case .map(let key, let valueShape) = shape.kind else { throw XMLValues.mismatch(value) }
            try encodeEntries(of: value, key, valueShape, named: "entry", to: &xml)
        default:
            guard shape.isScalar else { throw XMLValues.mismatch(value) }
            switch value {
            case .string(let text): xml.text(text)
            case .integer(let number): xml.number(number)
            default: xml.text(try ScalarText.encode(value, as: shape, timestampFormat: timestampFormat))
            }
        }
    }

    private func encode(
        _ values: AWSMembers, _ members: [AWSMemberShape], to xml: inout XMLWriter
    ) throws(AWSCodingError) {
        // By their indices: a copy of a member is a dozen references counted.
        for index in members.indices where members[index].isXMLAttribute && members[index].location == .body {
            guard let value = values[members[index].name] else { continue }
            let name = members[index].nameOnWire
            do throws(AWSCodingError) {
                xml.attribute(
                    name,
                    try ScalarText.encode(value, as: members[index].shape, timestampFormat: timestampFormat))
            } catch {
                throw error.inside(name)
            }
        }
        var position = 0
        for index in members.indices where members[index].location == .body && !members[index].isXMLAttribute {
            guard let value = values.value(of: members[index].name, from: &position) else { continue }
            do throws(AWSCodingError) {
                try encode(value, of: members[index], to: &xml)
            } catch {
                throw error.inside(members[index].nameOnWire)
            }
        }
    }

    private func encode(
        _ value: AWSValue, of member: borrowing AWSMemberShape, to xml: inout XMLWriter
    ) throws(AWSCodingError) {
        if case .written(let bytes) = value {
            xml.raw(bytes)
            return
        }
        let name = member.nameOnWire
        if member.isFlattened {
            switch member.shape.kind {
            case .list(let element): return try encodeElements(of: value, element, named: name, to: &xml)
            case .map(let key, let valueShape):
                return try encodeEntries(of: value, key, valueShape, named: name, member.xmlNamespace, to: &xml)
            default: break
            }
        }
        xml.begin(name, member.xmlNamespace ?? member.shape.xmlNamespace)
        try encode(value, as: member.shape, to: &xml)
        xml.end(name)
    }

    private func encodeElements(
        of value: AWSValue, _ element: AWSMemberShape, named name: String, to xml: inout XMLWriter
    ) throws(AWSCodingError) {
        guard case .list(let values) = value else { throw XMLValues.mismatch(value) }
        for value in values {
            xml.begin(name, element.xmlNamespace ?? element.shape.xmlNamespace)
            try encode(value, as: element.shape, to: &xml)
            xml.end(name)
        }
    }

    private func encodeEntries(
        of value: AWSValue, _ key: AWSMemberShape, _ valueShape: AWSMemberShape, named name: String,
        _ namespace: XMLNamespace? = nil, to xml: inout XMLWriter
    ) throws(AWSCodingError) {
        guard case .map(let values) = value else { throw XMLValues.mismatch(value) }
        let (keyName, valueName) = (key.wireName ?? "key", valueShape.wireName ?? "value")
        for (text, value) in values.sorted(by: { $0.key < $1.key }) {
            xml.begin(name, namespace)
            xml.begin(keyName, key.xmlNamespace)
            xml.text(text)
            xml.end(keyName)
            xml.begin(valueName, valueShape.xmlNamespace ?? valueShape.shape.xmlNamespace)
            try encode(value, as: valueShape.shape, to: &xml)
            xml.end(valueName)
            xml.end(name)
        }
    }

    private static func mismatch(_ value: AWSValue) -> AWSCodingError {
        AWSCodingError(.unencodable, reason: "\(value.kindName) stands where its type has none")
    }

    /// Reads the value that `element` holds; nil where it is empty and the type has no empty value.
    func decode(_ element: XMLElement, as shape: AWSShape) throws(AWSCodingError) -> AWSValue? {
        switch shape.kind {
        case .structure(let members):
            var values = AWSMembers()
            for member in members() where member.location == .body {
                do throws(AWSCodingError) {
                    values[member.name] = try decode(member, in: element)
                } catch {
                    throw error.inside(member.nameOnWire)
                }
            }
            return .structure(values)
        case .list(let elementShape): return .list(try elements(element.children, as: elementShape.shape))
        case .map(let key, let value): return .map(try entries(element.children, key, value))
        default: return try ScalarText.decode(element.text, as: shape)
        }
    }

    private func decode(_ member: AWSMemberShape, in parent: XMLElement) throws(AWSCodingError) -> AWSValue? {
        if member.isXMLAttribute {
            guard let text = parent.attribute(member.nameOnWire) else { return nil }
            return try ScalarText.decode(text, as: member.shape)
        }
        if member.isFlattened {
            switch member.shape.kind {
            case .list(let elementShape):
                let found = parent.children.filter { $0.name == member.nameOnWire }
                return found.isEmpty ? nil : .list(try elements(found, as: elementShape.shape))
            case .map(let key, let value):
                let found = parent.children.filter { $0.name == member.nameOnWire }
                return found.isEmpty ? nil : .map(try entries(found, key, value))
            default: break
            }
        }
        guard let child = parent.child(member.nameOnWire) else { return nil }
        return try decode(child, as: member.shape)
    }

    private func elements(_ found: [XMLElement], as shape: AWSShape) throws(AWSCodingError) -> [AWSValue] {
        var values: [AWSValue] = []
        values.reserveCapacity(found.count)
        for (index, element) in found.enumerated() {
            do throws(AWSCodingError) {
                if let value = try decode(element, as: shape) { values.append(value) }
            } catch {
                throw error.inside("[\(index)]")
            }
        }
        return values
    }

    private func entries(
        _ found: [XMLElement], _ key: AWSMemberShape, _ value: AWSMemberShape
    ) throws(AWSCodingError) -> [String: AWSValue] {
        var values: [String: AWSValue] = [:]
        for entry in found {
            guard let name = entry.text(of: key.wireName ?? "key"),
                let valueElement = entry.child(value.wireName ?? "value")
            else { continue }
            do throws(AWSCodingError) {
                values[name] = try decode(valueElement, as: value.shape)
            } catch {
                throw error.inside("[\(name)]")
            }
        }
        return values
    }
}
