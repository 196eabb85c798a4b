import AWSOperations
import HTTPMessages
import HTTPTransport

/// Where a request goes, and how its path reads there.
struct ServiceEndpoint: Sendable, Hashable {
    var origin: HTTPOrigin
    /// The path, base path included.
    var path: String

    /// Resolves the endpoint of a request.
    ///
    /// - Parameters:
    ///   - service: the service.
    ///   - operation: the operation's name.
    ///   - path: the path; for S3 path-style, the bucket first.
    ///   - region: the region.
    ///   - custom: the configured endpoint; nil for AWS's own.
    ///   - addressing: how buckets are addressed.
    init(
        service: AWSService, operation: String, path: String, region: String, custom: HTTPOrigin?,
        addressing: AWSSettings.S3Addressing = .auto
    ) {
        origin =
            custom
            ?? HTTPOrigin(
                scheme: "https",
                host: "\(service.endpointPrefix).\(region).\(AWSPartition.of(region: region).suffix)")
        self.path = path
        if service == .s3, let bucket = Self.bucket(inPath: path),
            Self.isVirtual(
                bucket, operation: operation, isCustom: custom != nil, origin: origin, addressing: addressing)
        {
            origin.host = "\(bucket).\(origin.host)"
            let rest = path.dropFirst(1 + bucket.utf8.count)
            self.path = rest.isEmpty ? "/" : String(rest)
        }
        self.path = origin.basePath + self.path
    }

    /// The bucket in a path-style path; nil where there is none.
    static func bucket(inPath path: String) -> String? {
        let name = path.dropFirst().prefix { $0 != "/" }
        return name.isEmpty ? nil : String(name)
    }

    /// Whether the bucket goes into the host: always possible only for a name that is a single label of a host name.
    ///
    /// A configured endpoint gets path style, as from botocore, unless the profile asks for `virtual`; GetBucketLocation
    /// too, so that it works from every region.
    private static func isVirtual(
        _ bucket: String, operation: String, isCustom: Bool, origin: HTTPOrigin, addressing: AWSSettings.S3Addressing
    ) -> Bool {
        guard addressing != .path, operation != "GetBucketLocation", !origin.isAddress, isHostLabel(bucket) else {
            return false
        }
        return !isCustom || addressing == .virtual
    }

    private static func isHostLabel(_ bucket: String) -> Bool {
        let bytes = Array(bucket.utf8)
        guard (3...63).contains(bytes.count), bytes.first != 45, bytes.last != 45 else { return false }
        return bytes.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
    }
}
