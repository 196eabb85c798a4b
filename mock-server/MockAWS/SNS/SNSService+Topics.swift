import AWSOperations
import JSON
import Locking

/// Topics: create, set up, tag, delete.
extension SNSService {
    func createTopic(_ input: CreateTopic, _ context: MockContext) throws(AWSError) -> CreateTopic.Output {
        let name = input.name ?? ""
        guard !name.hasSuffix(".fifo") else {
            throw AWSError.invalidTopicParameter("Topic Name: mock-aws has no FIFO topics")
        }
        guard (1...256).contains(name.utf8.count), name.utf8.allSatisfy(QueueName.isValid) else {
            throw AWSError.invalidTopicParameter("Topic Name")
        }
        let attributes = input.attributes ?? [:]
        for (name, value) in attributes { try SNSService.check(name, value) }
        let arn = "arn:\(ARNPartition.of(region: context.region)):sns:\(context.region):\(context.account):\(name)"
        var topic = SNSTopic(arn: arn, account: context.account, attributes: attributes)
        topic.tags = SNSService.tags(input.tags)
        let new = topic
        try topics.withLock { topics throws(AWSError) in
            guard let existing = topics[arn] else {
                topics[arn] = new
                return
            }
            // The same attributes again name the topic that is there.
            for (name, value) in attributes where existing.attributes[name] != value {
                throw AWSError.invalidTopicParameter(
                    "Attributes Reason: Topic already exists with different attributes")
            }
            guard input.tags == nil || existing.tags == new.tags else {
                throw AWSError.invalidTopicParameter("Tags Reason: Topic already exists with different tags")
            }
        }
        return CreateTopic.Output(topicARN: arn)
    }

    private static func check(_ name: String, _ value: String) throws(AWSError) {
        guard SNSTopic.settable.contains(name) else { throw AWSError.invalidTopicParameter("AttributeName") }
        if name == "Policy", !value.isEmpty, (try? JSONValue(parsing: value))?["Statement"] == nil {
            throw AWSError.invalidTopicParameter("Policy Error: null")
        }
    }

    private static func tags(_ tags: [SNSTag]?) -> [String: String] {
        Dictionary((tags ?? []).map { ($0.key ?? "", $0.value ?? "") }, uniquingKeysWith: { $1 })
    }

    func getTopicAttributes(
        _ input: GetTopicAttributes, _ context: MockContext
    ) throws(AWSError) -> GetTopicAttributes.Output {
        GetTopicAttributes.Output(
            attributes: try withTopic(input.topicARN, "GetTopicAttributes", context) { topic throws(AWSError) in
                topic.allAttributes
            })
    }

    func setTopicAttributes(_ input: SetTopicAttributes, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        let (name, value) = (input.attributeName ?? "", input.attributeValue ?? "")
        try SNSService.check(name, value)
        try withTopic(input.topicARN, "SetTopicAttributes", context) { topic throws(AWSError) in
            topic.attributes[name] = value.isEmpty ? nil : value
        }
        return EmptyOutput()
    }

    func deleteTopic(_ input: DeleteTopic, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        let arn = try SNSService.checked(input.topicARN, "TopicArn")
        try checkAccess(to: arn, "DeleteTopic", context)
        topics.withLock { $0[arn] = nil }
        return EmptyOutput()
    }

    func tagResource(_ input: TagResource, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        guard let arn = input.resourceARN, topic(arn) != nil else { throw SNSService.noSuchResource }
        let tags = SNSService.tags(input.tags)
        try withTopic(arn, "TagResource", context) { topic throws(AWSError) in topic.tags.merge(tags) { $1 } }
        return EmptyOutput()
    }

    func listTagsForResource(
        _ input: ListTagsForResource, _ context: MockContext
    ) throws(AWSError) -> ListTagsForResource.Output {
        guard let topic = input.resourceARN.flatMap({ topic($0) }) else { throw SNSService.noSuchResource }
        try checkAccess(to: topic.arn, "ListTagsForResource", context)
        return ListTagsForResource.Output(
            tags: topic.tags.sorted { $0.key < $1.key }.map { SNSTag(key: $0.key, value: $0.value) })
    }

    private static var noSuchResource: AWSError {
        .sns("ResourceNotFound", "Resource does not exist", status: 404)
    }
}
