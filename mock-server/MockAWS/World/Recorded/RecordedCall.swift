import AWSOperations
import HTTPMessages
import Recordings

/// An exchange that ended well, with what it takes to read it.
struct RecordedCall: Sendable {
    /// The number of the exchange in its recording.
    let sequence: Int
    /// The operation's name.
    let operation: String
    /// The region of the credential scope.
    let region: String?
    /// The account, where the recording tells it.
    let account: String?
    /// The request; a bucket that was named by the host stands in the path.
    let request: HTTPRequest
    /// The response as it was recorded.
    let recorded: RecordedResponse
    let folder: String

    /// Takes an exchange; nil where it failed, broke off, or asked for something unknown.
    init?(_ exchange: RecordedExchange, folder: String) throws(WorldError) {
        guard (200..<300).contains(exchange.response.status), exchange.response.end == .complete else { return nil }
        let target = exchange.request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var request = HTTPRequest(
            method: exchange.request.method, path: target.first.map(String.init) ?? "/",
            query: target.count > 1 ? String(target[1]) : nil, headers: exchange.request.headers)
        let identity = exchange.identity
        if request.headers["X-Amz-Target"] == nil, identity.service == nil || identity.service == "s3" {
            request = VirtualHost.pathStyle(request, servedHost: "127.0.0.1")
        }
        guard let operation = identity.operation, RecordedCall.telling.contains(operation) else { return nil }
        sequence = exchange.sequence
        self.operation = operation
        region = identity.region
        account = identity.account
        recorded = exchange.response
        self.folder = folder
        request.body = try RecordedCall.bytes(of: exchange.request.body, folder: folder)
        self.request = request
    }

    /// The operations from whose answers something can be learned.
    private static let telling: Set<String> = [
        "AssumeRole", "DescribeFlowLogs", "DescribeLogGroups", "DescribeLogStreams", "FilterLogEvents",
        "GetBucketLocation", "GetCallerIdentity", "GetLogEvents", "GetObject", "HeadBucket", "HeadObject",
        "ListBuckets",
        "ListObjectsV2",
    ]

    /// The access key id of the signature.
    var accessKeyID: String? {
        if let authorization = request.headers["Authorization"] {
            guard let start = authorization.firstRange(of: "Credential=")?.upperBound else { return nil }
            return authorization[start...].split(separator: "/").first.map(String.init)
        }
        let query = QueryString(parsing: request.query ?? "", plusIsSpace: false)
        return query["X-Amz-Credential"]?.split(separator: "/").first.map(String.init)
    }

    /// Input and output, where the call is of this operation.
    func read<Operation: AWSOperation>(
        _ type: Operation.Type
    ) throws(WorldError) -> (input: Operation, output: Operation.Output)? {
        guard operation == Operation.operation.name else { return nil }
        // The content of an object is left where it is.
        let body =
            Operation.operation.streamsOutput ? [] : try RecordedCall.bytes(of: recorded.body, folder: folder)
        let response = HTTPResponse(status: recorded.status, headers: recorded.headers, body: body)
        do throws(AWSCodingError) {
            return (try Operation.input(from: request), try Operation.output(from: response))
        } catch {
            throw fault("\(error)")
        }
    }

    /// The error about this exchange.
    func fault(_ reason: String) -> WorldError {
        WorldError(folder, "exchange \(sequence), \(operation): \(reason)")
    }

    /// The content of an object that the response's body is.
    func content() throws(WorldError) -> ObjectContent {
        switch recorded.body {
        case .none: return .memory([])
        case .text(let text): return .memory(Array(text.utf8))
        case .file(let file):
            let path = folder + "/" + file.path
            guard let entry = WorldFolder.entry(path, name: file.path), !entry.isFolder, entry.size == file.count else {
                throw fault("the body \(file.path) is missing, or has another length than \(file.count)")
            }
            return .file(path: path)
        }
    }

    private static func bytes(of body: RecordedBody, folder: String) throws(WorldError) -> [UInt8] {
        switch body {
        case .none: []
        case .text(let text): Array(text.utf8)
        case .file(let file): try WorldFolder.bytes(folder + "/" + file.path)
        }
    }
}
