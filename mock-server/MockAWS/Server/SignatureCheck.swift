import AWSOperations
import Digests
import HTTPMessages
import SigV4
import Timestamps

/// What a request's signature says, and what the server makes of it.
struct SignatureCheck: Sendable {
    /// The signature, as far as it can be read.
    private(set) var claims: SignatureClaims?
    /// The credentials behind the access key; nil where nobody has it.
    private(set) var credentials: WorldCredentials?
    /// What is wrong; nil for nothing, and where nothing is checked.
    private(set) var fault: SignatureFault?
    /// What is written in the journal; nil where nothing is checked.
    private(set) var verdict: String?

    /// Checks `request`, which is as it came: path, query and body as sent.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - service: the service it asks, which must be that of the scope; nil where it cannot be told.
    ///   - mode: for `.off` the signature is read, and nothing is checked.
    ///   - book: the access keys there are.
    ///   - now: the server's time.
    init(
        _ request: HTTPRequest, service: AWSService?, mode: MockAWSOptions.SignatureMode, book: CredentialBook,
        now: Timestamp
    ) {
        let parsed = Result { () throws(MalformedSignature) in try SigV4Verifier.parse(request) }
        claims = (try? parsed.get()) ?? nil
        credentials = claims.flatMap { book.credentials(accessKeyID: $0.accessKeyID) }
        guard mode != .off else { return }
        switch parsed {
        case .failure(let problem): fault = .signature(.malformed(problem))
        case .success(nil): fault = .signature(.unsigned)
        case .success(let claims?): fault = judge(request, claims, service: service, now: now)
        }
        verdict = fault?.name ?? "valid"
    }

    private func judge(
        _ request: HTTPRequest, _ claims: SignatureClaims, service: AWSService?, now: Timestamp
    ) -> SignatureFault? {
        guard let credentials else { return .signature(.unknownAccessKey(claims.accessKeyID)) }
        if let service, claims.scope.service != service.signingName {
            return .wrongService(claims.scope.service, expected: service.signingName)
        }
        let time = SigV4Verifier.checkTime(of: claims, now: now)
        guard time == .valid else { return .signature(time) }
        if let token = credentials.sessionToken {
            guard let given = claims.sessionToken, ConstantTime.areEqual(given, token) else { return .wrongToken }
        } else if claims.sessionToken != nil {
            return .wrongToken
        }
        let verdict = SigV4Verifier.verify(request, claims: claims, secretAccessKey: credentials.secretAccessKey)
        guard verdict == .valid else { return .signature(verdict) }
        if let expiration = credentials.expiration, expiration <= now { return .expiredToken }
        return nil
    }

    /// What the chunks of a signed body are checked with; nil where they are not checked.
    var chunkSigning: AWSChunkedBody.Signing? {
        guard verdict != nil, fault == nil, let claims, let credentials else { return nil }
        return AWSChunkedBody.Signing(claims: claims, secretAccessKey: credentials.secretAccessKey)
    }

    /// The name of the case, for journal and log.
    static func name(of verdict: SignatureVerdict) -> String {
        switch verdict {
        case .valid: "valid"
        case .unsigned: "unsigned"
        case .malformed: "malformed"
        case .unknownAccessKey: "unknown-access-key"
        case .mismatch: "mismatch"
        case .headersNotSigned: "headers-not-signed"
        case .payloadMismatch: "payload-mismatch"
        case .skewed: "skewed"
        case .expired: "expired"
        }
    }
}

/// What is wrong with a signature.
enum SignatureFault: Sendable, Hashable {
    /// The verdict of the verifier; never `.valid`.
    case signature(SignatureVerdict)
    /// The scope names another service than the one that is asked.
    case wrongService(String, expected: String)
    /// The session token is absent, or another than that of the key.
    case wrongToken
    /// The credentials were good once.
    case expiredToken

    /// The name for journal and log.
    var name: String {
        switch self {
        case .signature(let verdict): SignatureCheck.name(of: verdict)
        case .wrongService: "wrong-service"
        case .wrongToken: "wrong-token"
        case .expiredToken: "expired-token"
        }
    }

    /// The answer of `service`, in its own words.
    func error(for service: AWSService, now: Timestamp) -> AWSError {
        var error = service == .s3 ? s3Error(now: now) : otherError(service, now: now)
        error.service = service
        return error
    }
}
