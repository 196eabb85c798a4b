import AWSOperations
import HTTPMessages

/// A service of the mock server: its state, and the handlers that work on it.
///
/// A service is built from the world, and built anew when the server is reset.
protocol MockService: Sendable {
    /// Enters a handler for every operation of the service.
    func register(in table: inout HandlerTable)
}

/// What answers each operation.
struct HandlerTable: Sendable {
    private var handlers: [OperationName: any RequestHandler] = [:]

    private struct OperationName: Hashable {
        var service: AWSService
        var name: String
    }

    /// Enters the handler of an operation: input in, output or error out.
    ///
    /// ```swift
    /// table.on(DeleteLogGroup.self, store.deleteLogGroup)
    /// ```
    mutating func on<Operation: AWSOperation>(
        _ type: Operation.Type,
        _ body: @escaping @Sendable (Operation, MockContext) throws(AWSError) -> Operation.Output
    ) {
        add(Operation.operation, TypedHandler<Operation>(body: body))
    }

    /// Enters the handler of an operation that looks at the request itself, or answers with more than an output.
    ///
    /// The request is path-style, and free of chunk framing; trailers stand among its headers.
    ///
    /// - Parameters:
    ///   - type: the operation.
    ///   - isPrompt: whether an answer takes no longer than to hand the request to another thread; never by default.
    ///   - body: the handler.
    mutating func onRequest<Operation: AWSOperation>(
        _ type: Operation.Type, isPrompt: @escaping @Sendable (HTTPRequest) -> Bool = { _ in false },
        _ body: @escaping @Sendable (Operation, HTTPRequest, MockContext) throws(AWSError) -> MockResponse
    ) {
        add(Operation.operation, OpenHandler<Operation>(prompt: isPrompt, body: body))
    }

    /// Enters the handler of an operation that may wait for its answer.
    ///
    /// The closure gives what there is now, and how to wait for something better; nil where there is nothing to wait for.
    mutating func onWaiting<Operation: AWSOperation>(
        _ type: Operation.Type,
        _ body:
            @escaping @Sendable (Operation, MockContext) throws(AWSError) -> (
                now: Operation.Output, later: Later<Operation.Output>?
            )
    ) {
        add(Operation.operation, WaitingHandler<Operation>(body: body))
    }

    /// How to wait for an output.
    typealias Later<Output> = @Sendable () async throws(AWSError) -> Output

    /// The handler of `operation`; nil where no service entered one.
    subscript(operation: OperationDescriptor) -> (any RequestHandler)? {
        handlers[OperationName(service: operation.service, name: operation.name)]
    }

    private mutating func add(_ operation: OperationDescriptor, _ handler: any RequestHandler) {
        handlers[OperationName(service: operation.service, name: operation.name)] = handler
    }
}

/// Answers a request whose operation is known, and whose caller was let in.
protocol RequestHandler: Sendable {
    /// Whether an answer takes no longer than to hand the request to another thread.
    func isPrompt(_ request: HTTPRequest) -> Bool

    func answer(_ request: HTTPRequest, _ context: MockContext) throws(AWSError) -> MockResponse
}

extension RequestHandler {
    func isPrompt(_ request: HTTPRequest) -> Bool { false }
}

/// A handler from input to output.
private struct TypedHandler<Operation: AWSOperation>: RequestHandler {
    let codec = OperationCodec<Operation>()
    let body: @Sendable (Operation, MockContext) throws(AWSError) -> Operation.Output

    func answer(_ request: HTTPRequest, _ context: MockContext) throws(AWSError) -> MockResponse {
        let output = try body(try codec.mockInput(from: request), context)
        return MockResponse(try codec.mockResponse(output, requestID: context.requestID, to: request))
    }
}

/// A handler that may wait.
private struct WaitingHandler<Operation: AWSOperation>: RequestHandler {
    let codec = OperationCodec<Operation>()
    let body:
        @Sendable (Operation, MockContext) throws(AWSError) -> (
            now: Operation.Output, later: HandlerTable.Later<Operation.Output>?
        )

    func answer(_ request: HTTPRequest, _ context: MockContext) throws(AWSError) -> MockResponse {
        let (now, later) = try body(try codec.mockInput(from: request), context)
        let id = context.requestID
        var response = MockResponse(try codec.mockResponse(now, requestID: id, to: request))
        if let later {
            response.later = { () async throws(AWSError) -> MockResponse in
                MockResponse(try codec.mockResponse(try await later(), requestID: id, to: request))
            }
        }
        return response
    }
}

/// A handler that sees the request and writes the response.
private struct OpenHandler<Operation: AWSOperation>: RequestHandler {
    let prompt: @Sendable (HTTPRequest) -> Bool
    let codec = OperationCodec<Operation>()
    let body: @Sendable (Operation, HTTPRequest, MockContext) throws(AWSError) -> MockResponse

    func isPrompt(_ request: HTTPRequest) -> Bool { prompt(request) }

    func answer(_ request: HTTPRequest, _ context: MockContext) throws(AWSError) -> MockResponse {
        try body(try codec.mockInput(from: request), request, context)
    }
}

extension OperationCodec {
    /// Reads the input; what cannot be read is the client's error.
    fileprivate func mockInput(from request: HTTPRequest) throws(AWSError) -> Operation {
        do throws(AWSCodingError) {
            return try input(from: request)
        } catch {
            throw error.awsError(for: Operation.operation.service)
        }
    }

    /// Writes the output, in the protocol of `request`; what cannot be written is an error of the server.
    func mockResponse(
        _ output: Operation.Output, requestID: String, to request: HTTPRequest? = nil, written: [String: [UInt8]] = [:]
    ) throws(AWSError) -> HTTPResponse {
        let service = Operation.operation.service
        do throws(AWSCodingError) {
            return try response(
                output, requestID: requestID, wireProtocol: request.map { service.wireProtocol(of: $0) },
                written: written)
        } catch {
            throw AWSError(
                code: "InternalError", message: "The answer could not be written: \(error)", httpStatus: 500,
                service: service, operation: Operation.operation.name)
        }
    }
}

extension AWSOperation {
    /// Writes the output; what cannot be written is an error of the server.
    static func mockResponse(_ output: Output, requestID: String) throws(AWSError) -> HTTPResponse {
        try OperationCodec<Self>().mockResponse(output, requestID: requestID)
    }
}
