import HTTPMessages

/// Buckets named in the host rather than in the path.
///
/// S3 User Guide, "Virtual hosting of general purpose buckets": `https://bucket.s3.region.amazonaws.com/key`.
package enum VirtualHost {
    /// The bucket that a `Host` header names; nil for a path-style host.
    ///
    /// | host | bucket |
    /// | --- | --- |
    /// | `logs.s3.eu-west-1.amazonaws.com` | `logs` |
    /// | `my.logs.s3.amazonaws.com` | `my.logs` |
    /// | `logs.s3-eu-west-1.amazonaws.com` | `logs` |
    /// | `logs.localhost:4566` | `logs` |
    /// | `logs.mock.test`, served at `mock.test` | `logs` |
    /// | `s3.eu-west-1.amazonaws.com`, `localhost:4566`, `127.0.0.1` | none |
    ///
    /// - Parameters:
    ///   - host: the value of the `Host` header.
    ///   - servedHost: the name the server listens at; an address names no buckets.
    /// - Returns: the bucket, in lower case.
    package static func bucket(host: String, servedHost: String) -> String? {
        // Most hosts are an address of IPv4 with a port.
        guard !host.utf8.allSatisfy({ (0x2E...0x3A).contains($0) && $0 != 0x2F }) else { return nil }
        let name = withoutPort(host.lowercased())
        guard !name.isEmpty, !name.hasPrefix("["), !isAddress(name) else { return nil }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        for (index, label) in labels.enumerated().dropFirst() where label == "s3" || label.hasPrefix("s3-") {
            return labels[..<index].joined(separator: ".")
        }
        if labels.first == "s3" || labels.first?.hasPrefix("s3-") == true { return nil }
        for suffix in [".localhost", "." + servedHost.lowercased()]
        where name.hasSuffix(suffix) && !isAddress(String(suffix.dropFirst())) {
            return String(name.dropLast(suffix.count))
        }
        return nil
    }

    /// `request` in path style: a bucket of the host becomes the first segment of the path.
    package static func pathStyle(_ request: HTTPRequest, servedHost: String) -> HTTPRequest {
        guard let host = request.headers["Host"], let bucket = bucket(host: host, servedHost: servedHost),
            !bucket.isEmpty
        else { return request }
        var request = request
        request.path = "/" + PercentEncoding.encode(bucket) + (request.path == "/" ? "" : request.path)
        return request
    }

    private static func withoutPort(_ host: String) -> String {
        guard !host.hasPrefix("["), let colon = host.lastIndex(of: ":") else { return host }
        return String(host[..<colon])
    }

    private static func isAddress(_ name: String) -> Bool {
        name.contains(":") || name.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    }
}
