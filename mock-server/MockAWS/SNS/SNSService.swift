import AWSOperations
import Locking
import Timestamps

/// The Simple Notification Service: topics, and delivery to queues of this server.
///
/// Other endpoints can subscribe, and get nothing: no message leaves the machine. A topic's policy says which other
/// accounts may use it, and whether CloudTrail may publish; a queue's policy, whether it gets what the topic says.
final class SNSService: MockService {
    let topics = Locked<[String: SNSTopic]>([:])
    private let queues: SQSService

    init(queues: SQSService) {
        self.queues = queues
    }

    func register(in table: inout HandlerTable) {
        table.on(CreateTopic.self, createTopic)
        table.on(GetTopicAttributes.self, getTopicAttributes)
        table.on(SetTopicAttributes.self, setTopicAttributes)
        table.on(DeleteTopic.self, deleteTopic)
        table.on(Subscribe.self, subscribe)
        table.on(Unsubscribe.self, unsubscribe)
        table.on(ListSubscriptionsByTopic.self, listSubscriptionsByTopic)
        table.on(GetSubscriptionAttributes.self, getSubscriptionAttributes)
        table.on(Publish.self, publish)
        table.on(TagResource.self, tagResource)
        table.on(ListTagsForResource.self, listTagsForResource)
    }

    /// The topic of an ARN, in the account and region that the ARN says.
    func topic(_ arn: String) -> SNSTopic? {
        topics.withLock { $0[arn] }
    }

    /// Publishes a message.
    ///
    /// - Returns: the message's id; nil where there is no such topic.
    @discardableResult
    func publish(
        _ message: String, subject: String? = nil, attributes: [String: SNSMessageAttribute] = [:], to arn: String,
        now: Timestamp
    ) -> String? {
        guard let topic = topic(arn) else { return nil }
        let parts = arn.split(separator: ":")
        let notification = SNSNotification(
            id: RequestIDs.uuid(), topic: arn, region: parts.count > 3 ? String(parts[3]) : "", subject: subject,
            message: message, attributes: attributes, time: now)
        for subscription in topic.subscriptions where subscription.transport == "sqs" {
            let body = subscription.isRaw ? message : notification.envelope(subscription: subscription.arn)
            let sending = PolicyDocument.Question(
                action: "sqs:SendMessage", resource: subscription.endpoint, service: "sns.amazonaws.com",
                keys: ["aws:SourceArn": arn, "aws:SourceAccount": topic.account, "aws:SecureTransport": "true"])
            _ = queues.deliver(
                body, attributes: subscription.isRaw ? notification.queueAttributes : [:], to: subscription.endpoint,
                sender: "AIDAMOCKAWSSNSEXAMPLE", now: now, asking: sending)
        }
        return notification.id
    }

    /// Changes the topic of a request, which does `action`.
    func withTopic<Result: Sendable>(
        _ arn: String?, _ action: String, _ context: MockContext,
        _ body: @Sendable (inout SNSTopic) throws(AWSError) -> Result
    ) throws(AWSError) -> Result {
        let arn = try SNSService.checked(arn, "TopicArn")
        try checkAccess(to: arn, action, context)
        return try topics.withLock { topics throws(AWSError) in
            guard var topic = topics[arn] else { throw AWSError.noSuchTopic }
            defer { topics[arn] = topic }
            return try body(&topic)
        }
    }

    /// Refuses a topic of another region, and one of another account whose policy does not let this one in.
    func checkAccess(to arn: String, _ action: String, _ context: MockContext) throws(AWSError) {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts[3] == context.region else { throw AWSError.invalidTopicParameter("TopicArn") }
        guard parts[4] != context.account else { return }
        guard let topic = topic(arn), let policy = PolicyDocument(topic.policy),
            policy.allows(.init(action: "SNS:" + action, resource: arn, of: context))
        else {
            throw AWSError.sns(
                "AuthorizationError",
                "User: \(context.account) is not authorized to perform: SNS:\(action) on resource: \(arn)", status: 403)
        }
    }

    /// An ARN of this service.
    static func checked(_ arn: String?, _ parameter: String) throws(AWSError) -> String {
        guard let arn, arn.split(separator: ":", omittingEmptySubsequences: false).count >= 6, arn.hasPrefix("arn:")
        else { throw AWSError.invalidTopicParameter(parameter) }
        return arn
    }
}

/// The errors of SNS: its API reference.
extension AWSError {
    static func sns(_ code: String, _ message: String, status: Int = 400) -> AWSError {
        AWSError(code: code, message: message, httpStatus: status, service: .sns)
    }

    static var noSuchTopic: AWSError { .sns("NotFound", "Topic does not exist", status: 404) }

    static func invalidTopicParameter(_ reason: String) -> AWSError {
        .sns("InvalidParameter", "Invalid parameter: \(reason)")
    }
}
