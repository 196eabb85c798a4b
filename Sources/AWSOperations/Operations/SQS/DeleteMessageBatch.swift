/// Deletes up to ten messages that were received.
public struct DeleteMessageBatch: AWSOperation {
    /// The queue's URL.
    public var queueURL: String?
    /// The messages; at most ten.
    public var entries: [Entry]?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(queueURL: String? = nil, entries: [Entry]? = nil) {
        self.queueURL = queueURL
        self.entries = entries
    }

    /// The members as they are written.
    public static let members: [AWSMember<DeleteMessageBatch>] = [
        .body("QueueUrl", \.queueURL, required: true),
        .body("Entries", \.entries, required: true),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .sqs, "DeleteMessageBatch",
        errors: [
            "TooManyEntriesInBatchRequest": 400,
            "EmptyBatchRequest": 400,
            "BatchEntryIdsNotDistinct": 400,
            "InvalidBatchEntryId": 400,
            "RequestThrottled": 400,
            "QueueDoesNotExist": 400,
            "UnsupportedOperation": 400,
            "InvalidAddress": 400,
            "InvalidSecurity": 400,
        ])

    /// What `DeleteMessageBatch` answers.
    public struct Output: AWSStructure {
        /// The messages for which it succeeded.
        public var successful: [Success]?
        /// The messages for which it failed.
        public var failed: [Failure]?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(successful: [Success]? = nil, failed: [Failure]? = nil) {
            self.successful = successful
            self.failed = failed
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Successful", \.successful),
            .body("Failed", \.failed),
        ]
    }

    /// A message to delete.
    public struct Entry: AWSStructure {
        /// The id, unique within its request.
        public var id: String?
        /// The handle of this receipt.
        public var receiptHandle: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(id: String? = nil, receiptHandle: String? = nil) {
            self.id = id
            self.receiptHandle = receiptHandle
        }

        /// The members as they are written.
        public static let members: [AWSMember<Entry>] = [
            .body("Id", \.id, required: true),
            .body("ReceiptHandle", \.receiptHandle, required: true),
        ]
    }

    /// A message that was deleted.
    public struct Success: AWSStructure {
        /// The id, unique within its request.
        public var id: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(id: String? = nil) {
            self.id = id
        }

        /// The members as they are written.
        public static let members: [AWSMember<Success>] = [
            .body("Id", \.id, required: true)
        ]
    }

    /// A message that was not deleted.
    public struct Failure: AWSStructure {
        /// The id, unique within its request.
        public var id: String?
        /// Whether the client is to blame.
        public var senderFault: Bool?
        /// The code of the failure.
        public var code: String?
        /// The message.
        public var message: String?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(id: String? = nil, senderFault: Bool? = nil, code: String? = nil, message: String? = nil) {
            self.id = id
            self.senderFault = senderFault
            self.code = code
            self.message = message
        }

        /// The members as they are written.
        public static let members: [AWSMember<Failure>] = [
            .body("Id", \.id, required: true),
            .body("SenderFault", \.senderFault, required: true),
            .body("Code", \.code, required: true),
            .body("Message", \.message),
        ]
    }
}
