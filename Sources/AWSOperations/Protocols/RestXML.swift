import Digests
import HTTPMessages

/// The REST protocol with XML, as S3 speaks it.
///
/// Source: Smithy "AWS restXml protocol", "HTTP bindings", and S3's own customizations.
enum RestXML {
    private static let requestValues = XMLValues()
    private static let responseValues = XMLValues(timestampFormat: .iso8601Milliseconds)

    static func encodeRequest(
        _ input: AWSValue, _ operation: WireOperation
    ) throws(AWSCodingError) -> HTTPRequest {
        let template = operation.template
        var labels: [String: String] = [:]
        var query = template.query
        var headers = HTTPHeaders()
        for member in operation.input.members {
            guard let value = input[member.name] else { continue }
            do throws(AWSCodingError) {
                switch member.location {
                case .label:
                    labels[member.nameOnWire] = try ScalarText.encode(
                        value, as: member.shape, timestampFormat: .iso8601)
                case .query: try encodeQuery(value, member, to: &query)
                case .header, .headerMap: try HeaderValues.encode(value, of: member, to: &headers)
                case .body, .payload, .status: break
                }
            } catch {
                throw error.inside(member.nameOnWire)
            }
        }
        let body = try encodeBody(
            input, operation.input, requestValues, root: operation.inputRoot ?? operation.name + "Request",
            namespace: operation.inputNamespace ?? operation.service.namespace, always: false)
        if let mediaType = body.mediaType, headers["Content-Type"] == nil {
            headers.append("Content-Type", mediaType)
        }
        if operation.requiresChecksum, headers["Content-MD5"] == nil,
            !headers.fields.contains(where: { $0.name.lowercased().hasPrefix("x-amz-checksum-") })
        {
            headers.append("Content-MD5", Base64.encode(MD5.hash(body.bytes)))
        }
        return HTTPRequest(
            method: operation.method, path: try template.path(labels),
            query: query.items.isEmpty ? nil : query.encoded, headers: headers, body: body.bytes)
    }

    static func decodeRequest(
        _ request: HTTPRequest, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        let template = operation.template
        guard let labels = template.match(request.path) else {
            throw AWSCodingError(
                .wrongPath, reason: "the path \(oneLine(request.path, limit: 100)) does not fit \(operation.uri)")
        }
        let query = QueryString(parsing: request.query ?? "")
        var values = AWSMembers()
        let members = operation.input.members
        // By their indices: a copy of a member is a dozen references counted, and most have no value.
        for index in members.indices {
            do throws(AWSCodingError) {
                switch members[index].location {
                case .label:
                    guard let text = labels[members[index].nameOnWire] else { break }
                    values[members[index].name] = try ScalarText.decode(text, as: members[index].shape)
                case .query where query.items.isEmpty: break
                case .query: values[members[index].name] = try decodeQuery(members[index], query, operation)
                case .header where request.headers[members[index].nameOnWire] == nil: break
                case .header, .headerMap:
                    values[members[index].name] = try HeaderValues.decode(members[index], from: request.headers)
                case .body, .payload, .status: break
                }
            } catch {
                throw error.inside(members[index].nameOnWire)
            }
        }
        try decodeBody(request.body, operation.input, requestValues, into: &values)
        return .structure(values)
    }

    static func encodeResponse(
        _ output: AWSValue, _ operation: WireOperation, requestID: String
    ) throws(AWSCodingError) -> HTTPResponse {
        var status = operation.successStatus
        var headers: HTTPHeaders = [
            "x-amz-id-2": Base64.encode(Array(requestID.utf8)), "x-amz-request-id": requestID,
        ]
        for member in operation.output.members {
            guard let value = output[member.name] else { continue }
            switch member.location {
            case .header, .headerMap: try HeaderValues.encode(value, of: member, to: &headers)
            case .status: if case .integer(let number) = value { status = number }
            case .body, .payload, .label, .query: break
            }
        }
        if status == 200, headers["Content-Range"] != nil { status = 206 }
        let body: Body
        if operation.outputIsUnwrapped, let member = operation.output.members.first(where: { $0.location == .body }) {
            let root = operation.outputRoot ?? member.nameOnWire
            body = try .document(root, operation.service.namespace) { xml throws(AWSCodingError) in
                guard let value = output[member.name] else { return }
                try responseValues.encode(value, as: member.shape, to: &xml)
            }
        } else {
            body = try encodeBody(
                output, operation.output, responseValues, root: operation.outputRoot ?? operation.name + "Response",
                namespace: operation.service.namespace, always: true)
        }
        if let mediaType = body.mediaType, headers["Content-Type"] == nil {
            headers.append("Content-Type", mediaType)
        }
        return HTTPResponse(status: status, headers: headers, body: body.bytes)
    }

    static func decodeResponse(
        _ response: HTTPResponse, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        if !operation.streamsOutput, isErrorDocument(response.body) {
            let error = decodeError(response)
            throw AWSCodingError(
                .errorInBody, reason: "the answer reports an error: \(error.code): \(error.message)")
        }
        var values = AWSMembers()
        let members = operation.output.members
        for member in members {
            do throws(AWSCodingError) {
                switch member.location {
                case .header, .headerMap:
                    values[member.name] = try HeaderValues.decode(member, from: response.headers)
                case .status: values[member.name] = .integer(response.status)
                case .body, .payload, .label, .query: break
                }
            } catch {
                throw error.inside(member.nameOnWire)
            }
        }
        if operation.outputIsUnwrapped, let member = members.first(where: { $0.location == .body }) {
            if !response.body.isEmpty {
                values[member.name] = try responseValues.decode(
                    try XMLElement(parsing: response.body), as: member.shape)
            }
        } else {
            try decodeBody(response.body, operation.output, responseValues, into: &values)
        }
        return .structure(values)
    }

    private static func encodeQuery(
        _ value: AWSValue, _ member: AWSMemberShape, to query: inout QueryString
    ) throws(AWSCodingError) {
        switch (member.shape.kind, value) {
        case (.list(let element), .list(let values)):
            for value in values {
                query.append(
                    member.nameOnWire, try ScalarText.encode(value, as: element.shape, timestampFormat: .iso8601))
            }
        case (.map(_, let valueShape), .map(let entries)):
            for (name, value) in entries.sorted(by: { $0.key < $1.key }) where !query.contains(name) {
                try encodeQuery(value, AWSMemberShape(name, valueShape.shape), to: &query)
            }
        default:
            query.append(
                member.nameOnWire, try ScalarText.encode(value, as: member.shape, timestampFormat: .iso8601))
        }
    }

    private static func decodeQuery(
        _ member: AWSMemberShape, _ query: QueryString, _ operation: WireOperation?
    ) throws(AWSCodingError) -> AWSValue? {
        let name = member.nameOnWire
        switch member.shape.kind {
        case .list(let element):
            var values: [AWSValue] = []
            for item in query.items where item.name == name {
                if let value = try ScalarText.decode(item.value ?? "", as: element.shape) { values.append(value) }
            }
            return values.isEmpty ? nil : .list(values)
        case .map(_, let valueShape):
            var entries: [String: AWSValue] = [:]
            let known = operation?.queryNames ?? []
            for item in query.items where entries[item.name] == nil && !known.contains(item.name) {
                entries[item.name] = try decodeQuery(AWSMemberShape(item.name, valueShape.shape), query, nil)
            }
            return entries.isEmpty ? nil : .map(entries)
        default:
            guard let text = query[name] else { return nil }
            return try ScalarText.decode(text, as: member.shape)
        }
    }
}

extension WireOperation {
    /// The parameters of the query that have a member of their own, or are always there.
    fileprivate var queryNames: [String] {
        input.members.filter { $0.location == .query }.map(\.nameOnWire) + template.query.items.map(\.name)
    }
}
