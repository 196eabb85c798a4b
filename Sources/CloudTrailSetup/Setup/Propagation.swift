import AWSOperations

/// Repeats calls that AWS refuses until it has seen what was done before.
struct Propagation: Sendable {
    /// What AWS may not have seen yet.
    enum Subject: String, Sendable {
        case bucketName = "the name of the bucket to be free"
        case bucket = "the new bucket to be seen"
        case topic = "the new topic to be seen"
        case queueName = "the name of the queue to be free, a minute after it was deleted"
        case queue = "the new queue to be seen"
        case trail = "CloudTrail to see bucket, topic and policies"

        /// The errors that pass.
        var codes: Set<String> {
            switch self {
            case .bucketName: ["OperationAborted"]
            case .bucket: ["NoSuchBucket", "OperationAborted"]
            case .topic: ["NotFound"]
            case .queueName: ["QueueDeletedRecently"]
            case .queue: ["QueueDoesNotExist", "NonExistentQueue"]
            case .trail:
                [
                    "S3BucketDoesNotExist", "InsufficientS3BucketPolicy", "InsufficientSnsTopicPolicy",
                    "InsufficientEncryptionPolicy",
                ]
            }
        }
    }

    let sleep: @Sendable (Duration) async throws -> Void
    let report: TrailSetup.Report

    /// More than the minute for which SQS keeps the name of a deleted queue.
    private static let limit = (attempts: 30, pause: Duration.seconds(3))

    /// Calls until the error is none of `subject`'s, or the patience is over; tells once what is waited for.
    func of<Output>(_ subject: Subject, _ call: () async throws -> Output) async throws -> Output {
        var attempt = 1
        while true {
            do {
                return try await call()
            } catch let error as AWSError where error.isOne(of: subject.codes) && attempt < Self.limit.attempts {
                if attempt == 1 { report("for \(subject.rawValue) (\(error.code))", .waiting) }
                try await sleep(Self.limit.pause)
                attempt += 1
            }
        }
    }
}
