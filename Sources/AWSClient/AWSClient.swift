import AWSOperations
import HTTPMessages
import HTTPTransport
import Timestamps

/// Calls AWS operations: finds region, endpoint and credentials, signs, sends, and tries again what may pass.
///
/// A client is cheap to share and holds no connection of its own. Its retries draw on one quota a service.
public final class AWSClient: Sendable {
    private let runner: RequestRunner
    private let credentials: CredentialsCache

    /// Creates a client.
    ///
    /// That no region or no credentials are configured shows at the first call; a wrong setting shows here.
    ///
    /// - Parameters:
    ///   - configuration: what the caller decides; the rest comes from environment and files.
    ///   - transport: what sends the requests; nil for the process's own, or one with the profile's `ca_bundle`.
    /// - Throws: `AWSConfigurationError` where a file, a setting or an endpoint is wrong or the profile does not exist.
    public init(
        _ configuration: AWSClientConfiguration = AWSClientConfiguration(), transport: (any HTTPTransport)? = nil
    ) throws(AWSConfigurationError) {
        let settings = try AWSSettings(configuration)
        runner = RequestRunner(
            settings: settings, configuration: configuration, transport: transport ?? settings.transport)
        credentials = CredentialsCache(provider: runner.credentialsProvider())
    }

    /// The transport of a client that is given none; for another transport to put itself before it.
    ///
    /// - Throws: as ``init(_:transport:)``.
    public static func defaultTransport(
        _ configuration: AWSClientConfiguration
    ) throws(AWSConfigurationError) -> any HTTPTransport {
        try AWSSettings(configuration).transport
    }

    /// The partition that a region lies in, such as `aws` or `aws-cn`.
    public static func partition(ofRegion region: String) -> String {
        AWSPartition.of(region: region).id
    }

    /// The region that requests go to.
    public var region: String {
        get throws(AWSConfigurationError) { try runner.settings.region() }
    }

    /// The credentials in force, looked for where that has not been done.
    ///
    /// - Throws: `CredentialsError`, and what a provider throws.
    public func currentCredentials() async throws -> AWSCredentials {
        try await credentials.credentials(at: runner.now)
    }

    /// Calls an operation and reads its whole answer.
    ///
    /// - Parameter operation: the operation with its input.
    /// - Returns: its output.
    /// - Throws: `AWSError` where the service refuses, `TransportError` where no complete answer comes,
    ///   `CredentialsError`, `AWSConfigurationError`, `AWSCodingError` where the answer makes no sense,
    ///   `CancellationError`.
    public func send<O: AWSOperation>(_ operation: O) async throws -> O.Output {
        try await send(operation, reading: { try O.output(from: $0) })
    }

    /// Calls an operation and makes of its whole answer what `read` does.
    func send<O: AWSOperation, Value: Sendable>(
        _ operation: O, reading read: @Sendable (HTTPResponse) throws -> Value
    ) async throws -> Value {
        try await runner.send(
            operation,
            credentials: { [credentials, runner] in try await credentials.credentials(at: runner.now) }, reading: read)
    }

    /// Calls an operation and returns when its headers are there; the body comes as a stream.
    ///
    /// Failures before the headers are retried, later ones are the stream's; see ``objectStream(_:)`` for a body that
    /// picks itself up.
    ///
    /// - Parameter operation: the operation with its input.
    /// - Returns: its output without the body, and the body.
    /// - Throws: as ``send(_:)``.
    public func stream<O: AWSOperation>(_ operation: O) async throws -> AWSStreamedOutput<O.Output> {
        let request = try operation.httpRequest()
        return try await runner.run(
            runner.call(O.self, request),
            credentials: { [credentials, runner] in try await credentials.credentials(at: runner.now) },
            consume: { response in
                let head = HTTPResponse(status: response.status, headers: response.headers)
                return AWSStreamedOutput(
                    output: try O.output(from: head), status: response.status, headers: response.headers,
                    body: response.body)
            })
    }

    /// Calls an operation for each of its pages in turn.
    public func pages<O: PaginatedOperation>(_ operation: O) -> AWSPages<O, O.Output> {
        AWSPages(
            client: self, operation: operation,
            form: .init(read: { try O.output(from: $0) }, nextToken: { O.nextPageToken(of: $0) }))
    }

    /// Calls an operation for each of its pages in turn, in a form of their own.
    public func pages<Page: AWSPage>(
        _ operation: Page.Operation, as form: Page.Type
    ) -> AWSPages<Page.Operation, Page> {
        AWSPages(
            client: self, operation: operation,
            form: .init(read: { try Page(from: $0) }, nextToken: { $0.nextPageToken }))
    }

    /// Reads an S3 object as one stream that goes on where the transfer breaks.
    ///
    /// - Parameter operation: the object, whole or with a range `bytes=a-` or `bytes=a-b`.
    /// - Returns: the stream, its headers read.
    /// - Throws: as ``send(_:)``.
    public func objectStream(_ operation: GetObject) async throws -> AWSObjectStream {
        let first = try await stream(operation)
        return AWSObjectStream(client: self, operation: operation, first: first)
    }

    /// Waits after a failure in an object's body, or throws it.
    func waitOrThrow(_ failure: TransportError, policy: inout RetryPolicy) async throws {
        try await runner.waitOrThrow(.transport(failure), policy: &policy, service: .s3, name: "s3:GetObject")
    }

    /// A policy for a request of this client.
    func retryPolicy() -> RetryPolicy { RetryPolicy(maxAttempts: runner.settings.maxAttempts) }
}

extension AWSSettings {
    /// The process's own transport, or one with the profile's `ca_bundle`.
    fileprivate var transport: any HTTPTransport {
        guard let caBundle else { return CurlTransport.shared }
        return CurlTransport(configuration: CurlTransport.Configuration(caBundle: caBundle))
    }
}

/// The output of an operation whose body is still coming.
public struct AWSStreamedOutput<Output: Sendable>: Sendable {
    /// The output, but for its body.
    public var output: Output
    /// The HTTP status.
    public var status: Int
    /// The HTTP headers.
    public var headers: HTTPHeaders
    /// The body.
    public var body: HTTPBodyStream

    /// Creates a streamed output.
    public init(output: Output, status: Int = 200, headers: HTTPHeaders = HTTPHeaders(), body: HTTPBodyStream) {
        self.output = output
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension RequestRunner {
    /// What the runner has to know to send `request`.
    func call<O: AWSOperation>(_: O.Type, _ request: HTTPRequest) -> AWSCall {
        AWSCall(
            service: O.operation.service, operation: O.operation.name, request: request,
            error: { O.error(from: $0) })
    }

    /// Calls an operation and makes of its whole answer what `read` does.
    func send<O: AWSOperation, Value: Sendable>(
        _ operation: O, credentials: @Sendable () async throws -> AWSCredentials,
        reading read: @Sendable (HTTPResponse) throws -> Value
    ) async throws -> Value {
        let request = try operation.httpRequest()
        return try await run(call(O.self, request), credentials: credentials) { response in
            let complete = try await response.collect()
            if O.indicatesError(complete) { throw O.error(from: complete) }
            return try read(complete)
        }
    }
}
