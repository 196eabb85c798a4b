import AWSOperations
import JSON
import Locking

/// What a bucket has besides objects: a policy, tags, and who is told of events.
///
/// Policies are stored, and CloudTrail looks at them; of requests, only listings and HeadBucket are judged by them.
extension S3Store {
    struct BucketSettings: Sendable {
        var policy: String?
        var tags: [S3Tag]?
        var targets: [BucketNotifier.Target] = []
    }

    func putBucketPolicy(_ input: PutBucketPolicy, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        let bucket = try ownBucket(input.bucket, owner: input.expectedBucketOwner, context)
        let policy = input.policy ?? ""
        guard policy.utf8.first == UInt8(ascii: "{"), let json = try? JSONValue(parsing: policy) else {
            throw AWSError.s3(
                "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'", status: 400)
        }
        guard PolicyDocument(policy) != nil, json["Version"] != nil || json["Statement"] != nil else {
            throw AWSError.s3("MalformedPolicy", "Missing required field Statement", status: 400)
        }
        for statement in json["Statement"]?.array ?? [json["Statement"] ?? .null] {
            let resource = statement["Resource"]
            let resources = resource?.string.map { [$0] } ?? resource?.array?.compactMap(\.string) ?? []
            for resource in resources {
                let name = resource.split(separator: ":", omittingEmptySubsequences: false).last ?? ""
                guard resource.hasPrefix("arn:"), PolicyDocument.matches(String(name.prefix { $0 != "/" }), bucket.name)
                else { throw AWSError.s3("MalformedPolicy", "Policy has invalid resource", status: 400) }
            }
        }
        change(bucket) { $0.policy = policy }
        return EmptyOutput()
    }

    func getBucketPolicy(_ input: GetBucketPolicy, _ context: MockContext) throws(AWSError) -> GetBucketPolicy.Output {
        let bucket = try ownBucket(input.bucket, owner: input.expectedBucketOwner, context)
        guard let policy = settings(of: bucket.name).policy else {
            throw AWSError.s3(
                "NoSuchBucketPolicy", "The bucket policy does not exist", status: 404, ["BucketName": bucket.name])
        }
        return GetBucketPolicy.Output(policy: policy)
    }

    func deleteBucketPolicy(_ input: DeleteBucketPolicy, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        change(try ownBucket(input.bucket, owner: input.expectedBucketOwner, context)) { $0.policy = nil }
        return EmptyOutput()
    }

    func putBucketTagging(_ input: PutBucketTagging, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        let bucket = try ownBucket(input.bucket, owner: input.expectedBucketOwner, context)
        let tags = input.tagging?.tagSet ?? []
        guard tags.count <= 50, Set(tags.map(\.key)).count == tags.count, tags.allSatisfy({ $0.key?.isEmpty == false })
        else { throw AWSError.s3("InvalidTag", "The TagKey you have provided is invalid", status: 400) }
        change(bucket) { $0.tags = tags }
        return EmptyOutput()
    }

    func getBucketTagging(
        _ input: GetBucketTagging, _ context: MockContext
    ) throws(AWSError) -> GetBucketTagging.Output {
        let bucket = try ownBucket(input.bucket, owner: input.expectedBucketOwner, context)
        guard let tags = settings(of: bucket.name).tags, !tags.isEmpty else {
            throw AWSError.s3(
                "NoSuchTagSet", "The TagSet does not exist", status: 404, ["BucketName": bucket.name])
        }
        return GetBucketTagging.Output(tagSet: tags)
    }

    func putBucketNotification(
        _ input: PutBucketNotificationConfiguration, _ context: MockContext
    ) throws(AWSError) -> EmptyOutput {
        let bucket = try ownBucket(input.bucket, owner: input.expectedBucketOwner, context)
        let configuration = input.notificationConfiguration ?? S3NotificationConfiguration()
        var targets: [BucketNotifier.Target] = []
        for queue in configuration.queueConfigurations ?? [] {
            targets.append(
                BucketNotifier.Target(
                    id: queue.id ?? RequestIDs.uuid(), arn: queue.queueARN ?? "", events: queue.events ?? [],
                    filter: queue.filter))
        }
        for topic in configuration.topicConfigurations ?? [] {
            targets.append(
                BucketNotifier.Target(
                    id: topic.id ?? RequestIDs.uuid(), arn: topic.topicARN ?? "", events: topic.events ?? [],
                    filter: topic.filter))
        }
        for target in targets {
            guard input.skipDestinationValidation == true || notifier?.exists(target.arn) == true else {
                throw AWSError.invalidArgument(
                    target.arn, "The destination does not exist",
                    "Unable to validate the following destination configurations")
            }
            guard !target.events.isEmpty, target.events.allSatisfy({ $0.hasPrefix("s3:") }) else {
                throw AWSError.invalidArgument(
                    "Event", target.events.first ?? "", "The event is not supported for notifications")
            }
        }
        let new = targets
        change(bucket) { $0.targets = new }
        notifier?.test(targets, of: bucket, context)
        return EmptyOutput()
    }

    /// Tells whoever wants to hear of it what happened to an object.
    func notify(
        _ name: String, _ key: String, of bucket: Bucket, size: Int64? = nil, etag: String? = nil,
        _ context: MockContext
    ) {
        let targets = settings(of: bucket.name).targets
        guard let notifier, !targets.isEmpty else { return }
        notifier.tell(
            targets,
            of: BucketNotifier.Event(
                name: name, key: key, size: size, etag: etag,
                principal: "AWS:" + (context.caller?.userID ?? context.account), requestID: context.requestID,
                time: context.now), in: bucket)
    }

    /// What a bucket has besides objects.
    func settings(of bucket: String) -> BucketSettings {
        state.withLock { $0.settings[bucket] ?? BucketSettings() }
    }

    private func change(_ bucket: Bucket, _ body: @Sendable (inout BucketSettings) -> Void) {
        state.withLock { state in
            guard state.buckets[bucket.name] != nil else { return }
            body(&state.settings[bucket.name, default: BucketSettings()])
        }
    }

    /// A bucket that the request's account may look at: its own, or one whose policy allows it.
    ///
    /// A world says nothing of policies, so that its buckets are open to all of its accounts until a client puts one.
    func visibleBucket(
        _ name: String?, owner: String?, _ action: String, _ context: MockContext
    ) throws(AWSError) -> Bucket {
        let bucket = try bucket(name, owner: owner, context)
        guard bucket.account != context.account else { return bucket }
        let policy = settings(of: bucket.name).policy
        if bucket.isOfWorld, policy == nil { return bucket }
        let arn = "arn:\(ARNPartition.of(region: bucket.region)):s3:::\(bucket.name)"
        guard
            policy.flatMap({ PolicyDocument($0) })?.allows(.init(action: action, resource: arn, of: context)) == true
        else { throw AWSError.s3("AccessDenied", "Access Denied", status: 403) }
        return bucket
    }

    /// A bucket of the request's account.
    private func ownBucket(_ name: String?, owner: String?, _ context: MockContext) throws(AWSError) -> Bucket {
        let bucket = try bucket(name, owner: owner, context)
        guard bucket.account == context.account else { throw AWSError.s3("AccessDenied", "Access Denied", status: 403) }
        return bucket
    }
}
