import AWSClient
import AWSOperations

/// Bucket, topic, subscription and queue.
extension Examination {
    func bucket() async throws -> [Finding] {
        let findings = try await look("bucket") {
            do {
                return try await client.bucketExists(design)
                    ? [.ok("bucket", design.bucket)]
                    : [.broken("bucket", "\(design.bucket) does not exist", Finding.setUp)]
            } catch let error as AWSError where error.httpStatus == 403 {
                return [try await unseenBucket()]
            }
        }
        guard findings.allSatisfy({ $0.state == .ok }) else { return findings }
        let policy = try await look("bucket policy") {
            [
                Examination.judge(
                    "bucket policy", try await client.bucketPolicy(design), TrailPolicies(design).bucket,
                    without: "CloudTrail may not write")
            ]
        }
        return findings + policy
    }

    /// A bucket that may not be looked at: of that of an existing trail, the deliveries tell how it is.
    private func unseenBucket() async throws -> Finding {
        let seen = "\(design.bucket) belongs to somebody else, or these credentials may not look at it"
        guard isBucketOfTrail else { return .broken("bucket", seen, "check the credentials") }
        let status = try await client.send(GetTrailStatus(name: design.trail))
        guard status.latestDeliveryTime != nil, status.latestDeliveryError?.isEmpty ?? true else {
            return Finding(
                link: "bucket", state: .unknown, seen: seen + "; nothing was delivered yet, or not the last time",
                remedy: "check its policy as its owner")
        }
        return .warning("bucket", seen + "; the trail delivers to it", "check it as its owner")
    }

    func topic() async throws -> [Finding] {
        var isThere = true
        let findings = try await look("topic") {
            guard let attributes = try await client.topicAttributes(design.topicARN) else {
                isThere = false
                return [.broken("topic", "\(design.topicARN) does not exist", Finding.setUp)]
            }
            return [
                .ok("topic", design.topicARN),
                Examination.judge(
                    "topic policy", attributes["Policy"], TrailPolicies(design).topic,
                    without: "CloudTrail may not publish"),
            ] + Examination.encryption("topic", attributes, of: "sns", for: "cloudtrail")
        }
        guard isThere else { return findings }
        return try await findings + look("subscription") { [try await subscription()] }
    }

    private func subscription() async throws -> Finding {
        guard let arn = try await client.subscription(of: design)?.subscriptionARN else {
            return .broken("subscription", "the queue does not get what the topic says", Finding.setUp)
        }
        guard arn.hasPrefix("arn:") else {
            return .broken("subscription", "it waits to be confirmed", "confirm it from the queue's account")
        }
        return Examination.filter(
            try await client.send(GetSubscriptionAttributes(subscriptionARN: arn)).attributes ?? [:])
    }

    func queue() async throws -> [Finding] {
        try await look("queue") {
            guard let url = try await client.queueURL(design.queue) else {
                return [.broken("queue", "\(design.queue) does not exist", Finding.setUp)]
            }
            let attributes =
                try await client.send(GetQueueAttributes(queueURL: url, attributeNames: ["All"])).attributes ?? [:]
            return [
                .ok("queue", url),
                Examination.judge(
                    "queue policy", attributes["Policy"], TrailPolicies(design).queue,
                    without: "the topic may not send"),
            ] + Examination.encryption("queue", attributes, of: "sqs", for: "sns") + [Examination.depth(attributes)]
        }
    }

    /// A subscription's filter policy: CloudTrail's messages have no attributes that one could filter by.
    private static func filter(_ attributes: [String: String]) -> Finding {
        guard let filter = attributes["FilterPolicy"], !["", "{}"].contains(filter) else {
            return .ok("subscription", "the queue gets what the topic says")
        }
        let remedy = "take the filter policy off the subscription"
        return attributes["FilterPolicyScope"] == "MessageBody"
            ? .warning("subscription", "cannot tell what its filter policy \(filter) lets through", remedy)
            : .broken("subscription", "its filter policy \(filter) lets nothing through", remedy)
    }

    /// A topic's or queue's key: the policies of those that AWS manages let no other service in.
    private static func encryption(
        _ link: String, _ attributes: [String: String], of service: String, for sender: String
    ) -> [Finding] {
        guard let key = attributes["KmsMasterKeyId"], !key.isEmpty else { return [] }
        if key.hasSuffix("alias/aws/\(service)") {
            return [
                .broken(
                    "\(link) key", "\(sender).amazonaws.com cannot use the AWS-managed key \(key)",
                    "encrypt the \(link) with a key of your own, or not with KMS")
            ]
        }
        return [
            .warning(
                "\(link) key", "cannot tell whether \(sender).amazonaws.com may use the key \(key)",
                "its policy has to allow kms:GenerateDataKey* and kms:Decrypt")
        ]
    }

    private static func depth(_ attributes: [String: String]) -> Finding {
        let waiting = attributes["ApproximateNumberOfMessages"].flatMap { Int($0) } ?? 0
        let inHand = attributes["ApproximateNumberOfMessagesNotVisible"].flatMap { Int($0) } ?? 0
        let depth = "\(waiting) messages wait, \(inHand) are being read"
        return waiting < 10_000
            ? .ok("queue depth", depth)
            : .warning("queue depth", depth, "run cloudtrail_reader follow, before messages are two weeks old")
    }
}
