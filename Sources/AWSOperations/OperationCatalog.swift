import HTTPMessages

/// The operations spoken here, and which of them a request asks for.
public enum OperationCatalog {
    /// What a request asks for.
    public enum Identification: Sendable, Hashable {
        /// An operation of the catalog.
        case operation(OperationDescriptor)
        /// Something else; service and name as far as they can be told.
        case unknown(service: AWSService?, name: String?)
    }

    /// Every operation; a new one is listed here.
    public static let types: [any AWSOperation.Type] = [
        CreateLogGroup.self, CreateLogStream.self, DeleteLogGroup.self, DeleteLogStream.self, DescribeLogGroups.self,
        DescribeLogStreams.self, FilterLogEvents.self, GetLogEvents.self, PutLogEvents.self,
        CreateFlowLogs.self, DeleteFlowLogs.self, DescribeFlowLogs.self,
        CreateBucket.self, DeleteBucket.self, DeleteObject.self, DeleteObjects.self, GetBucketLocation.self,
        GetObject.self, HeadBucket.self, HeadObject.self, ListBuckets.self, ListObjects.self, ListObjectsV2.self,
        PutObject.self,
        DeleteBucketPolicy.self, GetBucketPolicy.self, GetBucketTagging.self,
        PutBucketNotificationConfiguration.self, PutBucketPolicy.self, PutBucketTagging.self,
        AssumeRole.self, GetCallerIdentity.self,
        CreateTopic.self, DeleteTopic.self, GetSubscriptionAttributes.self, GetTopicAttributes.self,
        ListSubscriptionsByTopic.self,
        ListTagsForResource.self, Publish.self, SetTopicAttributes.self, Subscribe.self, TagResource.self,
        Unsubscribe.self,
        ChangeMessageVisibility.self, CreateQueue.self, DeleteMessage.self, DeleteMessageBatch.self,
        DeleteQueue.self, GetQueueAttributes.self, GetQueueUrl.self, ListQueueTags.self, ReceiveMessage.self,
        SendMessage.self, SetQueueAttributes.self, TagQueue.self,
        AddTags.self, CreateTrail.self, DeleteTrail.self, DescribeTrails.self, GetTrail.self,
        GetTrailStatus.self, ListPublicKeys.self, ListTags.self, LookupEvents.self, StartLogging.self,
        StopLogging.self, UpdateTrail.self,
    ]

    /// The descriptions of every operation, in the order of ``types``.
    public static let all: [OperationDescriptor] = types.map { $0.operation }

    /// The operation of a service by its name.
    public static func descriptor(of name: String, in service: AWSService) -> OperationDescriptor? {
        byService[service]?[name]
    }

    /// Tells what `request` asks for.
    ///
    /// By `X-Amz-Target`, by `Action` and `Version` in the form or the query, else as an S3 request by method,
    /// path-style path and query.
    public static func identify(_ request: HTTPRequest) -> Identification {
        if let target = request.headers["X-Amz-Target"] { return identify(target: target) }
        let query = QueryString(parsing: request.query ?? "")
        if query.contains("Action"), query.contains("Version") { return identify(form: query) }
        if isForm(request) {
            return identify(form: QueryString(parsing: String(decoding: request.body, as: UTF8.self)))
        }
        guard let name = S3OperationNames.name(of: request, query: query) else {
            return .unknown(service: nil, name: nil)
        }
        return identification(.s3, name)
    }

    private static let byService: [AWSService: [String: OperationDescriptor]] = {
        var table: [AWSService: [String: OperationDescriptor]] = [:]
        for descriptor in all { table[descriptor.service, default: [:]][descriptor.name] = descriptor }
        return table
    }()

    private static func identification(_ service: AWSService?, _ name: String?) -> Identification {
        if let service, let name, let descriptor = byService[service]?[name] { return .operation(descriptor) }
        return .unknown(service: service, name: name)
    }

    private static func identify(target: String) -> Identification {
        guard let dot = target.lastIndex(of: ".") else { return .unknown(service: nil, name: target) }
        let prefix = String(target[..<dot])
        return identification(
            AWSService.allCases.first { $0.traits.isTarget(prefix) }, String(target[target.index(after: dot)...]))
    }

    private static func identify(form: QueryString) -> Identification {
        let name = form["Action"]
        let services = AWSService.allCases.filter { $0.traits.takesForms }
        if let service = services.first(where: { $0.apiVersion == form["Version"] }) {
            return identification(service, name)
        }
        // Another version: the name tells, because no two of these services share one.
        return identification(name.flatMap { name in services.first { byService[$0]?[name] != nil } }, name)
    }

    private static func isForm(_ request: HTTPRequest) -> Bool {
        guard request.method == "POST" else { return false }
        guard let type = request.headers["Content-Type"] else {
            return request.path == "/" && request.body.starts(with: "Action=".utf8)
        }
        let media = type.prefix { $0 != ";" && $0 != " " }
        return media.equalsIgnoringASCIICase("application/x-www-form-urlencoded")
    }
}
