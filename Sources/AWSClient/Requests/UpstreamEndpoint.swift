import AWSOperations
import HTTPTransport

/// Where a request goes that somebody else made, of a service that need not be spoken here.
public struct UpstreamEndpoint: Sendable, Hashable {
    /// The origin.
    public var origin: HTTPOrigin
    /// The path, base path included.
    public var path: String

    /// Services with one endpoint for all regions.
    private static let global: Set<String> = ["iam", "route53", "cloudfront", "organizations", "support"]

    /// Resolves the endpoint of a request.
    ///
    /// - Parameters:
    ///   - service: the service by its signing name.
    ///   - operation: the operation's name, where it is known.
    ///   - region: the region of the signature.
    ///   - path: the path; for S3 path-style, the bucket first.
    ///   - custom: an endpoint that takes everything; nil for AWS's own.
    public init(service: String, operation: String?, region: String, path: String, custom: HTTPOrigin?) {
        if service == "s3" {
            let endpoint = ServiceEndpoint(
                service: .s3, operation: operation ?? "", path: path, region: region, custom: custom)
            origin = endpoint.origin
            self.path = endpoint.path
            return
        }
        let suffix = AWSPartition.of(region: region).suffix
        let host = Self.global.contains(service) ? "\(service).\(suffix)" : "\(service).\(region).\(suffix)"
        origin = custom ?? HTTPOrigin(scheme: "https", host: host)
        self.path = origin.basePath + path
    }
}
