import AWSClient
import Gzip
import HTTPMessages
import HTTPTransport
import Locking
import Timestamps

/// A bucket in memory that lists as S3 does, a few names a page, and whose times the test decides.
public final class MemoryBucket: HTTPTransport {
    private struct Stored: Sendable {
        var bytes: [UInt8]
        var lastModified: Timestamp
        var storageClass: String
        var error: String?
        var metadata: [String: String] = [:]
    }

    private let objects = Locked<[String: Stored]>([:])
    private let log = Locked<[HTTPRequest]>([])
    private let pageSize: Int

    /// Creates an empty bucket.
    public init(pageSize: Int = 3) {
        self.pageSize = pageSize
    }

    /// Puts an object; its text is compressed.
    public func put(
        _ key: String, _ text: String, at time: Timestamp = Timestamp(seconds: 0), storageClass: String = "STANDARD"
    ) {
        put(key, bytes: Deflater.gzip(Array(text.utf8)), at: time, storageClass: storageClass)
    }

    /// Puts an object of given bytes; reading it is refused with the code `error` where there is one.
    public func put(
        _ key: String, bytes: [UInt8], at time: Timestamp = Timestamp(seconds: 0), storageClass: String = "STANDARD",
        error: String? = nil, metadata: [String: String] = [:]
    ) {
        objects.withLock {
            $0[key] = Stored(
                bytes: bytes, lastModified: time, storageClass: storageClass, error: error, metadata: metadata)
        }
    }

    /// Removes an object.
    public func remove(_ key: String) {
        objects.withLock { $0[key] = nil }
    }

    /// What was sent since the last time.
    public func takeRequests() -> [HTTPRequest] {
        log.withLock { log in
            defer { log = [] }
            return log
        }
    }

    /// Which objects were read since the last time.
    public func takeFetches() -> [String] {
        takeRequests().filter { QueryString(parsing: $0.query ?? "")["list-type"] == nil }.map(\.path)
    }

    /// Which prefixes were listed since the last time.
    public func takeListings() -> [String] {
        takeRequests().compactMap { QueryString(parsing: $0.query ?? "")["prefix"] }
    }

    /// Answers from memory.
    public func send(
        _ request: HTTPRequest, to origin: HTTPOrigin
    ) async throws(TransportError) -> HTTPStreamedResponse {
        log.withLock { $0.append(request) }
        let response = answer(request)
        return HTTPStreamedResponse(status: response.status, headers: response.headers, body: .of(response.body))
    }

    /// A client of the bucket that knows no environment and tries once.
    public func client() throws -> AWSClient {
        var configuration = AWSClientConfiguration(
            region: "us-east-1", endpointURL: "http://127.0.0.1:1",
            credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"), environment: [:])
        configuration.maxAttempts = 1
        configuration.readFile = { _ in nil }
        return try AWSClient(configuration, transport: self)
    }

    private func answer(_ request: HTTPRequest) -> HTTPResponse {
        let parameters = QueryString(parsing: request.query ?? "")
        guard request.path.split(separator: "/").first == "bucket" else { return refusal(404, "NoSuchBucket") }
        guard parameters["list-type"] == "2" else {
            let key = PercentEncoding.decode(request.path.dropFirst("/bucket/".count))
            guard let stored = objects.withLock({ $0[key] }) else { return refusal(404, "NoSuchKey") }
            if let error = stored.error { return refusal(403, error) }
            if stored.storageClass != "STANDARD" { return refusal(403, "InvalidObjectState") }
            var headers: HTTPHeaders = ["Content-Length": "\(stored.bytes.count)", "ETag": "\"e\""]
            for (name, value) in stored.metadata { headers.append("x-amz-meta-\(name)", value) }
            return HTTPResponse(status: 200, headers: headers, body: stored.bytes)
        }
        return listing(parameters)
    }

    private func refusal(_ status: Int, _ code: String) -> HTTPResponse {
        HTTPResponse(
            status: status, body: Array("<Error><Code>\(code)</Code><Message>no</Message></Error>".utf8))
    }

    private func listing(_ parameters: QueryString) -> HTTPResponse {
        let objects = objects.withLock { $0 }
        let prefix = parameters["prefix"] ?? ""
        if objects[prefix]?.error == "ListingDenied" { return refusal(403, "AccessDenied") }
        var items: [(name: String, stored: Stored?)] = []
        for (key, stored) in objects.filter({ $0.key.hasPrefix(prefix) }).sorted(by: { $0.key < $1.key }) {
            let rest = key.dropFirst(prefix.count)
            if parameters["delimiter"] == "/", let slash = rest.firstIndex(of: "/") {
                let folder = prefix + rest[...slash]
                guard items.last?.name != folder else { continue }
                items.append((folder, nil))
            } else {
                items.append((key, stored))
            }
        }
        let after = parameters["continuation-token"] ?? ""
        let rest = items.filter { $0.name > after }
        let page = rest.prefix(pageSize)
        let token =
            rest.count > page.count
            ? "<NextContinuationToken>\(page.last?.name ?? "")</NextContinuationToken>" : ""
        return HTTPResponse(
            status: 200,
            body: Array(
                ("<ListBucketResult><IsTruncated>\(!token.isEmpty)</IsTruncated>\(token)"
                    + page.map { text($0.name, $0.stored) }.joined() + "</ListBucketResult>").utf8))
    }

    private func text(_ name: String, _ stored: Stored?) -> String {
        guard let stored else { return "<CommonPrefixes><Prefix>\(name)</Prefix></CommonPrefixes>" }
        return "<Contents><Key>\(name)</Key><LastModified>\(stored.lastModified.iso8601Milliseconds)</LastModified>"
            + "<StorageClass>\(stored.storageClass)</StorageClass></Contents>"
    }
}
