import AWSOperations
import Locking
import TrafficSynthesis

/// Whether CloudTrail may write to a bucket and publish to a topic, by their policies.
///
/// Sources: CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Amazon SNS topic policy for CloudTrail".
struct TrailPermissions: Sendable {
    let buckets: S3Store
    let topics: SNSService

    /// The accounts that stood for CloudTrail, region by region, before it had a service principal.
    private static let accounts: Set<String> = Set(
        [
            "035351147821", "086441151436", "113285607260", "216624486486", "262312530599", "282025262664",
            "284668455005", "388731089494", "475085895292", "492519147666", "814480443879", "819402241893",
            "859597730677", "903692715234", "977081816279",
        ].map { "arn:aws:iam::\($0):root" })

    /// Whether the bucket exists.
    func bucketExists(_ name: String) -> Bool {
        buckets.state.withLock { $0.buckets[name] != nil }
    }

    /// Whether the bucket's policy lets the trail look at its access list and write below `AWSLogs`.
    func allowBucket(_ trail: TrailState) -> Bool {
        guard let policy = buckets.settings(of: trail.bucket).policy.flatMap({ PolicyDocument($0) }) else {
            return false
        }
        let bucket = "arn:\(ARNPartition.of(region: trail.region)):s3:::\(trail.bucket)"
        var question = question("s3:GetBucketAcl", bucket, trail)
        guard policy.allows(question) else { return false }
        question.action = "s3:PutObject"
        question.resource =
            "\(bucket)/\(trail.keys.folder(of: trail.account))/CloudTrail/\(trail.region)/2026/01/01/x.json.gz"
        question.keys["s3:x-amz-acl"] = "bucket-owner-full-control"
        return policy.allows(question)
    }

    /// Whether the topic exists, and its policy lets the trail publish.
    func allowTopic(_ trail: TrailState) -> Bool {
        guard let arn = trail.settings.snsTopicARN, let topic = topics.topic(arn),
            let policy = PolicyDocument(topic.policy)
        else { return false }
        return policy.allows(question("SNS:Publish", arn, trail))
    }

    private func question(_ action: String, _ resource: String, _ trail: TrailState) -> PolicyDocument.Question {
        PolicyDocument.Question(
            action: action, resource: resource, service: "cloudtrail.amazonaws.com",
            accounts: TrailPermissions.accounts,
            keys: [
                "aws:SourceArn": trail.arn, "aws:SourceAccount": trail.account,
                "aws:PrincipalServiceName": "cloudtrail.amazonaws.com", "aws:SecureTransport": "true",
                "aws:PrincipalIsAWSService": "true",
            ])
    }
}
