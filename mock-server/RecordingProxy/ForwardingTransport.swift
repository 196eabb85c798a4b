import AWSClient
import AWSOperations
import HTTPMessages
import HTTPTransport
import Recordings
import SigV4
import Timestamps

/// Sends the requests of other clients to AWS, or to another endpoint, signed with credentials of our own.
///
/// What a client signed with goes nowhere: its signature, its token and its chunk signatures are taken off first. A
/// request that was not signed goes on unsigned.
public struct ForwardingTransport: HTTPTransport {
    private let network: any HTTPTransport
    private let upstream: HTTPOrigin?
    private let region: String
    private let credentials: @Sendable () async throws -> AWSCredentials
    private let now: @Sendable () -> Timestamp

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - network: what sends.
    ///   - upstream: the endpoint that gets every request; nil for AWS's own.
    ///   - region: the region of requests whose signature names none.
    ///   - credentials: gives the keys to sign with.
    ///   - now: the clock.
    public init(
        network: any HTTPTransport, upstream: HTTPOrigin?, region: String,
        credentials: @escaping @Sendable () async throws -> AWSCredentials, now: @escaping @Sendable () -> Timestamp
    ) {
        self.network = network
        self.upstream = upstream
        self.region = region
        self.credentials = credentials
        self.now = now
    }

    /// Forwards a request; see ``HTTPTransport/send(_:to:)``.
    ///
    /// - Parameters:
    ///   - request: as the client sent it.
    ///   - origin: where the client sent it.
    /// - Returns: the response.
    /// - Throws: `TransportError` where no response headers came, or no credentials were found.
    public func send(
        _ request: HTTPRequest, to origin: HTTPOrigin
    ) async throws(TransportError) -> HTTPStreamedResponse {
        let identity = RequestIdentity(request, servedHost: origin.host)
        let service = identity.service ?? "s3"
        let region = identity.region ?? region
        var forwarded = request
        if service == "s3" { forwarded = VirtualHost.pathStyle(forwarded, servedHost: origin.host) }
        let isSigned = ForwardedRequest.isSigned(request)
        ForwardedRequest.strip(&forwarded)
        let endpoint = UpstreamEndpoint(
            service: service, operation: identity.operation, region: region, path: forwarded.path, custom: upstream)
        forwarded.path = endpoint.path
        forwarded.headers["Host"] = endpoint.origin.hostHeader
        if isSigned {
            let keys: AWSCredentials
            do {
                keys = try await credentials()
            } catch {
                throw TransportError(.unsupported, origin: endpoint.origin.description, message: "\(error)")
            }
            SigV4Signer.sign(
                &forwarded, credentials: keys.signing, region: region, service: service, date: now())
        }
        return try await network.send(forwarded, to: endpoint.origin)
    }
}

/// What is taken off a client's request before it is signed anew.
enum ForwardedRequest {
    /// Whether the client signed the request.
    static func isSigned(_ request: HTTPRequest) -> Bool {
        request.headers["Authorization"] != nil || request.query?.contains("X-Amz-Signature=") == true
            || hasVersion2(request)
    }

    /// Whether the URL is presigned with Signature Version 2, as boto3 does unless it is told otherwise.
    private static func hasVersion2(_ request: HTTPRequest) -> Bool {
        request.query?.split(separator: "&").contains { $0.hasPrefix("AWSAccessKeyId=") } == true
    }

    /// What belongs to one connection (RFC 9110 section 7.6.1), to the client's signature, or to the length of the body.
    private static let dropped: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "proxy-authorization", "te", "trailer", "transfer-encoding",
        "upgrade", "expect", "host", "content-length", "authorization", "x-amz-date", "x-amz-security-token",
        "x-amz-content-sha256", "date",
    ]

    /// Takes signature, chunk framing and connection headers off.
    static func strip(_ request: inout HTTPRequest) {
        unframe(&request)
        request.headers.fields.removeAll { dropped.contains($0.name.lowercased()) }
        guard let query = request.query else { return }
        let names = signatureNames + (hasVersion2(request) ? version2Names : [])
        let rest = query.split(separator: "&", omittingEmptySubsequences: false).filter { item in
            !names.contains { item.hasPrefix($0) }
        }
        request.query = rest.isEmpty ? nil : rest.joined(separator: "&")
    }

    private static let signatureNames = [
        "X-Amz-Algorithm=", "X-Amz-Credential=", "X-Amz-Date=", "X-Amz-Expires=", "X-Amz-SignedHeaders=",
        "X-Amz-Signature=", "X-Amz-Security-Token=",
    ]

    private static let version2Names = ["AWSAccessKeyId=", "Signature=", "Expires=", "x-amz-security-token="]

    /// Sends the payload of an `aws-chunked` body as it is: its chunks are signed with the client's key.
    private static func unframe(_ request: inout HTTPRequest) {
        let hash = request.headers["x-amz-content-sha256"] ?? ""
        let codings: [String] = request.headers.values(of: "Content-Encoding").joined(separator: ",")
            .split(separator: ",").map { String($0.filter { $0 != " " }) }
        guard hash.hasPrefix("STREAMING-") || codings.contains("aws-chunked") else { return }
        let kind = StreamingPayload(rawValue: hash) ?? .unsignedTrailer
        guard let body = try? AWSChunkedBody(decoding: request.body, kind: kind) else { return }
        request.body = body.payload
        request.headers["Content-Encoding"] = nil
        let others = codings.filter { $0 != "aws-chunked" && !$0.isEmpty }
        if !others.isEmpty { request.headers["Content-Encoding"] = others.joined(separator: ",") }
        request.headers["x-amz-decoded-content-length"] = nil
        request.headers["x-amz-trailer"] = nil
        for trailer in body.trailers.fields { request.headers.append(trailer.name, trailer.value) }
    }
}
