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

/// Writes and reads the requests and responses of an operation.
///
/// What it has to know of the operation it works out once: keep it where it is used often.
public struct OperationCodec<Operation: AWSOperation>: Sendable {
    private let wire = WireOperation(Operation.self)

    /// Creates the codec of an operation.
    public init() {}

    /// The request as a client sends it: path-style for S3, without `Host` and without a signature.
    ///
    /// - Throws: ``AWSCodingError`` where a required member is missing or a value cannot be written.
    public func request(_ input: Operation) throws(AWSCodingError) -> HTTPRequest {
        var input = input
        Operation.prepare(&input)
        do throws(AWSCodingError) {
            return try wire.encodeRequest(input.awsValue)
        } catch {
            throw error.of(Operation.operation.name)
        }
    }

    /// Whether `response` reports an error: a status other than 2xx, or 200 with an `<Error>` document from S3.
    ///
    /// For an operation that streams its output only the status counts.
    public func indicatesError(_ response: HTTPResponse) -> Bool { wire.indicatesError(response) }

    /// The output in a response; a streamed body may be left out.
    ///
    /// - Throws: ``AWSCodingError`` where the response is none of this operation.
    public func output(from response: HTTPResponse) throws(AWSCodingError) -> Operation.Output {
        do throws(AWSCodingError) {
            var output = try Operation.Output(awsValue: try wire.decodeResponse(response))
            Operation.decodeFromWire(&output)
            return output
        } catch {
            throw error.of(Operation.operation.name)
        }
    }

    /// The input in a request; S3 requests are path-style and their bodies free of chunk framing.
    ///
    /// - Throws: ``AWSCodingError`` where the request cannot be read. A required member that is missing is no error
    ///   here, because every service has its own words for that.
    public func input(from request: HTTPRequest) throws(AWSCodingError) -> Operation {
        do throws(AWSCodingError) {
            return try Operation(awsValue: try wire.decodeRequest(request))
        } catch {
            throw error.of(Operation.operation.name)
        }
    }

    /// The response as a server sends it.
    ///
    /// - Parameters:
    ///   - output: what to answer.
    ///   - requestID: the id to report.
    ///   - wireProtocol: the protocol of the request; nil is the service's own.
    ///   - written: members of the body that were written elsewhere, in the service's own protocol, by their names.
    /// - Returns: the response.
    /// - Throws: ``AWSCodingError`` where a value cannot be written.
    public func response(
        _ output: Operation.Output, requestID: String, wireProtocol: AWSWireProtocol? = nil,
        written: [String: [UInt8]] = [:]
    ) throws(AWSCodingError) -> HTTPResponse {
        var output = output
        Operation.encodeForWire(&output)
        do throws(AWSCodingError) {
            return try wire.encodeResponse(
                output.value(with: written), requestID: requestID, wireProtocol: wireProtocol)
        } catch {
            throw error.of(Operation.operation.name)
        }
    }
}

extension AWSOperation {
    /// Writes the request as a client sends it; see ``OperationCodec/request(_:)``.
    public func httpRequest() throws(AWSCodingError) -> HTTPRequest { try OperationCodec<Self>().request(self) }

    /// Whether a response reports an error; see ``OperationCodec/indicatesError(_:)``.
    public static func indicatesError(_ response: HTTPResponse) -> Bool {
        OperationCodec<Self>().indicatesError(response)
    }

    /// Reads the output in a response; see ``OperationCodec/output(from:)``.
    public static func output(from response: HTTPResponse) throws(AWSCodingError) -> Output {
        try OperationCodec<Self>().output(from: response)
    }

    /// The error in a response; never fails, whatever the body is.
    public static func error(from response: HTTPResponse) -> AWSError {
        var error = operation.service.wireProtocol.decodeError(response)
        error.service = operation.service
        error.operation = operation.name
        return error
    }

    /// Reads the input in a request; see ``OperationCodec/input(from:)``.
    public static func input(from request: HTTPRequest) throws(AWSCodingError) -> Self {
        try OperationCodec<Self>().input(from: request)
    }

    /// Writes the response as a server sends it; see ``OperationCodec/response(_:requestID:wireProtocol:written:)``.
    public static func httpResponse(
        _ output: Output, requestID: String, wireProtocol: AWSWireProtocol? = nil
    ) throws(AWSCodingError) -> HTTPResponse {
        try OperationCodec<Self>().response(output, requestID: requestID, wireProtocol: wireProtocol)
    }
}

extension AWSStructure {
    /// The members that have a value, some of which were written elsewhere.
    fileprivate func value(with written: [String: [UInt8]]) -> AWSValue {
        guard !written.isEmpty, case .structure(var members) = awsValue else { return awsValue }
        for (name, bytes) in written { members[name] = .written(bytes) }
        return .structure(members)
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
