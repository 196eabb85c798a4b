/// A subscription of a topic.
public struct SNSSubscription: AWSStructure {
    /// The subscription's ARN; `pending confirmation` until the endpoint confirms.
    public var subscriptionARN: String?
    /// The owner's account.
    public var owner: String?
    /// How messages are delivered, such as `sqs`.
    public var `protocol`: String?
    /// Where messages go: for `sqs` the ARN of the queue.
    public var endpoint: String?
    /// The topic's ARN.
    public var topicARN: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        subscriptionARN: String? = nil, owner: String? = nil, `protocol`: String? = nil, endpoint: String? = nil,
        topicARN: String? = nil
    ) {
        self.subscriptionARN = subscriptionARN
        self.owner = owner
        self.protocol = `protocol`
        self.endpoint = endpoint
        self.topicARN = topicARN
    }

    /// The members as they are written.
    public static let members: [AWSMember<SNSSubscription>] = [
        .body("SubscriptionArn", \.subscriptionARN),
        .body("Owner", \.owner),
        .body("Protocol", \.protocol),
        .body("Endpoint", \.endpoint),
        .body("TopicArn", \.topicARN),
    ]
}
