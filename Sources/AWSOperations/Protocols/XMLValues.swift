/// Values as XML, the same for query, EC2 and REST.
struct XMLValues {
    /// The name of a list's elements, where the list does not give one: `member`, or `item` for EC2.
    var elementName = "member"
    /// How times are spelled, where the type does not say it.
    var timestampFormat = AWSTimestampFormat.iso8601

    /// Writes `value` into `element`: its text, its attributes and the elements inside.
    func encode(_ value: AWSValue, as shape: AWSShape, into element: inout XMLElement) throws(AWSCodingError) {
        switch shape.kind {
        case .structure(let members):
            for member in members() where member.location == .body {
                guard let memberValue = value[member.name] else { continue }
                do throws(AWSCodingError) {
                    try encode(memberValue, of: member, into: &element)
                } catch {
                    throw error.inside(member.nameOnWire)
                }
            }
        case .list(let elementShape):
            try appendElements(of: value, elementShape, named: elementShape.wireName ?? elementName, to: &element)
        case .map(let key, let valueShape):
            for entry in try entries(of: value, key, valueShape, named: "entry") { element.children.append(entry) }
        default:
            element.text = try ScalarText.encode(value, as: shape, timestampFormat: timestampFormat)
        }
    }

    private func encode(
        _ value: AWSValue, of member: AWSMemberShape, into parent: inout XMLElement
    ) throws(AWSCodingError) {
        if member.isXMLAttribute {
            let text = try ScalarText.encode(value, as: member.shape, timestampFormat: timestampFormat)
            parent.attributes.append(XMLElement.Attribute(name: member.nameOnWire, value: text))
            return
        }
        if member.isFlattened {
            switch member.shape.kind {
            case .list(let elementShape):
                return try appendElements(of: value, elementShape, named: member.nameOnWire, to: &parent)
            case .map(let key, let valueShape):
                for var entry in try entries(of: value, key, valueShape, named: member.nameOnWire) {
                    entry.declare(member.xmlNamespace)
                    parent.children.append(entry)
                }
                return
            default: break
            }
        }
        var child = XMLElement(member.nameOnWire)
        child.declare(member.xmlNamespace ?? member.shape.xmlNamespace)
        try encode(value, as: member.shape, into: &child)
        parent.children.append(child)
    }

    private func appendElements(
        of value: AWSValue, _ shape: AWSMemberShape, named name: String, to parent: inout XMLElement
    ) throws(AWSCodingError) {
        guard case .list(let values) = value else {
            throw AWSCodingError(.unencodable, reason: "a list was expected, \(value.kindName) was found")
        }
        for value in values {
            var child = XMLElement(name)
            child.declare(shape.xmlNamespace ?? shape.shape.xmlNamespace)
            try encode(value, as: shape.shape, into: &child)
            parent.children.append(child)
        }
    }

    private func entries(
        of value: AWSValue, _ key: AWSMemberShape, _ valueShape: AWSMemberShape, named name: String
    ) throws(AWSCodingError) -> [XMLElement] {
        guard case .map(let values) = value else {
            throw AWSCodingError(.unencodable, reason: "a map was expected, \(value.kindName) was found")
        }
        var entries: [XMLElement] = []
        for (keyText, value) in values.sorted(by: { $0.key < $1.key }) {
            var keyElement = XMLElement(key.wireName ?? "key", text: keyText)
            keyElement.declare(key.xmlNamespace)
            var valueElement = XMLElement(valueShape.wireName ?? "value")
            valueElement.declare(valueShape.xmlNamespace ?? valueShape.shape.xmlNamespace)
            try encode(value, as: valueShape.shape, into: &valueElement)
            entries.append(XMLElement(name, children: [keyElement, valueElement]))
        }
        return entries
    }

    /// Reads the value that `element` holds; nil where it is empty and the type has no empty value.
    func decode(_ element: XMLElement, as shape: AWSShape) throws(AWSCodingError) -> AWSValue? {
        switch shape.kind {
        case .structure(let members):
            var values: [String: AWSValue] = [:]
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
