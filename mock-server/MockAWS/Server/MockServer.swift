import AWSOperations
import Digests
import HTTPMessages
import HTTPServer
import JSON
import Locking
import Recordings
import SigV4
import Timestamps

/// The server without its sockets: a request in, a response out, from any thread.
final class MockServer: Sendable {
    let options: MockAWSOptions
    let journal: Journal
    let faults: FaultEngine
    let faultTrace: FaultTraceFile?
    private let state: Locked<MockState>

    /// Creates a server over what the options name.
    ///
    /// - Throws: ``MockAWSError`` where the trace of faults cannot be written.
    init(_ options: MockAWSOptions) throws(MockAWSError) {
        self.options = options
        do throws(FaultError) {
            faultTrace = try options.faultTrace.map { path throws(FaultError) in try FaultTraceFile(path: path) }
        } catch {
            throw MockAWSError(error.description)
        }
        faults = FaultEngine(options.faults, trace: faultTrace)
        journal = Journal(capacity: options.journalCapacity)
        state = Locked(MockState(world: options.world, maxStoredBytes: options.maxStoredBytes))
    }

    /// Goes back to the world as it was loaded, in all services and regions; the journal stays.
    func reset() {
        let fresh = MockState(world: options.world, maxStoredBytes: options.maxStoredBytes)
        state.withLock { $0 = fresh }
        options.replayer?.reset()
        faults.restart()
    }

    /// Has a trail of the world's default account and region, unless the delivery names others, deliver.
    func deliver(_ delivery: TrailDelivery) throws(AWSError) -> JSONValue {
        let state = state.withLock { $0 }
        return try state.trails.deliver(delivery, delivery.trail.context(options.world))
    }

    /// Has a trail make the digests of what it delivered.
    func digest(_ request: TrailDigestRequest) throws(AWSError) -> JSONValue {
        let state = state.withLock { $0 }
        return try state.trails.digest(request, request.trail.context(options.world))
    }

    /// Answers a request; where an operation could wait for its answer, with what there is now.
    ///
    /// - Parameters:
    ///   - request: as it came: target, header and body as sent.
    ///   - bodyIsTooLarge: whether the body was dropped because it is longer than allowed.
    /// - Returns: the response of the service that was asked.
    func respond(to request: HTTPRequest, bodyIsTooLarge: Bool = false) -> MockResponse {
        if let response = AdminEndpoints.respond(to: request, of: self) { return response }
        let asked = RoutedRequest(request, servedHost: options.host)
        return finish(begin(request, asked, bodyIsTooLarge: bodyIsTooLarge))
    }

    /// The longest body of a request that is looked at on the event loop.
    private static let promptBodyBytes = 16 << 10

    /// Answers a request: at once where that is soon done, and else, or where it has to be waited for, later.
    func reply(to request: HTTPRequest, bodyIsTooLarge: Bool) -> HTTPDaemon.Reply {
        if AdminEndpoints.takes(request) {
            return .later { HTTPServerResponse(self.respond(to: request)) }
        }
        guard request.body.count <= MockServer.promptBodyBytes, faults.isIdle else {
            return .later { await self.answer(request, nil, bodyIsTooLarge: bodyIsTooLarge) }
        }
        let asked = RoutedRequest(request, servedHost: options.host)
        guard isPrompt(asked) else {
            return .later { await self.answer(request, asked, bodyIsTooLarge: bodyIsTooLarge) }
        }
        return .now(HTTPServerResponse(finish(begin(request, asked, bodyIsTooLarge: bodyIsTooLarge))))
    }

    private func answer(
        _ request: HTTPRequest, _ asked: RoutedRequest?, bodyIsTooLarge: Bool
    ) async -> HTTPServerResponse {
        let asked = asked ?? RoutedRequest(request, servedHost: options.host)
        var exchange = begin(request, asked, bodyIsTooLarge: bodyIsTooLarge)
        if let later = exchange.response.later {
            do throws(AWSError) {
                exchange.response = try await later()
            } catch {
                exchange.response = exchange.response(to: error)
            }
        }
        return HTTPServerResponse(finish(exchange))
    }

    /// Whether an answer takes no longer than to hand the request to another thread.
    private func isPrompt(_ asked: RoutedRequest) -> Bool {
        if options.replayer != nil { return true }
        guard case .operation(let operation) = asked.identification else { return true }
        let handler = state.withLock { $0.handlers[operation] }
        return handler?.isPrompt(asked.request) ?? true
    }

    /// A request with what was found out about it, and its answer.
    private struct Exchange {
        var request: HTTPRequest
        var asked: RoutedRequest
        var check: SignatureCheck
        var context: MockContext
        var identity: RequestIdentity
        var started: Duration
        var plan: FaultPlan?
        var response: MockResponse

        var service: AWSService { asked.service ?? .s3 }

        func response(to error: AWSError) -> MockResponse {
            MockServer.response(to: error, from: service, context, asked.request)
        }
    }

    /// Lets a request in and has it handled.
    private func begin(_ request: HTTPRequest, _ asked: RoutedRequest, bodyIsTooLarge: Bool) -> Exchange {
        let state = state.withLock { $0 }
        let started = FaultEngine.monotonicTime()
        let now = options.world.clock.now
        let check = SignatureCheck(
            request, service: asked.service, mode: options.signatures, book: state.credentials, now: now)
        let context = context(asked, check, now: now)

        var identity = asked.identity(of: request, servedHost: options.host)
        // Quotas are counted by region, and a request without a signature names none.
        identity.region = identity.region ?? context.region

        var plan: FaultPlan?
        var response: MockResponse
        do throws(AWSError) {
            if let replayer = options.replayer {
                try refuse(check, context, service: asked.service ?? .s3)
                let decided = faults.decide(request, identity)
                plan = decided
                if let answer = try decided.answer() {
                    response = answer
                } else {
                    response = ReplayBackend(replayer: replayer).answer(
                        decided.request, consuming: !decided.breaksAnswer, requestID: context.requestID)
                }
            } else {
                let (handler, request) = try admit(asked, check, context, state, bodyIsTooLarge: bodyIsTooLarge)
                let decided = faults.decide(request, identity)
                plan = decided
                if let answer = try decided.answer() {
                    response = answer
                } else {
                    response = try handler.answer(decided.request, context)
                }
            }
        } catch {
            response = MockServer.response(to: error, from: asked.service ?? .s3, context, asked.request)
        }
        return Exchange(
            request: request, asked: asked, check: check, context: context, identity: identity, started: started,
            plan: plan, response: response)
    }

    /// Puts on what every answer bears, breaks what is to break, and writes the journal.
    private func finish(_ exchange: Exchange) -> MockResponse {
        var response = exchange.response
        if !response.headersAreExact { MockServer.sign(&response, service: exchange.service, exchange.context) }
        if let plan = exchange.plan { response = plan.outcome(of: response) }
        let trail = Journal.Entry.Trail(
            exchange.request, exchange.identity, exchange.plan, started: exchange.started,
            ended: FaultEngine.monotonicTime() + response.delay)
        record(exchange.request, exchange.asked, exchange.check, exchange.context, response, trail)
        return response
    }

    /// Refuses a wrong signature where that is wanted.
    private func refuse(_ check: SignatureCheck, _ context: MockContext, service: AWSService) throws(AWSError) {
        if options.signatures == .strict, let fault = check.fault { throw fault.error(for: service, now: context.now) }
    }

    /// Lets a request in: its handler, and the request without chunk framing.
    private func admit(
        _ asked: RoutedRequest, _ check: SignatureCheck, _ context: MockContext, _ state: MockState,
        bodyIsTooLarge: Bool
    ) throws(AWSError) -> (any RequestHandler, HTTPRequest) {
        guard case .operation(let operation) = asked.identification else { throw asked.unknownOperation }
        if bodyIsTooLarge { throw tooLarge(operation.service) }
        if operation.service == .s3, !PercentEncoding.isValid(asked.request.path) {
            throw AWSError(code: "InvalidURI", message: "Couldn't parse the specified URI.", httpStatus: 400)
        }
        try refuse(check, context, service: operation.service)
        guard let handler = state.handlers[operation] else { throw asked.unknownOperation }
        var request = asked.request
        if operation.service == .s3 {
            do throws(AWSError) {
                request = try ChunkedUpload.decode(request, signing: check.chunkSigning)
            } catch  where options.signatures == .warn {
                options.log("\(operation.name): \(error)")
                request = try ChunkedUpload.decode(request, signing: nil)
            }
        }
        return (handler, request)
    }

    private func context(_ asked: RoutedRequest, _ check: SignatureCheck, now: Timestamp) -> MockContext {
        MockContext(
            account: check.credentials?.account ?? options.world.defaultAccount,
            region: check.claims?.scope.region ?? options.world.defaultRegion,
            regionIsScoped: check.claims != nil, accessKeyID: check.claims?.accessKeyID, caller: check.credentials,
            now: now, requestID: asked.service ?? .s3 == .s3 ? RequestIDs.s3() : RequestIDs.uuid(),
            isStrict: options.signatures == .strict,
            endpoint: (options.tls == nil ? "http://" : "https://") + (asked.request.headers["Host"] ?? options.host),
            path: asked.request.path)
    }

    private func tooLarge(_ service: AWSService) -> AWSError {
        let limit = String(options.maxBodyBytes)
        guard service == .s3 else {
            return AWSError(
                code: "RequestEntityTooLargeException", message: "The request is longer than \(limit) bytes.",
                httpStatus: 413)
        }
        return AWSError(
            code: "EntityTooLarge", message: "Your proposed upload exceeds the maximum allowed size",
            httpStatus: 400, details: ["MaxSizeAllowed": limit])
    }

    private func record(
        _ request: HTTPRequest, _ asked: RoutedRequest, _ check: SignatureCheck, _ context: MockContext,
        _ response: MockResponse, _ trail: Journal.Entry.Trail
    ) {
        journal.append(
            Journal.Entry(
                time: context.now, method: request.method, target: request.target,
                service: asked.service?.rawValue, operation: asked.operationName, region: context.region,
                account: context.account, accessKeyID: context.accessKeyID, status: response.status,
                bytes: request.method == "HEAD" ? 0 : response.body.count ?? 0, errorCode: response.errorCode,
                signature: check.verdict, miss: response.miss?.report, requestID: context.requestID, trail: trail))
        for line in response.miss?.report ?? [] { options.log(line) }
        if let fault = check.fault {
            let outcome = options.signatures == .strict ? "refused" : "served all the same"
            options.log("signature: \(fault.name): \(request.method) \(request.target): \(outcome)")
        }
        if case .unknown = asked.identification, options.replayer == nil {
            options.log("unknown operation: \(request.method) \(request.target) \(asked.operationName ?? "")")
        }
    }

    /// An error in the shape of the service's protocol.
    ///
    /// Details whose names begin with `x-amz-` in lower case are headers.
    private static func response(
        to error: AWSError, from service: AWSService, _ context: MockContext, _ request: HTTPRequest
    ) -> MockResponse {
        var error = error
        let headers = error.details.filter { $0.key.hasPrefix("x-amz-") }.sorted { $0.key < $1.key }
        for header in headers { error.details[header.key] = nil }
        let answer = error.httpResponse(
            for: service, requestID: context.requestID, wireProtocol: service.wireProtocol(of: request))
        var response = MockResponse(answer, errorCode: error.code)
        for header in headers { response.headers[header.key] = header.value }
        return response
    }

    /// Puts on what every answer of AWS bears.
    private static func sign(_ response: inout MockResponse, service: AWSService, _ context: MockContext) {
        if service == .s3 {
            response.headers["x-amz-request-id"] = context.requestID
            response.headers["x-amz-id-2"] = Base64.encode(Array(context.requestID.utf8))
            response.headers["Server"] = "AmazonS3"
        } else {
            response.headers["x-amzn-RequestId"] = context.requestID
        }
        response.headers["Date"] = context.now.httpDate
    }
}
