import AWSOperations
import Digests
import HTTPMessages
import Locking
import Timestamps

/// The buckets and objects of every account, and the operations on them.
///
/// Objects of the world stay in their files and are read when somebody asks for them; what clients put is kept in
/// memory, up to a limit. Bucket names are one name space, as in AWS.
final class S3Store: MockService {
    /// A bucket without its objects.
    struct Bucket: Sendable, Hashable {
        var name: String
        var region: String
        var account: String
        var creationTime: Timestamp
        /// Whether the world placed it in its region, so that other regions are sent there.
        var isOfWorld: Bool
    }

    struct State: Sendable {
        var buckets: [String: Bucket] = [:]
        var objects: [String: ObjectIndex] = [:]
        var settings: [String: BucketSettings] = [:]
        /// The bytes of all objects that clients put.
        var storedBytes = 0
    }

    /// The longest key, in bytes of UTF-8.
    static let maxKeyBytes = 1024

    /// The most bytes that objects put by clients may have together.
    let maxStoredBytes: Int
    let state: Locked<State>
    /// What makes the objects of buckets up, by their names; such buckets never change, and never go.
    private let generated: [String: GeneratedBucket]
    /// Tells of events; nil where there is nobody to tell.
    let notifier: BucketNotifier?

    init(world: World, maxStoredBytes: Int, notifier: BucketNotifier? = nil) {
        self.maxStoredBytes = maxStoredBytes
        self.notifier = notifier
        var initial = State()
        var generated: [String: GeneratedBucket] = [:]
        for bucket in world.buckets {
            initial.buckets[bucket.name] = Bucket(
                name: bucket.name, region: bucket.region, account: bucket.account, creationTime: bucket.creationTime,
                isOfWorld: true)
            if let generator = bucket.generator {
                let made = GeneratedBucket(generator, latest: bucket.latest)
                generated[bucket.name] = made
                initial.objects[bucket.name] = ObjectIndex(made)
                continue
            }
            let objects = bucket.objects.map(StoredObject.init)
            initial.storedBytes += objects.reduce(0) { $0 + $1.storedBytes }
            initial.objects[bucket.name] = ObjectIndex(sorted: objects)
        }
        self.generated = generated
        state = Locked(initial)
    }

    func register(in table: inout HandlerTable) {
        table.on(CreateBucket.self, createBucket)
        table.on(DeleteBucket.self, deleteBucket)
        table.on(HeadBucket.self, headBucket)
        table.on(GetBucketLocation.self, getBucketLocation)
        table.on(ListBuckets.self, listBuckets)
        table.onRequest(ListObjects.self) { input, _, context throws(AWSError) in
            try self.listObjects(input, context)
        }
        table.onRequest(ListObjectsV2.self) { input, _, context throws(AWSError) in
            try self.listObjects(input, context)
        }
        table.onRequest(GetObject.self, isPrompt: knowsObject, getObject)
        table.onRequest(HeadObject.self, isPrompt: knowsObject, headObject)
        table.onRequest(PutObject.self, putObject)
        table.on(DeleteObject.self, deleteObject)
        table.onRequest(DeleteObjects.self, deleteObjects)
        table.on(PutBucketPolicy.self, putBucketPolicy)
        table.on(GetBucketPolicy.self, getBucketPolicy)
        table.on(DeleteBucketPolicy.self, deleteBucketPolicy)
        table.on(PutBucketTagging.self, putBucketTagging)
        table.on(GetBucketTagging.self, getBucketTagging)
        table.on(PutBucketNotificationConfiguration.self, putBucketNotification)
    }

    /// The bucket of a request, after the checks that every operation makes.
    ///
    /// - Parameters:
    ///   - name: the bucket's name.
    ///   - owner: the account that the client expects to own it.
    ///   - context: whose request it is.
    ///   - anyRegion: whether the operation is answered in every region.
    /// - Returns: the bucket.
    /// - Throws: `NoSuchBucket`, `AccessDenied`, or the error for another region.
    func bucket(
        _ name: String?, owner: String? = nil, _ context: MockContext, anyRegion: Bool = false
    ) throws(AWSError) -> Bucket {
        let name = name ?? ""
        guard let bucket = state.withLock({ $0.buckets[name] }) else { throw AWSError.noSuchBucket(name) }
        if !anyRegion, bucket.isOfWorld, context.regionIsScoped, bucket.region != context.region {
            throw AWSError.wrongRegion(bucket: name, region: bucket.region, context: context)
        }
        if let owner, owner != bucket.account {
            throw AWSError.s3("AccessDenied", "Access Denied", status: 403)
        }
        return bucket
    }

    /// An object of a bucket that exists, with the size and the tag of its content.
    func object(_ key: String?, of bucket: Bucket) throws(AWSError) -> StoredObject {
        let key = key ?? ""
        guard key.utf8.count <= S3Store.maxKeyBytes else { throw AWSError.keyTooLong(key) }
        let found: StoredObject? =
            if let generated = generated(bucket.name) { ObjectIndex(generated)[key] } else {
                state.withLock { $0.objects[bucket.name]?[key] }
            }
        guard let found else { throw AWSError.noSuchKey(key) }
        return found.resolved()
    }

    /// What makes the objects of a bucket up; nil of every other bucket.
    func generated(_ bucket: String) -> GeneratedBucket? { generated[bucket] }

    /// Refuses to change a bucket that is made up.
    func refuseGenerated(_ bucket: Bucket) throws(AWSError) {
        guard generated(bucket.name) == nil else {
            throw AWSError.s3(
                "AccessDenied", "The bucket's objects come from a generator of the world and cannot be changed.",
                status: 403)
        }
    }

    /// Whether everything is known of the object that a request is for, or that there is none: the first look at one may
    /// have to read it, or to move its times.
    func knowsObject(_ request: HTTPRequest) -> Bool {
        let parts = request.path.dropFirst().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return true }
        let (bucket, key) = (PercentEncoding.decode(parts[0]), PercentEncoding.decode(parts[1]))
        guard generated(bucket) == nil else { return false }
        guard let object = state.withLock({ $0.objects[bucket]?[key] }) else { return true }
        if case .shifted = object.content { return false }
        return object.etag != nil
    }

    /// The entity tag of an object, computed now where it is not known.
    func etag(of object: StoredObject, in bucket: Bucket) -> String {
        if let etag = object.etag { return etag }
        let resolved = object.resolved()
        let etag = resolved.etag ?? EntityTag.ofContent(resolved)
        state.withLock { $0.objects[bucket.name]?.setETag(etag, of: object) }
        return etag
    }

    /// Refuses a version id: no bucket has versions.
    func refuseVersion(_ versionID: String?) throws(AWSError) {
        if let versionID, versionID != "null" {
            throw AWSError.invalidArgument("versionId", versionID, "Invalid version id specified")
        }
    }

    /// The canonical user id of an account, which S3 shows as the owner.
    static func owner(account: String) -> S3Owner {
        S3Owner(id: SHA256.hash("owner " + account).hexString)
    }
}
