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
    /// Answers a request whose operation is known, and whose caller was let in.
    typealias Handler = @Sendable (HTTPRequest, MockContext) throws(AWSError) -> MockResponse

    private var handlers: [OperationName: Handler] = [:]

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
        onRequest(type) { input, _, context throws(AWSError) in
            let output = try body(input, context)
            do {
                return MockResponse(try Operation.httpResponse(output, requestID: context.requestID))
            } catch {
                throw AWSError(
                    code: "InternalError", message: "The answer could not be written: \(error)", httpStatus: 500,
                    service: Operation.operation.service, operation: Operation.operation.name)
            }
        }
    }

    /// Enters the handler of an operation that looks at the request itself, or answers with more than an output.
    ///
    /// The request is path-style, and free of chunk framing; trailers stand among its headers.
    mutating func onRequest<Operation: AWSOperation>(
        _ type: Operation.Type,
        _ body: @escaping @Sendable (Operation, HTTPRequest, MockContext) throws(AWSError) -> MockResponse
    ) {
        let operation = Operation.operation
        handlers[OperationName(service: operation.service, name: operation.name)] = {
            request, context throws(AWSError) in
            let input: Operation
            do throws(AWSCodingError) {
                input = try Operation.input(from: request)
            } catch {
                throw error.awsError(for: operation.service)
            }
            return try body(input, request, context)
        }
    }

    /// The handler of `operation`; nil where no service entered one.
    subscript(operation: OperationDescriptor) -> Handler? {
        handlers[OperationName(service: operation.service, name: operation.name)]
    }
}
