import AWSClient
import AWSOperations

/// Removes what a set-up made, by the tags it left; what others made stays.
///
/// A bucket with objects stays, unless they are to be deleted, too.
public struct TrailTeardown: Sendable {
    private let client: AWSClient
    private let design: TrailDesign
    private let deletesObjects: Bool
    private let report: TrailSetup.Report

    /// Creates a tear-down.
    ///
    /// - Parameters:
    ///   - design: the trail.
    ///   - client: a client of the trail's home region.
    ///   - deletesObjects: whether the bucket is emptied.
    ///   - report: called after each step.
    public init(
        _ design: TrailDesign, client: AWSClient, deletesObjects: Bool = false,
        report: @escaping TrailSetup.Report = { _, _ in }
    ) {
        self.design = design
        self.client = client
        self.deletesObjects = deletesObjects
        self.report = report
    }

    /// Removes everything, in the order against the log files.
    ///
    /// - Throws: what a call throws.
    public func run() async throws {
        try await trail()
        try await subscriptionAndTopic()
        try await queue()
        try await bucket()
    }

    private func trail() async throws {
        guard try await client.trail(design.trailARN) != nil else { return }
        let tags =
            try await client.send(ListTags(resourceIDList: [design.trailARN])).resourceTagList?
            .flatMap { $0.tagsList ?? [] } ?? []
        guard isOurs(tags.map { ($0.key, $0.value) }) else { return report("trail \(design.trail)", .kept) }
        _ = try await client.send(StopLogging(name: design.trail))
        _ = try await client.send(DeleteTrail(name: design.trail))
        report("trail \(design.trail)", .removed)
    }

    private func subscriptionAndTopic() async throws {
        guard try await client.topicAttributes(design.topicARN) != nil else { return }
        if let subscription = try await client.subscription(of: design.queueARN, to: design.topicARN),
            subscription.hasPrefix("arn:")
        {
            _ = try await client.send(Unsubscribe(subscriptionARN: subscription))
            report("subscription", .removed)
        }
        let tags = try await client.send(ListTagsForResource(resourceARN: design.topicARN)).tags ?? []
        guard isOurs(tags.map { ($0.key, $0.value) }) else { return report("topic \(design.topic)", .kept) }
        _ = try await client.send(DeleteTopic(topicARN: design.topicARN))
        report("topic \(design.topic)", .removed)
    }

    private func queue() async throws {
        guard let url = try await client.queueURL(design.queue) else { return }
        let tags = try await client.send(ListQueueTags(queueURL: url)).tags ?? [:]
        guard isOurs(tags.map { ($0.key, $0.value) }) else { return report("queue \(design.queue)", .kept) }
        _ = try await client.send(DeleteQueue(queueURL: url))
        report("queue \(design.queue)", .removed)
    }

    private func bucket() async throws {
        let tags: [S3Tag]
        do {
            var call = GetBucketTagging()
            call.bucket = design.bucket
            tags = try await client.send(call).tagSet ?? []
        } catch let error as AWSError where error.code == "NoSuchBucket" {
            return
        } catch let error as AWSError where error.code == "NoSuchTagSet" {
            return report("bucket \(design.bucket)", .kept)
        }
        guard isOurs(tags.map { ($0.key, $0.value) }) else { return report("bucket \(design.bucket)", .kept) }
        if deletesObjects { try await emptyBucket() }
        do {
            _ = try await client.send(DeleteBucket(bucket: design.bucket))
            report("bucket \(design.bucket)", .removed)
        } catch let error as AWSError where error.code == "BucketNotEmpty" {
            report("bucket \(design.bucket), which holds log files", .kept)
        }
    }

    private func emptyBucket() async throws {
        for try await page in client.pages(ListObjectsV2(bucket: design.bucket)) {
            for key in (page.contents ?? []).compactMap(\.key) {
                _ = try await client.send(DeleteObject(bucket: design.bucket, key: key))
            }
        }
    }

    private func isOurs(_ tags: [(key: String?, value: String?)]) -> Bool {
        design.tags.allSatisfy { wanted in tags.contains { $0.key == wanted.key && $0.value == wanted.value } }
    }
}
