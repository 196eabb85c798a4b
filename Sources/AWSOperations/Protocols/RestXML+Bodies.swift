extension RestXML {
    /// A body and its media type.
    struct Body {
        var bytes: [UInt8] = []
        var mediaType: String?

        /// A document with one root element.
        static func document(
            _ root: String, _ namespace: XMLNamespace?, _ content: (inout XMLWriter) throws(AWSCodingError) -> Void
        ) throws(AWSCodingError) -> Body {
            var xml = XMLWriter()
            xml.begin(root, namespace)
            try content(&xml)
            xml.end(root)
            return Body(bytes: xml.bytes, mediaType: "application/xml")
        }
    }

    /// Writes the payload, or the members of the body as a document.
    ///
    /// - Parameters:
    ///   - value: the input or output.
    ///   - shape: its type.
    ///   - values: how XML is written.
    ///   - root: the root element, where there is no payload that names it.
    ///   - namespace: the namespace of the root element, where its type has none.
    ///   - always: whether the document is written although no member of it has a value.
    /// - Returns: the body; empty where there is nothing to write.
    /// - Throws: ``AWSCodingError`` where a value cannot be written.
    static func encodeBody(
        _ value: AWSValue, _ shape: AWSShape, _ values: XMLValues, root: String, namespace: XMLNamespace?, always: Bool
    ) throws(AWSCodingError) -> Body {
        let members = shape.members
        if let payload = members.first(where: { $0.location == .payload }) {
            guard let payloadValue = value[payload.name] else { return Body() }
            switch payloadValue {
            case .blob(let bytes): return Body(bytes: bytes)
            case .string(let text): return Body(bytes: Array(text.utf8), mediaType: "text/plain")
            default:
                let namespace = payload.xmlNamespace ?? payload.shape.xmlNamespace ?? namespace
                do throws(AWSCodingError) {
                    return try .document(payload.nameOnWire, namespace) { xml throws(AWSCodingError) in
                        try values.encode(payloadValue, as: payload.shape, to: &xml)
                    }
                } catch {
                    throw error.inside(payload.nameOnWire)
                }
            }
        }
        let inBody = members.filter { $0.location == .body }
        guard inBody.contains(where: { value[$0.name] != nil }) || always && !inBody.isEmpty else { return Body() }
        return try .document(root, shape.xmlNamespace ?? namespace) { xml throws(AWSCodingError) in
            try values.encode(value, as: shape, to: &xml)
        }
    }

    /// Reads the payload, or the members of the document that is the body.
    static func decodeBody(
        _ body: [UInt8], _ shape: AWSShape, _ values: XMLValues, into result: inout AWSMembers
    ) throws(AWSCodingError) {
        guard !body.isEmpty else { return }
        let members = shape.members
        if let payload = members.first(where: { $0.location == .payload }) {
            switch payload.shape.kind {
            case .blob: result[payload.name] = .blob(body)
            case .string: result[payload.name] = .string(String(decoding: body, as: UTF8.self))
            default:
                do throws(AWSCodingError) {
                    result[payload.name] = try values.decode(try XMLElement(parsing: body), as: payload.shape)
                } catch {
                    throw error.inside(payload.nameOnWire)
                }
            }
            return
        }
        guard members.contains(where: { $0.location == .body }) else { return }
        if case .structure(let inBody) = try values.decode(try XMLElement(parsing: body), as: shape) {
            for (name, value) in inBody { result[name] = value }
        }
    }
}

extension ServiceTraits {
    /// The namespace as a declaration.
    var namespace: XMLNamespace? { xmlNamespace.map { XMLNamespace($0) } }
}
