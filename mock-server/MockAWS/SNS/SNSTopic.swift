import JSON

/// A topic with its subscriptions.
struct SNSTopic: Sendable {
    var arn: String
    var account: String
    /// What was set, by name.
    var attributes: [String: String]
    var tags: [String: String] = [:]
    /// In the order in which they were made.
    var subscriptions: [Subscription] = []
    var deletedSubscriptions = 0

    struct Subscription: Sendable, Hashable {
        var arn: String
        var owner: String
        var transport: String
        var endpoint: String
        var attributes: [String: String]

        /// Whether messages are delivered as they were published.
        var isRaw: Bool { attributes["RawMessageDelivery"]?.lowercased() == "true" }
        /// Whether the endpoint takes part; others than queues would have to confirm, and nothing goes out here.
        var isConfirmed: Bool { transport == "sqs" }
    }

    /// The name, the last part of the ARN.
    var name: String { String(arn.split(separator: ":").last ?? "") }

    /// The policy that lets only the owner's account publish, as SNS gives it to a new topic.
    var defaultPolicy: String {
        let actions = [
            "GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic",
            "Subscribe", "ListSubscriptionsByTopic", "Publish",
        ]
        let policy: JSONValue = [
            "Version": "2008-10-17", "Id": "__default_policy_ID",
            "Statement": [
                [
                    "Sid": "__default_statement_ID", "Effect": "Allow", "Principal": ["AWS": "*"],
                    "Action": .array(actions.map { .string("SNS:" + $0) }), "Resource": .string(arn),
                    "Condition": ["StringEquals": ["AWS:SourceOwner": .string(account)]],
                ]
            ],
        ]
        return policy.text()
    }

    /// The policy that holds.
    var policy: String { attributes["Policy"] ?? defaultPolicy }

    /// Every attribute as `GetTopicAttributes` answers it.
    var allAttributes: [String: String] {
        var all = attributes
        let retries =
            #""minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"#
            + #""numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear""#
        all["TopicArn"] = arn
        all["Owner"] = account
        all["Policy"] = policy
        all["DisplayName"] = attributes["DisplayName"] ?? ""
        all["SubscriptionsConfirmed"] = String(subscriptions.count { $0.isConfirmed })
        all["SubscriptionsPending"] = String(subscriptions.count { !$0.isConfirmed })
        all["SubscriptionsDeleted"] = String(deletedSubscriptions)
        all["EffectiveDeliveryPolicy"] =
            #"{"http":{"defaultHealthyRetryPolicy":{\#(retries)},"disableSubscriptionOverrides":false,"#
            + #""defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}"#
        return all
    }

    /// The attributes that can be set: SNS API reference, "SetTopicAttributes".
    static let settable: Set<String> = [
        "DeliveryPolicy", "DisplayName", "Policy", "TracingConfig", "KmsMasterKeyId", "SignatureVersion",
        "HTTPSuccessFeedbackRoleArn", "HTTPSuccessFeedbackSampleRate", "HTTPFailureFeedbackRoleArn",
        "SQSSuccessFeedbackRoleArn", "SQSSuccessFeedbackSampleRate", "SQSFailureFeedbackRoleArn",
    ]
}
