import AWSOperations
import HTTPMessages

/// What a request asks, of which service, and on whose behalf: as far as the request tells.
public struct RequestIdentity: Sendable, Hashable {
    /// The service by its signing name, such as `logs`.
    public var service: String?
    /// The operation, such as `FilterLogEvents`.
    public var operation: String?
    /// The region of the credential scope.
    public var region: String?
    /// The account, where an access key id or the request tells it.
    public var account: String?
    /// By what the request is matched.
    public var key: MatchKey

    /// Creates an identity from its parts.
    public init(
        service: String? = nil, operation: String? = nil, region: String? = nil, account: String? = nil, key: MatchKey
    ) {
        self.service = service
        self.operation = operation
        self.region = region
        self.account = account
        self.key = key
    }

    /// Finds out what a request asks.
    ///
    /// - Parameters:
    ///   - request: as it was sent; chunk framing and signature may be there.
    ///   - servedHost: the name a server listens at, for buckets in host names.
    public init(_ request: HTTPRequest, servedHost: String = "127.0.0.1") {
        let scope = CredentialScope(request)
        let isS3 = scope.isS3
        let request =
            request.headers["X-Amz-Target"] == nil && isS3 != false
            ? VirtualHost.pathStyle(request, servedHost: servedHost) : request
        self.init(request, scope, RequestIdentity.operation(of: request, isS3: isS3))
    }

    /// Finds out what a request asks whose operation was found already.
    ///
    /// - Parameters:
    ///   - request: as it was sent.
    ///   - operation: what it asks for.
    ///   - pathStyle: the same request with its bucket in the path.
    ///   - servedHost: the name a server listens at, for buckets in host names.
    package init(
        _ request: HTTPRequest, operation: OperationDescriptor, pathStyle: HTTPRequest, servedHost: String
    ) {
        let scope = CredentialScope(request)
        // What a signature says of the service comes first.
        guard operation.service == .s3, scope.isS3 != false, request.headers["X-Amz-Target"] == nil else {
            self.init(request, servedHost: servedHost)
            return
        }
        self.init(pathStyle, scope, (operation.service.rawValue, operation.name))
    }

    private init(_ request: HTTPRequest, _ scope: CredentialScope, _ found: (service: String?, name: String?)) {
        let isS3 = scope.isS3
        service = scope.service ?? found.service
        operation = found.name
        region = scope.region
        account = nil
        let name = [service, operation ?? request.method].compactMap { $0 }.joined(separator: ":")
        var parameters = RequestParameters.of(request, isS3: isS3 ?? (found.service == "s3"))
        // The same question in another region is another question; buckets are the same from everywhere.
        if service != "s3", let region { parameters.append(MatchKey.Parameter("@region", region)) }
        key = MatchKey(name: name, parameters: parameters)
    }

    private static func operation(of request: HTTPRequest, isS3: Bool?) -> (service: String?, name: String?) {
        if isS3 == false, request.headers["X-Amz-Target"] == nil, RequestParameters.form(of: request) == nil {
            return (nil, "\(request.method)")
        }
        switch OperationCatalog.identify(request) {
        case .operation(let operation): return (operation.service.rawValue, operation.name)
        case .unknown(let service, let name):
            guard let target = request.headers["X-Amz-Target"] else {
                // What no marker names is S3's.
                return (service?.rawValue ?? (RequestParameters.form(of: request) == nil ? "s3" : nil), name)
            }
            return (service?.rawValue, target.split(separator: ".").last.map(String.init) ?? name)
        }
    }
}

/// Service and region out of a signature, read leniently: a recorder takes what it can get.
struct CredentialScope {
    var service: String?
    var region: String?

    /// Whether the service is S3; nil where none is told.
    var isS3: Bool? { service.map { $0 == "s3" || $0 == "s3express" } }

    init(_ request: HTTPRequest) {
        let credential: String?
        if let authorization = request.headers["Authorization"] {
            credential =
                authorization.split(separator: ",").lazy
                .compactMap { part in
                    part.firstIndex(of: "=").flatMap { equals in
                        part[..<equals].hasSuffix("Credential") ? String(part[part.index(after: equals)...]) : nil
                    }
                }.first
        } else {
            credential = request.query.flatMap { QueryString(parsing: $0, plusIsSpace: false)["X-Amz-Credential"] }
        }
        // <key id>/<day>/<region>/<service>/aws4_request; a key id of some other AWS may hold slashes.
        guard let parts = credential?.split(separator: "/"), parts.count >= 5 else { return }
        region = String(parts[parts.count - 3])
        service = String(parts[parts.count - 2])
    }
}
