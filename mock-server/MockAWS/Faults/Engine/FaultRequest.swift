import AWSOperations
import HTTPMessages
import Recordings

/// A request as rules look at it.
struct FaultRequest: Sendable {
    let request: HTTPRequest
    let identity: RequestIdentity
    /// The operation, where the catalog has it.
    let operation: OperationDescriptor?
    let faultKey: FaultKey
    /// The page token that was sent.
    let token: String?
    /// What the token stands in for, where it is one of ours.
    let standIn: StandInToken?

    init(_ request: HTTPRequest, _ identity: RequestIdentity) {
        self.request = request
        self.identity = identity
        operation = identity.service.flatMap { AWSService(rawValue: $0) }.flatMap { service in
            identity.operation.flatMap { OperationCatalog.descriptor(of: $0, in: service) }
        }
        faultKey = FaultKey(identity.key)
        // The key tells cheaply that there is none; what it has of a long one is a digest.
        let hasToken = identity.key.parameters.contains { PageToken.isName($0.name) }
        token = hasToken ? PageToken.of(request) : nil
        standIn = token.flatMap { StandInToken($0) }
    }

    var bucket: String? { identity.key["Bucket"] }

    /// The object's key; of one longer than match keys spell out, what stands in the path.
    var key: String? {
        guard let key = identity.key["Key"], key.hasPrefix("sha256:") else { return identity.key["Key"] }
        let path = request.path.drop { $0 == "/" }
        return path.firstIndex(of: "/").map { PercentEncoding.decode(path[path.index(after: $0)...]) }
    }

    /// The log group's name, also where its ARN was given.
    var logGroup: String? {
        if let name = identity.key["logGroupName"] { return name }
        guard let identifier = identity.key["logGroupIdentifier"] else { return nil }
        guard identifier.hasPrefix("arn:") else { return identifier }
        let parts = identifier.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7 else { return identifier }
        return String(parts[6].hasSuffix(":*") ? parts[6].dropLast(2) : parts[6])
    }

    /// The streams that are named.
    var logStreams: [String] {
        identity.key.parameters.filter { $0.name == "logStreamName" || $0.name.hasPrefix("logStreamNames.") }
            .map(\.value)
    }
}

extension FaultEffect {
    /// Whether an operation can suffer the effect at all.
    func isPossible(_ operation: OperationDescriptor) -> Bool {
        switch self {
        case .emptyPage, .duplicate: PageChange.isPossible(operation)
        case .repeatedToken: PageChange.isPaginated(operation)
        case .expiredToken: ServiceFault.expiredToken(operation, token: "") != nil
        case .vanish: ServiceFault.canVanish(operation)
        default: true
        }
    }

    /// Whether requests for an operation can suffer it, also for one that the catalog does not have.
    func concerns(_ operation: OperationDescriptor?) -> Bool {
        switch self {
        case .latency, .bandwidth, .reset, .http, .truncate, .wrongLength, .badGzip: true
        default: operation.map(isPossible) ?? false
        }
    }

    /// Whether a request can suffer it; others do not fire the rule.
    func isPossible(_ request: FaultRequest) -> Bool {
        guard concerns(request.operation), !needsToken || request.token != nil else { return false }
        switch self {
        // The answer has no body that could be harmed.
        case .truncate, .wrongLength, .badGzip: return request.request.method != "HEAD"
        case .emptyPage(let pages):
            // The pages after the last empty one are the real ones: so that a client gets on.
            return (request.standIn?.emptyPages ?? 0) < pages
        default: return true
        }
    }
}
