import HTTPMessages

/// An operation of AWS: the structure is its input, and names its output.
///
/// Client and server share the definition: what the one encodes the other decodes.
public protocol AWSOperation: AWSStructure {
    /// What the operation answers.
    associatedtype Output: AWSStructure
    /// Service, name and place of the operation.
    static var operation: OperationDescriptor { get }
    /// Changes an input before it goes on the wire, where a client always sends more than it was asked to.
    static func prepare(_ input: inout Self)
    /// Changes an output into the form it has on the wire.
    static func encodeForWire(_ output: inout Output)
    /// Changes an output from the form it has on the wire.
    static func decodeFromWire(_ output: inout Output)
}

extension AWSOperation {
    /// Changes nothing.
    public static func prepare(_ input: inout Self) {}
    /// Changes nothing.
    public static func encodeForWire(_ output: inout Output) {}
    /// Changes nothing.
    public static func decodeFromWire(_ output: inout Output) {}
}

/// An operation that answers in pages.
public protocol PaginatedOperation: AWSOperation {
    /// The token of the page asked for; nil asks for the first.
    var pageToken: String? { get set }
    /// The token of the page after `output`; nil after the last one.
    static func nextPageToken(of output: Output) -> String?
    /// Writes the token of the page after `output`; nil makes it the last one.
    static func setNextPageToken(_ token: String?, of output: inout Output)
    /// Brings the members that count the items of a page in line with them.
    static func recountItems(of output: inout Output)
}

extension PaginatedOperation {
    /// Changes nothing: most operations do not count their items.
    public static func recountItems(of output: inout Output) {}
}

/// The output of an operation that answers nothing but success.
public struct EmptyOutput: AWSStructure {
    /// Creates the output.
    public init() {}
    /// There are none.
    public static let members: [AWSMember<EmptyOutput>] = []
}

extension AWSOperation {
    /// The request as a client sends it: path-style for S3, without `Host` and without a signature.
    ///
    /// - Throws: ``AWSCodingError`` where a required member is missing or a value cannot be written.
    public func httpRequest() throws(AWSCodingError) -> HTTPRequest {
        var input = self
        Self.prepare(&input)
        do throws(AWSCodingError) {
            return try WireOperation(Self.self).encodeRequest(input.awsValue)
        } catch {
            throw error.of(Self.operation.name)
        }
    }

    /// Whether `response` reports an error: a status other than 2xx, or 200 with an `<Error>` document from S3.
    ///
    /// For an operation that streams its output only the status counts.
    public static func indicatesError(_ response: HTTPResponse) -> Bool {
        WireOperation(Self.self).indicatesError(response)
    }

    /// The output in a response; a streamed body may be left out.
    ///
    /// - Throws: ``AWSCodingError`` where the response is none of this operation.
    public static func output(from response: HTTPResponse) throws(AWSCodingError) -> Output {
        do throws(AWSCodingError) {
            var output = try Output(awsValue: try WireOperation(Self.self).decodeResponse(response))
            decodeFromWire(&output)
            return output
        } catch {
            throw error.of(operation.name)
        }
    }

    /// The error in a response; never fails, whatever the body is.
    public static func error(from response: HTTPResponse) -> AWSError {
        var error = operation.service.wireProtocol.decodeError(response)
        error.service = operation.service
        error.operation = operation.name
        return error
    }

    /// The input in a request; S3 requests are path-style and their bodies free of chunk framing.
    ///
    /// - Throws: ``AWSCodingError`` where the request cannot be read. A required member that is missing is no error
    ///   here, because every service has its own words for that.
    public static func input(from request: HTTPRequest) throws(AWSCodingError) -> Self {
        do throws(AWSCodingError) {
            return try Self(awsValue: try WireOperation(Self.self).decodeRequest(request))
        } catch {
            throw error.of(operation.name)
        }
    }

    /// The response as a server sends it.
    ///
    /// - Parameters:
    ///   - output: what to answer.
    ///   - requestID: the id to report.
    ///   - wireProtocol: the protocol of the request; nil is the service's own.
    /// - Returns: the response.
    /// - Throws: ``AWSCodingError`` where a value cannot be written.
    public static func httpResponse(
        _ output: Output, requestID: String, wireProtocol: AWSWireProtocol? = nil
    ) throws(AWSCodingError) -> HTTPResponse {
        var output = output
        encodeForWire(&output)
        do throws(AWSCodingError) {
            return try WireOperation(Self.self).encodeResponse(
                output.awsValue, requestID: requestID, wireProtocol: wireProtocol)
        } catch {
            throw error.of(operation.name)
        }
    }
}

extension AWSError {
    /// The response that reports the error in the service's own form.
    ///
    /// - Parameters:
    ///   - service: the service asked; decides the protocol.
    ///   - requestID: the id to report.
    ///   - wireProtocol: the protocol of the request; nil is the service's own.
    /// - Returns: the response; without a body for status 304. A server leaves out the body of an answer to `HEAD`.
    public func httpResponse(
        for service: AWSService, requestID: String, wireProtocol: AWSWireProtocol? = nil
    ) -> HTTPResponse {
        service.traits.encodeError(self, requestID: requestID, wireProtocol: wireProtocol)
    }
}
