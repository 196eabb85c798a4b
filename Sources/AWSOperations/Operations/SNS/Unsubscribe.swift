/// Ends a subscription.
public struct Unsubscribe: AWSOperation {
    /// The subscription's ARN; `pending confirmation` until the endpoint confirms.
    public var subscriptionARN: String?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(subscriptionARN: String? = nil) {
        self.subscriptionARN = subscriptionARN
    }

    /// The members as they are written.
    public static let members: [AWSMember<Unsubscribe>] = [
        .body("SubscriptionArn", \.subscriptionARN, required: true)
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sns, "Unsubscribe",
        errors: [
            "InvalidParameter": 400,
            "InternalError": 500,
            "AuthorizationError": 403,
            "NotFound": 404,
            "InvalidSecurity": 403,
        ])

    /// `Unsubscribe` answers nothing but success.
    public typealias Output = EmptyOutput
}
