import HTTPMessages

/// An operation as the coders see it: names, places and types, without any Swift type of its own.
package struct WireOperation: Sendable {
    /// The service.
    package var service: ServiceTraits
    /// The operation's name.
    package var name: String
    /// The HTTP method.
    package var method: String
    /// The path's template, with the fixed part of the query.
    package let uri: String
    /// The same, taken apart.
    let template: URITemplate
    /// The status of success.
    package var successStatus: Int
    /// The type of the input.
    package var input: AWSShape
    /// The type of the output.
    package var output: AWSShape
    /// The root element of a request's document.
    package var inputRoot: String?
    /// The namespace of a request's document, where it is not the service's.
    package var inputNamespace: XMLNamespace?
    /// The root element of a response's document.
    package var outputRoot: String?
    /// Whether the root element of the response is the only member itself.
    package var outputIsUnwrapped = false
    /// Whether the response's body is never searched for an error.
    package var streamsOutput = false
    /// Whether a request must carry a checksum.
    package var requiresChecksum = false

    /// Creates an operation from its parts.
    package init(
        service: ServiceTraits, name: String, method: String = "POST", uri: String = "/", successStatus: Int = 200,
        input: AWSShape, output: AWSShape
    ) {
        self.service = service
        self.name = name
        self.method = method
        self.uri = uri
        template = URITemplate(uri)
        self.successStatus = successStatus
        self.input = input
        self.output = output
    }

    /// The operation `type` as the coders see it.
    init<Operation: AWSOperation>(_ type: Operation.Type) {
        let descriptor = Operation.operation
        self.init(
            service: descriptor.service.traits, name: descriptor.name, method: descriptor.method, uri: descriptor.uri,
            successStatus: descriptor.successStatus, input: Operation.awsShape, output: Operation.Output.awsShape)
        outputRoot = descriptor.outputRoot
        outputIsUnwrapped = descriptor.outputIsUnwrapped
        streamsOutput = descriptor.streamsOutput
        requiresChecksum = descriptor.requiresChecksum
    }

    /// Encodes an input.
    package func encodeRequest(_ input: AWSValue) throws(AWSCodingError) -> HTTPRequest {
        for member in self.input.members where member.isRequired && input[member.name] == nil {
            throw AWSCodingError(.missingMember, path: member.nameOnWire, reason: "a value is required")
        }
        switch service.wireProtocol {
        case .awsJSON10, .awsJSON11: return try AWSJSON.encodeRequest(input, self)
        case .query: return try AWSQuery.encodeRequest(input, self)
        case .ec2Query: return try EC2Query.encodeRequest(input, self)
        case .restXML: return try RestXML.encodeRequest(input, self)
        }
    }

    /// Decodes an input.
    package func decodeRequest(_ request: HTTPRequest) throws(AWSCodingError) -> AWSValue {
        if service.isQueryCompatible, request.headers["X-Amz-Target"] == nil {
            return try AWSQuery.decodeRequest(request, inQueryProtocol)
        }
        return switch service.wireProtocol {
        case .awsJSON10, .awsJSON11: try AWSJSON.decodeRequest(request, self)
        case .query: try AWSQuery.decodeRequest(request, self)
        case .ec2Query: try EC2Query.decodeRequest(request, self)
        case .restXML: try RestXML.decodeRequest(request, self)
        }
    }

    /// Encodes an output, for a client that speaks `wireProtocol`; nil is the service's own.
    package func encodeResponse(
        _ output: AWSValue, requestID: String, wireProtocol: AWSWireProtocol? = nil
    ) throws(AWSCodingError) -> HTTPResponse {
        if service.isQueryCompatible, wireProtocol == .query {
            return try AWSQuery.encodeResponse(output, inQueryProtocol, requestID: requestID)
        }
        return switch service.wireProtocol {
        case .awsJSON10, .awsJSON11: try AWSJSON.encodeResponse(output, self, requestID: requestID)
        case .query: try AWSQuery.encodeResponse(output, self, requestID: requestID)
        case .ec2Query: try EC2Query.encodeResponse(output, self, requestID: requestID)
        case .restXML: try RestXML.encodeResponse(output, self, requestID: requestID)
        }
    }

    /// Decodes an output.
    package func decodeResponse(_ response: HTTPResponse) throws(AWSCodingError) -> AWSValue {
        switch service.wireProtocol {
        case .awsJSON10, .awsJSON11: try AWSJSON.decodeResponse(response, self)
        case .query: try AWSQuery.decodeResponse(response, self)
        case .ec2Query: try EC2Query.decodeResponse(response, self)
        case .restXML: try RestXML.decodeResponse(response, self)
        }
    }

    /// Whether a response reports an error.
    package func indicatesError(_ response: HTTPResponse) -> Bool {
        guard (200..<300).contains(response.status) else { return true }
        return service.wireProtocol == .restXML && !streamsOutput && RestXML.isErrorDocument(response.body)
    }
}

extension AWSWireProtocol {
    /// The error in a response; never fails, whatever the body is.
    package func decodeError(_ response: HTTPResponse) -> AWSError {
        switch self {
        case .awsJSON10, .awsJSON11: AWSJSON.decodeError(response)
        case .query: AWSQuery.decodeError(response)
        case .ec2Query: EC2Query.decodeError(response)
        case .restXML: RestXML.decodeError(response)
        }
    }
}

extension ServiceTraits {
    /// The response that reports an error, to a client that speaks `wireProtocol`; nil is the service's own.
    package func encodeError(
        _ error: AWSError, requestID: String, wireProtocol: AWSWireProtocol? = nil
    ) -> HTTPResponse {
        if isQueryCompatible, wireProtocol == .query {
            return AWSQuery.encodeError(error.inQueryProtocol, self, requestID: requestID)
        }
        return switch self.wireProtocol {
        case .awsJSON10, .awsJSON11: AWSJSON.encodeError(error, self, requestID: requestID)
        case .query: AWSQuery.encodeError(error, self, requestID: requestID)
        case .ec2Query: EC2Query.encodeError(error, self, requestID: requestID)
        case .restXML: RestXML.encodeError(error, self, requestID: requestID)
        }
    }
}
