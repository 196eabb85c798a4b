import AWSOperations
import Digests
import HTTPMessages
import HTTPServer
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

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: as it came: target, header and body as sent.
    ///   - bodyIsTooLarge: whether the body was dropped because it is longer than allowed.
    /// - Returns: the response of the service that was asked.
    func respond(to request: HTTPRequest, bodyIsTooLarge: Bool = false) -> MockResponse {
        if let response = AdminEndpoints.respond(to: request, of: self) { return response }
        let state = state.withLock { $0 }
        let started = FaultEngine.monotonicTime()
        let now = options.world.clock.now
        let asked = RoutedRequest(request, servedHost: options.host)
        let check = SignatureCheck(
            request, service: asked.service, mode: options.signatures, book: state.credentials, now: now)
        let context = context(asked, check, now: now)

        var identity = RequestIdentity(request, servedHost: options.host)
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
            response = MockServer.response(to: error, from: asked.service ?? .s3, requestID: context.requestID)
        }
        if !response.headersAreExact { MockServer.sign(&response, service: asked.service ?? .s3, context) }
        if let plan { response = plan.outcome(of: response) }
        let trail = Journal.Entry.Trail(
            request, identity, plan, started: started, ended: FaultEngine.monotonicTime() + response.delay)
        record(request, asked, check, context, response, trail)
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
            isStrict: options.signatures == .strict)
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
    private static func response(to error: AWSError, from service: AWSService, requestID: String) -> MockResponse {
        var error = error
        let headers = error.details.filter { $0.key.hasPrefix("x-amz-") }.sorted { $0.key < $1.key }
        for header in headers { error.details[header.key] = nil }
        var response = MockResponse(error.httpResponse(for: service, requestID: requestID), errorCode: error.code)
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
