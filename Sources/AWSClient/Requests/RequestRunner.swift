import AWSOperations
import FoundationEssentials
import HTTPMessages
import HTTPTransport
import Locking
import SigV4
import Timestamps

/// An operation's request, and what the runner has to know of the operation.
struct AWSCall: Sendable {
    var service: AWSService
    var operation: String
    /// The request as the operation builds it: no host, no signature; for S3 path-style.
    var request: HTTPRequest
    /// Reads an error response.
    var error: @Sendable (HTTPResponse) -> AWSError

    var name: String { "\(service.rawValue):\(operation)" }
}

/// Sends a call until it succeeds, or fails for good: endpoint, signature, attempts, corrections.
final class RequestRunner: Sendable {
    let settings: AWSSettings
    let configuration: AWSClientConfiguration
    private let transport: any HTTPTransport
    private let shared = Locked(Shared())

    /// What calls learn from each other.
    private struct Shared: Sendable {
        var quotas: [AWSService: RetryQuota] = [:]
        /// What has to be added to the clock.
        var clockOffsetMilliseconds: Int64 = 0
        /// The regions of buckets that lie elsewhere.
        var bucketRegions: [String: String] = [:]
    }

    init(settings: AWSSettings, configuration: AWSClientConfiguration, transport: any HTTPTransport) {
        self.settings = settings
        self.configuration = configuration
        self.transport = transport
    }

    /// The time as AWS sees it.
    var now: Timestamp {
        configuration.now().adding(milliseconds: shared.withLock { $0.clockOffsetMilliseconds })
    }

    /// Sends a call and hands the response to `consume` as soon as its headers say that it succeeded.
    ///
    /// - Parameters:
    ///   - call: the call.
    ///   - credentials: gives the credentials for an attempt.
    ///   - consume: takes the response; a `TransportError` or an `AWSError` from it counts as a failed attempt.
    /// - Returns: what `consume` returns.
    /// - Throws: `AWSError`, `TransportError`, `CredentialsError`, `AWSConfigurationError`, `CancellationError`, and what
    ///   `consume` throws.
    func run<Value: Sendable>(
        _ call: AWSCall, credentials: @Sendable () async throws -> AWSCredentials,
        consume: @Sendable (HTTPStreamedResponse) async throws -> Value
    ) async throws -> Value {
        var policy = RetryPolicy(maxAttempts: settings.maxAttempts)
        let invocationID = UUID().uuidString.lowercased()
        var corrections = 0
        while true {
            try Task.checkCancellation()
            let keys = try await credentials()
            let (request, origin, region) = try prepare(
                call, credentials: keys, invocationID: invocationID, attempt: policy.attempt)
            let failure: Failure
            do {
                let response = try await transport.send(request, to: origin)
                if (200..<300).contains(response.status) {
                    let value = try await consume(response)
                    _ = decide(.success, policy: &policy, service: call.service)
                    return value
                }
                let complete = try await collectError(response)
                let error = call.error(complete).hiding(secretsOf: keys, signedIn: request)
                if corrections < 2, correct(error, complete, call: call, region: region) {
                    corrections += 1
                    continue
                }
                failure = .service(error)
            } catch var error as TransportError {
                if error.code == .cancelled { try Task.checkCancellation() }
                if error.origin.isEmpty { error.origin = origin.description }
                failure = .transport(error)
            } catch let error as AWSError {
                failure = .service(error.hiding(secretsOf: keys, signedIn: request))
            }
            try await waitOrThrow(failure, policy: &policy, service: call.service, name: call.name)
        }
    }

    /// Reads an error response; one that is too large for any service's loses its body, but tells its status.
    private func collectError(_ response: HTTPStreamedResponse) async throws(TransportError) -> HTTPResponse {
        do throws(TransportError) {
            return try await response.collect(maxBytes: 1 << 20)
        } catch {
            guard error.code == .tooLarge else { throw error }
            return HTTPResponse(status: response.status, headers: response.headers)
        }
    }

    /// Waits as long as the policy says after a failed attempt, or throws the failure where it is for good.
    func waitOrThrow(_ failure: Failure, policy: inout RetryPolicy, service: AWSService, name: String) async throws {
        let attempt = policy.attempt
        guard case .retry(let delay) = decide(failure.outcome, policy: &policy, service: service) else {
            throw failure.error
        }
        configuration.onRetry?(
            AWSRetry(operation: name, attempt: attempt, delay: delay, reason: "\(failure.error)"))
        try await configuration.sleep(delay)
    }

    private func decide(_ outcome: AttemptOutcome, policy: inout RetryPolicy, service: AWSService) -> RetryAction {
        let random = configuration.random()
        let (action, changed) = shared.withLock { shared in
            var changed = policy
            let action = changed.action(
                after: outcome, quota: &shared.quotas[service, default: RetryQuota()], random: random)
            return (action, changed)
        }
        policy = changed
        return action
    }

    private func prepare(
        _ call: AWSCall, credentials: AWSCredentials, invocationID: String, attempt: Int
    ) throws -> (HTTPRequest, HTTPOrigin, region: String) {
        let bucket = call.service == .s3 ? ServiceEndpoint.bucket(inPath: call.request.path) : nil
        let learned = bucket.flatMap { bucket in shared.withLock { $0.bucketRegions[bucket] } }
        let region = try learned ?? settings.region()
        let endpoint = ServiceEndpoint(
            service: call.service, operation: call.operation, path: call.request.path, region: region,
            custom: try settings.customEndpoint(call.service), addressing: settings.s3Addressing)
        var request = call.request
        request.path = endpoint.path
        request.headers["Host"] = endpoint.origin.hostHeader
        request.headers["User-Agent"] = configuration.userAgent
        request.headers["amz-sdk-invocation-id"] = invocationID
        request.headers["amz-sdk-request"] = "attempt=\(attempt); max=\(settings.maxAttempts)"
        SigV4Signer.sign(
            &request, credentials: credentials.signing, region: region, service: call.service.signingName, date: now)
        return (request, endpoint.origin, region)
    }

    /// Learns from an error about the clock or the bucket's region; true where another attempt makes sense.
    private func correct(_ error: AWSError, _ response: HTTPResponse, call: AWSCall, region: String) -> Bool {
        switch RequestCorrection(error, response: response, service: call.service, region: region) {
        case nil:
            return false
        case .region(let other):
            guard let bucket = ServiceEndpoint.bucket(inPath: call.request.path) else { return false }
            shared.withLock { $0.bucketRegions[bucket] = other }
            return true
        case .clock:
            guard let date = response.headers["Date"].flatMap({ Timestamp(httpDate: $0) }) else { return false }
            let offset = date.milliseconds - configuration.now().milliseconds
            // Less than a minute is no reason for AWS to complain, so it would not help.
            guard abs(offset - shared.withLock { $0.clockOffsetMilliseconds }) > 60_000 else { return false }
            shared.withLock { $0.clockOffsetMilliseconds = offset }
            return true
        }
    }
}

/// Why an attempt failed.
enum Failure: Sendable {
    case service(AWSError)
    case transport(TransportError)

    var error: any Error {
        switch self {
        case .service(let error): error
        case .transport(let error): error
        }
    }

    var outcome: AttemptOutcome {
        switch self {
        case .service(let error): FailureClassifier.outcome(of: error)
        case .transport(let error): FailureClassifier.outcome(of: error)
        }
    }
}
