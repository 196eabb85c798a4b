import HTTPMessages

/// The query protocol: a form with `Action` and `Version`, answered in XML.
///
/// Source: Smithy "AWS query protocol".
enum AWSQuery {
    static func encodeRequest(
        _ input: AWSValue, _ operation: WireOperation
    ) throws(AWSCodingError) -> HTTPRequest {
        try formRequest(input, operation, .query)
    }

    static func decodeRequest(
        _ request: HTTPRequest, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        try decodeForm(request, operation, .query)
    }

    static func encodeResponse(
        _ output: AWSValue, _ operation: WireOperation, requestID: String
    ) throws(AWSCodingError) -> HTTPResponse {
        let root = operation.name + "Response"
        var xml = XMLWriter()
        xml.begin(root, operation.service.namespace)
        if !operation.output.members.isEmpty || operation.outputRoot != nil {
            let result = operation.outputRoot ?? operation.name + "Result"
            xml.begin(result)
            try XMLValues().encode(output, as: operation.output, to: &xml)
            xml.end(result)
        }
        xml.begin("ResponseMetadata")
        xml.element("RequestId", requestID)
        xml.end("ResponseMetadata")
        xml.end(root)
        return HTTPResponse(
            status: operation.successStatus,
            headers: ["x-amzn-RequestId": requestID, "Content-Type": "text/xml"], body: xml.bytes)
    }

    static func decodeResponse(
        _ response: HTTPResponse, _ operation: WireOperation
    ) throws(AWSCodingError) -> AWSValue {
        guard !response.body.isEmpty else { return .structure([:]) }
        let root = try XMLElement(parsing: response.body)
        let result = root.child(operation.name + "Result") ?? root
        return try XMLValues().decode(result, as: operation.output) ?? .structure([:])
    }

    static func encodeError(_ error: AWSError, _ service: ServiceTraits, requestID: String) -> HTTPResponse {
        var xml = XMLWriter()
        xml.begin("ErrorResponse", service.namespace)
        xml.begin("Error")
        xml.element("Type", error.httpStatus < 500 ? "Sender" : "Receiver")
        xml.parts(of: error)
        xml.end("Error")
        xml.element("RequestId", requestID)
        xml.end("ErrorResponse")
        var headers: HTTPHeaders = ["x-amzn-RequestId": requestID, "Content-Type": "text/xml"]
        headers.append(error.details, error.retryAfter)
        return HTTPResponse(status: error.httpStatus, headers: headers, body: xml.bytes)
    }

    /// Reads `<ErrorResponse><Error>`, and the other protocols' forms, which some services answer here too.
    static func decodeError(_ response: HTTPResponse) -> AWSError {
        var error = AWSError(headersOf: response)
        error.readingDocument(response.body) { error, root in
            error.requestID = root.text(of: "RequestId") ?? root.text(of: "RequestID") ?? error.requestID
            let element = root.name == "Error" ? root : root.child("Error") ?? root.child("Errors")?.child("Error")
            if let element { error.read(element) }
        }
        return error
    }

    /// A form with the parameters of `input`.
    static func formRequest(
        _ input: AWSValue, _ operation: WireOperation, _ dialect: FormValues.Dialect
    ) throws(AWSCodingError) -> HTTPRequest {
        var form = QueryString()
        form.append("Action", operation.name)
        form.append("Version", operation.service.apiVersion)
        try FormValues(dialect: dialect).encode(input, as: operation.input, named: "", to: &form)
        return HTTPRequest(
            method: operation.method, path: operation.uri,
            headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
            body: Array(form.encoded.utf8))
    }

    /// The input in a form, or in the query of a `GET`.
    static func decodeForm(
        _ request: HTTPRequest, _ operation: WireOperation, _ dialect: FormValues.Dialect
    ) throws(AWSCodingError) -> AWSValue {
        var form = QueryString(parsing: String(decoding: request.body, as: UTF8.self))
        form.items += QueryString(parsing: request.query ?? "").items
        let values = FormValues(dialect: dialect)
        return try values.decode(try FormNode(form), as: operation.input) ?? .structure([:])
    }
}
