import Digests
import HTTPMessages
import JSON
import Timestamps

/// awsJson1.0 and 1.1: the operation in `X-Amz-Target`, a JSON object as body.
///
/// Source: Smithy "AWS JSON 1.0/1.1 protocol".
enum AWSJSON {
    static func encodeRequest(
        _ input: AWSValue, _ operation: WireOperation
    ) throws(AWSCodingError) -> HTTPRequest {
        let target = [operation.service.targetPrefix, operation.name].compactMap { $0 }.joined(separator: ".")
        var headers: HTTPHeaders = ["Content-Type": mediaType(operation.service), "X-Amz-Target": target]
        if operation.service.isQueryCompatible { headers.append("x-amzn-query-mode", "true") }
        return HTTPRequest(
            method: operation.method, path: operation.uri, headers: headers,
            body: try body(input, as: operation.input))
    }

    static func decodeRequest(
        _ request: HTTPRequest, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        try decode(request.body, as: operation.input)
    }

    static func encodeResponse(
        _ output: AWSValue, _ operation: WireOperation, requestID: String
    ) throws(AWSCodingError) -> HTTPResponse {
        var body: [UInt8] = []
        // An operation that answers nothing has an empty body, as CloudWatch Logs does it.
        if !operation.output.members.isEmpty {
            body = try self.body(output, as: operation.output)
        }
        return HTTPResponse(
            status: operation.successStatus,
            headers: ["x-amzn-RequestId": requestID, "Content-Type": mediaType(operation.service)], body: body)
    }

    static func decodeResponse(
        _ response: HTTPResponse, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        try decode(response.body, as: operation.output)
    }

    static func encodeError(_ error: AWSError, _ service: ServiceTraits, requestID: String) -> HTTPResponse {
        var members = [JSONValue.Member("__type", .string(error.code)), .init("message", .string(error.message))]
        for (name, value) in error.details.sorted(by: { $0.key < $1.key }) where name != AWSError.queryErrorKey {
            members.append(.init(name, .string(value)))
        }
        var headers: HTTPHeaders = ["x-amzn-RequestId": requestID, "Content-Type": mediaType(service)]
        headers.append(error.details, error.retryAfter)
        return HTTPResponse(
            status: error.httpStatus, headers: headers, body: JSONValue.object(members).encoded())
    }

    /// Code: header `x-amzn-errortype`, else `__type` or `code` of the body, without namespace and URI.
    static func decodeError(_ response: HTTPResponse) -> AWSError {
        var error = AWSError(headersOf: response)
        let body = try? JSONValue(parsing: response.body)
        if body == nil {
            error.readingDocument(response.body) { error, root in error.read(root.child("Error") ?? root) }
        }
        for member in body?.object ?? [] {
            switch member.name {
            case "__type", "code", "Code": break
            case "message", "Message", "errorMessage": error.message = member.value.string ?? error.message
            default: if let text = member.value.string { error.details[member.name] = text }
            }
        }
        let spellings = [
            response.headers["x-amzn-errortype"], body?["__type"]?.string, body?["code"]?.string, body?["Code"]?.string,
        ]
        if let code = spellings.compactMap({ $0 }).map(shortCode).first(where: { !$0.isEmpty }) { error.code = code }
        return error
    }

    private static func body(_ value: AWSValue, as shape: AWSShape) throws(AWSCodingError) -> [UInt8] {
        var json: [UInt8] = []
        try JSONValues.append(value, as: shape, to: &json)
        return json
    }

    private static func decode(_ body: [UInt8], as shape: AWSShape) throws(AWSCodingError) -> AWSValue {
        guard body.contains(where: { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }) else { return .structure([:]) }
        return try JSONValues.decode(body, as: shape) ?? .structure([:])
    }

    private static func mediaType(_ service: ServiceTraits) -> String {
        service.wireProtocol == .awsJSON10 ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1"
    }

    /// `ResourceNotFound` out of `com.amazonaws.logs#ResourceNotFound:http://internal…`.
    private static func shortCode(_ text: String) -> String {
        let head = text.prefix { $0 != ":" }
        return String(head[(head.lastIndex(of: "#").map { head.index(after: $0) } ?? head.startIndex)...])
    }
}

extension HTTPHeaders {
    /// The headers that an error adds in every protocol.
    mutating func append(_ details: [String: String], _ retryAfter: Duration?) {
        if let value = details[AWSError.queryErrorKey] { append(AWSError.queryErrorKey, value) }
        if let retryAfter { append("Retry-After", String(retryAfter.components.seconds)) }
    }
}
