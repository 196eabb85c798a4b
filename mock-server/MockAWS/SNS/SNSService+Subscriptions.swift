import AWSOperations
import JSON
import Locking

/// Subscriptions and publishing.
extension SNSService {
    private static let transports: Set<String> = [
        "application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs",
    ]

    func subscribe(_ input: Subscribe, _ context: MockContext) throws(AWSError) -> Subscribe.Output {
        let transport = input.protocol ?? ""
        guard SNSService.transports.contains(transport) else {
            throw AWSError.invalidTopicParameter("Protocol Reason: \(transport) is no supported protocol")
        }
        let endpoint = input.endpoint ?? ""
        guard !endpoint.isEmpty, transport != "sqs" || QueueName(arn: endpoint) != nil else {
            throw AWSError.invalidTopicParameter(
                transport == "sqs" ? "SQS endpoint ARN" : "Endpoint Reason: it must not be empty")
        }
        let attributes = input.attributes ?? [:]
        let subscription = try withTopic(input.topicARN, "Subscribe", context) { topic throws(AWSError) in
            if let found = topic.subscriptions.first(where: { $0.transport == transport && $0.endpoint == endpoint }) {
                for (name, value) in attributes where found.attributes[name] != value {
                    throw AWSError.invalidTopicParameter(
                        "Attributes Reason: Subscription already exists with different attributes")
                }
                return found
            }
            let new = SNSTopic.Subscription(
                arn: topic.arn + ":" + RequestIDs.uuid(), owner: context.account, transport: transport,
                endpoint: endpoint, attributes: attributes)
            topic.subscriptions.append(new)
            return new
        }
        let tells = subscription.isConfirmed || input.returnSubscriptionARN == true
        return Subscribe.Output(subscriptionARN: tells ? subscription.arn : "pending confirmation")
    }

    func unsubscribe(_ input: Unsubscribe, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        let arn = try SNSService.checked(input.subscriptionARN, "SubscriptionArn")
        let topicARN = String(arn.prefix(upTo: arn.lastIndex(of: ":") ?? arn.endIndex))
        topics.withLock { topics in
            guard let index = topics[topicARN]?.subscriptions.firstIndex(where: { $0.arn == arn }) else { return }
            topics[topicARN]?.subscriptions.remove(at: index)
            topics[topicARN]?.deletedSubscriptions += 1
        }
        return EmptyOutput()
    }

    func getSubscriptionAttributes(
        _ input: GetSubscriptionAttributes, _ context: MockContext
    ) throws(AWSError) -> GetSubscriptionAttributes.Output {
        let arn = try SNSService.checked(input.subscriptionARN, "SubscriptionArn")
        let topicARN = String(arn.prefix(upTo: arn.lastIndex(of: ":") ?? arn.endIndex))
        guard let subscription = topic(topicARN)?.subscriptions.first(where: { $0.arn == arn }) else {
            throw AWSError.sns("NotFound", "Subscription does not exist", status: 404)
        }
        var attributes = subscription.attributes
        attributes["SubscriptionArn"] = subscription.arn
        attributes["TopicArn"] = topicARN
        attributes["Owner"] = subscription.owner
        attributes["Protocol"] = subscription.transport
        attributes["Endpoint"] = subscription.endpoint
        attributes["PendingConfirmation"] = subscription.isConfirmed ? "false" : "true"
        attributes["RawMessageDelivery"] = subscription.isRaw ? "true" : "false"
        return GetSubscriptionAttributes.Output(attributes: attributes)
    }

    func listSubscriptionsByTopic(
        _ input: ListSubscriptionsByTopic, _ context: MockContext
    ) throws(AWSError) -> ListSubscriptionsByTopic.Output {
        let all = try withTopic(input.topicARN, "ListSubscriptionsByTopic", context) { topic throws(AWSError) in
            topic.subscriptions
        }
        let start: Int
        if let token = input.nextToken {
            guard let number = Int(token), (0...all.count).contains(number) else {
                throw AWSError.invalidTopicParameter("NextToken")
            }
            start = number
        } else {
            start = 0
        }
        let page = all[start...].prefix(100)
        return ListSubscriptionsByTopic.Output(
            subscriptions: page.map {
                SNSSubscription(
                    subscriptionARN: $0.isConfirmed ? $0.arn : "PendingConfirmation", owner: $0.owner,
                    protocol: $0.transport, endpoint: $0.endpoint, topicARN: input.topicARN)
            }, nextToken: page.endIndex < all.count ? String(page.endIndex) : nil)
    }

    func publish(_ input: Publish, _ context: MockContext) throws(AWSError) -> Publish.Output {
        let arn = try SNSService.checked(input.topicARN ?? input.targetARN, "TopicArn")
        try checkAccess(to: arn, "Publish", context)
        guard var message = input.message, !message.isEmpty else {
            throw AWSError.invalidTopicParameter("Empty message")
        }
        guard message.utf8.count <= 262_144 else { throw AWSError.invalidTopicParameter("Message too long") }
        if let subject = input.subject, subject.isEmpty || subject.count > 100 {
            throw AWSError.invalidTopicParameter("Subject")
        }
        if input.messageStructure == "json" { message = try SNSService.variant(message) }
        guard
            let id = publish(
                message, subject: input.subject, attributes: input.messageAttributes ?? [:], to: arn, now: context.now)
        else { throw AWSError.noSuchTopic }
        return Publish.Output(messageID: id)
    }

    /// The text for queues out of `{"default": …, "sqs": …}`.
    private static func variant(_ text: String) throws(AWSError) -> String {
        let json = try? JSONValue(parsing: text)
        guard let usual = json?["default"]?.string else {
            throw AWSError.invalidTopicParameter("Message Structure - No default entry in JSON message body")
        }
        return json?["sqs"]?.string ?? usual
    }
}
