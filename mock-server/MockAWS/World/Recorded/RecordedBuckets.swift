import AWSOperations
import HTTPMessages
import Recordings
import Timestamps

/// Buckets and objects, as the answers of S3 tell of them.
struct RecordedBuckets: Sendable {
    private struct Bucket {
        var place: RecordedPlace
        var creationTime: Timestamp?
        /// By the bytes of their keys; to Swift, two spellings of é are one.
        var objects: [[UInt8]: WorldObject] = [:]
    }

    private var byName: [String: Bucket] = [:]

    /// The buckets by name, their objects by key.
    var buckets: [WorldBucket] {
        byName.sorted { utf8Precedes($0.key, $1.key) }.map { name, bucket in
            WorldBucket(
                name: name, region: bucket.place.region, account: bucket.place.account,
                creationTime: bucket.creationTime ?? World.epoch,
                objects: bucket.objects.values.sorted { utf8Precedes($0.key, $1.key) })
        }
    }

    /// Takes what a call tells.
    mutating func add(_ call: RecordedCall, at place: RecordedPlace) throws(WorldError) {
        if let (_, output) = try call.read(ListBuckets.self) {
            for found in output.buckets ?? [] {
                guard let name = found.name else { continue }
                note(name, at: place, region: found.bucketRegion)
                byName[name]?.creationTime = found.creationDate
            }
        } else if let (input, output) = try call.read(HeadBucket.self), let name = input.bucket {
            note(name, at: place, region: output.bucketRegion)
        } else if let (input, output) = try call.read(GetBucketLocation.self), let name = input.bucket {
            let region = output.locationConstraint ?? ""
            note(name, at: place, region: region.isEmpty ? "us-east-1" : region == "EU" ? "eu-west-1" : region)
        } else if let (input, output) = try call.read(ListObjectsV2.self), let name = input.bucket {
            note(name, at: place, region: call.recorded.headers["x-amz-bucket-region"])
            for entry in output.contents ?? [] { addListed(entry, of: name) }
        } else if let (input, output) = try call.read(HeadObject.self), let name = input.bucket {
            note(name, at: place)
            guard input.versionID == nil, input.range == nil, input.partNumber == nil else { return }
            addListed(
                S3Object(
                    key: input.key, lastModified: output.lastModified, etag: output.etag, size: output.contentLength,
                    storageClass: output.storageClass), of: name)
        } else if let (input, output) = try call.read(GetObject.self), let name = input.bucket {
            note(name, at: place)
            if input.versionID == nil, input.partNumber == nil {
                try addFetched(call, input.key ?? "", output, of: name)
            }
        }
    }

    private mutating func note(_ name: String, at place: RecordedPlace, region: String? = nil) {
        if byName[name] == nil { byName[name] = Bucket(place: place) }
        if let region { byName[name]?.place.region = region }
    }

    /// An object without content, unless its content is there already.
    private mutating func addListed(_ entry: S3Object, of bucket: String) {
        guard let key = entry.key else { return }
        if let known = byName[bucket]?.objects[Array(key.utf8)], !known.isNotRecorded { return }
        byName[bucket]?.objects[Array(key.utf8)] = WorldObject(
            key: key, content: .notRecorded, size: Int64(entry.size ?? 0),
            lastModified: entry.lastModified ?? World.epoch,
            etag: entry.etag.map(RecordedBuckets.unquoted), storageClass: entry.storageClass ?? "STANDARD",
            metadata: [:])
    }

    /// An object that was read, whole or in part; a part tells no more than a listing.
    private mutating func addFetched(
        _ call: RecordedCall, _ key: String, _ output: GetObject.Output, of bucket: String
    ) throws(WorldError) {
        let size = output.contentRange?.split(separator: "/").last.flatMap { Int64($0) } ?? call.recorded.body.count
        guard size == call.recorded.body.count else {
            addListed(
                S3Object(
                    key: key, lastModified: output.lastModified, etag: output.etag, size: Int(size),
                    storageClass: output.storageClass), of: bucket)
            return
        }
        // An archived object that was read had been restored.
        let isArchived = ["GLACIER", "DEEP_ARCHIVE"].contains(output.storageClass)
        byName[bucket]?.objects[Array(key.utf8)] = WorldObject(
            key: key, content: try call.content(), size: size, lastModified: output.lastModified ?? World.epoch,
            etag: output.etag.map(RecordedBuckets.unquoted),
            storageClass: isArchived ? "STANDARD" : output.storageClass ?? "STANDARD", contentType: output.contentType,
            contentEncoding: output.contentEncoding, metadata: output.metadata ?? [:])
    }

    private static func unquoted(_ etag: String) -> String {
        var text = etag[...]
        if text.hasPrefix("\"") { text = text.dropFirst() }
        if text.hasSuffix("\"") { text = text.dropLast() }
        return String(text)
    }
}

extension WorldObject {
    /// Whether the content is nowhere.
    var isNotRecorded: Bool {
        if case .notRecorded = content { true } else { false }
    }
}
