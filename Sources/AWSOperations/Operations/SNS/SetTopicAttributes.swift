/// Sets an attribute of a topic.
public struct SetTopicAttributes: AWSOperation {
    /// The topic's ARN.
    public var topicARN: String?
    /// The attribute's name.
    public var attributeName: String?
    /// The attribute's value.
    public var attributeValue: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(topicARN: String? = nil, attributeName: String? = nil, attributeValue: String? = nil) {
        self.topicARN = topicARN
        self.attributeName = attributeName
        self.attributeValue = attributeValue
    }

    /// The members as they are written.
    public static let members: [AWSMember<SetTopicAttributes>] = [
        .body("TopicArn", \.topicARN, required: true),
        .body("AttributeName", \.attributeName, required: true),
        .body("AttributeValue", \.attributeValue),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "SetTopicAttributes",
        errors: [
            "InvalidParameter": 400,
            "InternalError": 500,
            "NotFound": 404,
            "AuthorizationError": 403,
            "InvalidSecurity": 403,
        ])

    /// `SetTopicAttributes` answers nothing but success.
    public typealias Output = EmptyOutput
}
