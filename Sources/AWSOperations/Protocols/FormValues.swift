import HTTPMessages

/// Values as the parameters of a form, for query and for EC2.
struct FormValues {
    /// Which of the two spellings.
    enum Dialect {
        /// Lists are `Name.member.1`, or `Name.1` where they are flattened.
        case query
        /// Names begin with an upper-case letter; every list is `Name.1`.
        case ec2
    }

    var dialect: Dialect

    /// Appends the parameters of a structure.
    func encode(
        _ value: AWSValue, as shape: AWSShape, named name: String, to form: inout QueryString
    ) throws(AWSCodingError) {
        switch shape.kind {
        case .structure(let members):
            for member in members() {
                guard let memberValue = value[member.name] else { continue }
                do throws(AWSCodingError) {
                    try encode(memberValue, of: member, inside: name, to: &form)
                } catch {
                    throw error.inside(member.nameOnWire)
                }
            }
        case .list(let element):
            let isPlain = dialect == .ec2
            try encodeList(value, element, named: isPlain ? name : join(name, element.wireName ?? "member"), to: &form)
        case .map(let key, let valueShape):
            try encodeMap(value, key, valueShape, named: join(name, "entry"), to: &form)
        default:
            form.append(name, try ScalarText.encode(value, as: shape, timestampFormat: .iso8601))
        }
    }

    private func encode(
        _ value: AWSValue, of member: AWSMemberShape, inside prefix: String, to form: inout QueryString
    ) throws(AWSCodingError) {
        let name = join(prefix, formName(of: member))
        switch (member.shape.kind, value) {
        case (.list, .list(let values)) where values.isEmpty:
            if dialect == .query { form.append(name, "") }
        case (.list(let element), _) where member.isFlattened:
            try encodeList(value, element, named: name, to: &form)
        case (.map(let key, let valueShape), _) where member.isFlattened:
            try encodeMap(value, key, valueShape, named: name, to: &form)
        default:
            try encode(value, as: member.shape, named: name, to: &form)
        }
    }

    private func encodeList(
        _ value: AWSValue, _ element: AWSMemberShape, named name: String, to form: inout QueryString
    ) throws(AWSCodingError) {
        guard case .list(let values) = value else {
            throw AWSCodingError(.unencodable, reason: "a list was expected, \(value.kindName) was found")
        }
        for (index, value) in values.enumerated() {
            try encode(value, as: element.shape, named: "\(name).\(index + 1)", to: &form)
        }
    }

    private func encodeMap(
        _ value: AWSValue, _ key: AWSMemberShape, _ valueShape: AWSMemberShape, named name: String,
        to form: inout QueryString
    ) throws(AWSCodingError) {
        guard case .map(let entries) = value else {
            throw AWSCodingError(.unencodable, reason: "a map was expected, \(value.kindName) was found")
        }
        for (index, entry) in entries.sorted(by: { $0.key < $1.key }).enumerated() {
            form.append("\(name).\(index + 1).\(key.wireName ?? "key")", entry.key)
            try encode(
                entry.value, as: valueShape.shape, named: "\(name).\(index + 1).\(valueShape.wireName ?? "value")",
                to: &form)
        }
    }

    private func join(_ prefix: String, _ name: String) -> String {
        prefix.isEmpty ? name : prefix + "." + name
    }

    private func formName(of member: AWSMemberShape) -> String {
        switch dialect {
        case .query: return member.nameOnWire
        case .ec2:
            if let name = member.ec2QueryName { return name }
            let name = member.nameOnWire
            return name.prefix(1).uppercased() + name.dropFirst()
        }
    }
}

extension FormValues {
    /// Reads a value; nil where there are no parameters for it.
    ///
    /// Unknown parameters are passed over.
    func decode(_ node: FormNode, as shape: AWSShape) throws(AWSCodingError) -> AWSValue? {
        switch shape.kind {
        case .structure(let members):
            var values = AWSMembers()
            for member in members() {
                guard let child = node.children[formName(of: member)] else { continue }
                do throws(AWSCodingError) {
                    values[member.name] = try decode(child, of: member)
                } catch {
                    throw error.inside(formName(of: member))
                }
            }
            return .structure(values)
        case .list(let element):
            let items = node.children[element.wireName ?? "member"] ?? node
            return try decodeList(items, element)
        case .map(let key, let value): return try decodeMap(node.children["entry"] ?? node, key, value)
        default:
            guard let text = node.value else { return nil }
            return try ScalarText.decode(text, as: shape)
        }
    }

    private func decode(_ node: FormNode, of member: AWSMemberShape) throws(AWSCodingError) -> AWSValue? {
        switch member.shape.kind {
        case .list(let element) where member.isFlattened || dialect == .ec2: try decodeList(node, element)
        case .map(let key, let value) where member.isFlattened: try decodeMap(node, key, value)
        default: try decode(node, as: member.shape)
        }
    }

    private func decodeList(_ node: FormNode, _ element: AWSMemberShape) throws(AWSCodingError) -> AWSValue? {
        let items = node.numbered
        guard !items.isEmpty || node.value != nil else { return nil }
        var values: [AWSValue] = []
        for (number, item) in items {
            do throws(AWSCodingError) {
                if let value = try decode(item, as: element.shape) { values.append(value) }
            } catch {
                throw error.inside("[\(number)]")
            }
        }
        return .list(values)
    }

    private func decodeMap(
        _ node: FormNode, _ key: AWSMemberShape, _ value: AWSMemberShape
    ) throws(AWSCodingError) -> AWSValue? {
        let items = node.numbered
        guard !items.isEmpty || node.value != nil else { return nil }
        var values: [String: AWSValue] = [:]
        for (number, item) in items {
            guard let name = item.children[key.wireName ?? "key"]?.value,
                let child = item.children[value.wireName ?? "value"]
            else { continue }
            do throws(AWSCodingError) {
                values[name] = try decode(child, as: value.shape)
            } catch {
                throw error.inside("[\(number)]")
            }
        }
        return .map(values)
    }
}

/// The parameters of a form as a tree: `Filter.1.Name` lies in `Filter`, therein in `1`.
struct FormNode {
    /// The value of the parameter that ends here.
    var value: String?
    /// What the parameters that go on are called next.
    var children: [String: FormNode] = [:]

    /// How many parts a name may have.
    static let maximumDepth = 40

    /// Creates an empty tree.
    init() {}

    /// Reads a form.
    ///
    /// - Throws: ``AWSCodingError`` with code `.malformedForm` where a name has too many parts.
    init(_ form: QueryString) throws(AWSCodingError) {
        for item in form.items {
            let parts = item.name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count <= FormNode.maximumDepth else {
                throw AWSCodingError(
                    .malformedForm, path: oneLine(String(item.name.prefix(60)), limit: 60),
                    reason: "a name of more than \(FormNode.maximumDepth) parts")
            }
            insert(item.value ?? "", at: parts[...])
        }
    }

    private mutating func insert(_ value: String, at path: ArraySlice<Substring>) {
        guard let head = path.first else {
            if self.value == nil { self.value = value }
            return
        }
        children[String(head), default: FormNode()].insert(value, at: path.dropFirst())
    }

    /// The children whose names are numbers, in their order.
    var numbered: [(number: Int, node: FormNode)] {
        children.compactMap { name, node in Int(name).map { ($0, node) } }.sorted { $0.number < $1.number }
    }
}
