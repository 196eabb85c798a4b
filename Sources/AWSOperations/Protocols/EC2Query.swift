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
        let root = operation.name + "Response"
        var xml = XMLWriter()
        xml.begin(root, operation.service.namespace)
        xml.element("requestId", requestID)
        try values.encode(output, as: operation.output, to: &xml)
        xml.end(root)
        return HTTPResponse(
            status: operation.successStatus,
            headers: ["x-amzn-RequestId": requestID, "Content-Type": "text/xml;charset=UTF-8"],
            body: xml.bytes)
    }

    static func decodeResponse(
        _ response: HTTPResponse, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        guard !response.body.isEmpty else { return .structure([:]) }
        let root = try XMLElement(parsing: response.body)
        return try values.decode(root, as: operation.output) ?? .structure([:])
    }

    static func encodeError(_ error: AWSError, _ service: ServiceTraits, requestID: String) -> HTTPResponse {
        var xml = XMLWriter()
        xml.begin("Response")
        xml.begin("Errors")
        xml.begin("Error")
        xml.parts(of: error)
        xml.end("Error")
        xml.end("Errors")
        xml.element("RequestID", requestID)
        xml.end("Response")
        var headers: HTTPHeaders = ["x-amzn-RequestId": requestID, "Content-Type": "text/xml;charset=UTF-8"]
        headers.append(error.details, error.retryAfter)
        return HTTPResponse(status: error.httpStatus, headers: headers, body: xml.bytes)
    }

    static func decodeError(_ response: HTTPResponse) -> AWSError {
        AWSQuery.decodeError(response)
    }
}
