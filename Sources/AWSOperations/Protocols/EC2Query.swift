import HTTPMessages

/// EC2's query protocol: its own names in the form, an answer without a result element, its own form of errors.
///
/// Source: Smithy "AWS EC2 query protocol".
enum EC2Query {
    private static let values = XMLValues(elementName: "item", timestampFormat: .iso8601Milliseconds)

    static func encodeRequest(
        _ input: AWSValue, _ operation: WireOperation
    ) throws(AWSCodingError) -> HTTPRequest {
        try AWSQuery.formRequest(input, operation, .ec2)
    }

    static func decodeRequest(
        _ request: HTTPRequest, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        try AWSQuery.decodeForm(request, operation, .ec2)
    }

    static func encodeResponse(
        _ output: AWSValue, _ operation: WireOperation, requestID: String
    ) throws(AWSCodingError) -> HTTPResponse {
        var root = XMLElement(
            operation.name + "Response", children: [XMLElement("requestId", text: requestID)])
        root.declare(operation.service.xmlNamespace.map { XMLNamespace($0) })
        try values.encode(output, as: operation.output, into: &root)
        return HTTPResponse(
            status: operation.successStatus,
            headers: ["x-amzn-RequestId": requestID, "Content-Type": "text/xml;charset=UTF-8"],
            body: root.document())
    }

    static func decodeResponse(
        _ response: HTTPResponse, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        guard !response.body.isEmpty else { return .structure([:]) }
        let root = try XMLElement(parsing: response.body)
        return try values.decode(root, as: operation.output) ?? .structure([:])
    }

    static func encodeError(_ error: AWSError, _ service: ServiceTraits, requestID: String) -> HTTPResponse {
        var element = XMLElement(
            "Error", children: [XMLElement("Code", text: error.code), XMLElement("Message", text: error.message)])
        for (name, value) in error.details.sorted(by: { $0.key < $1.key }) where name != AWSError.queryErrorKey {
            element.children.append(XMLElement(name, text: value))
        }
        let root = XMLElement(
            "Response",
            children: [XMLElement("Errors", children: [element]), XMLElement("RequestID", text: requestID)])
        var headers: HTTPHeaders = ["x-amzn-RequestId": requestID, "Content-Type": "text/xml;charset=UTF-8"]
        headers.append(error.details, error.retryAfter)
        return HTTPResponse(status: error.httpStatus, headers: headers, body: root.document())
    }

    static func decodeError(_ response: HTTPResponse) -> AWSError {
        AWSQuery.decodeError(response)
    }
}
