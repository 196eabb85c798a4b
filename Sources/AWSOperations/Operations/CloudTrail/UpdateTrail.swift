/// Changes the settings of a trail.
public struct UpdateTrail: AWSOperation {
    /// The trail's name or ARN.
    public var name: String?
    /// The bucket that log files go to.
    public var s3BucketName: String?
    /// What their keys begin with.
    public var s3KeyPrefix: String?
    /// The topic that is told of log files, by name or ARN.
    public var snsTopicName: String?
    /// Whether events of global services are logged.
    public var includeGlobalServiceEvents: Bool?
    /// Whether events of all regions are logged.
    public var isMultiRegionTrail: Bool?
    /// Whether digests are delivered.
    public var enableLogFileValidation: Bool?
    /// The log group that gets the events, too.
    public var cloudWatchLogsLogGroupARN: String?
    /// The role that may write to the log group.
    public var cloudWatchLogsRoleARN: String?
    /// The key that encrypts log files.
    public var kmsKeyID: String?
    /// Whether it is for all accounts of the organization.
    public var isOrganizationTrail: Bool?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(
        name: String? = nil, s3BucketName: String? = nil, s3KeyPrefix: String? = nil, snsTopicName: String? = nil,
        includeGlobalServiceEvents: Bool? = nil, isMultiRegionTrail: Bool? = nil, enableLogFileValidation: Bool? = nil,
        cloudWatchLogsLogGroupARN: String? = nil, cloudWatchLogsRoleARN: String? = nil, kmsKeyID: String? = nil,
        isOrganizationTrail: Bool? = nil
    ) {
        self.name = name
        self.s3BucketName = s3BucketName
        self.s3KeyPrefix = s3KeyPrefix
        self.snsTopicName = snsTopicName
        self.includeGlobalServiceEvents = includeGlobalServiceEvents
        self.isMultiRegionTrail = isMultiRegionTrail
        self.enableLogFileValidation = enableLogFileValidation
        self.cloudWatchLogsLogGroupARN = cloudWatchLogsLogGroupARN
        self.cloudWatchLogsRoleARN = cloudWatchLogsRoleARN
        self.kmsKeyID = kmsKeyID
        self.isOrganizationTrail = isOrganizationTrail
    }

    /// The members as they are written.
    public static let members: [AWSMember<UpdateTrail>] = [
        .body("Name", \.name, required: true),
        .body("S3BucketName", \.s3BucketName),
        .body("S3KeyPrefix", \.s3KeyPrefix),
        .body("SnsTopicName", \.snsTopicName),
        .body("IncludeGlobalServiceEvents", \.includeGlobalServiceEvents),
        .body("IsMultiRegionTrail", \.isMultiRegionTrail),
        .body("EnableLogFileValidation", \.enableLogFileValidation),
        .body("CloudWatchLogsLogGroupArn", \.cloudWatchLogsLogGroupARN),
        .body("CloudWatchLogsRoleArn", \.cloudWatchLogsRoleARN),
        .body("KmsKeyId", \.kmsKeyID),
        .body("IsOrganizationTrail", \.isOrganizationTrail),
    ]

    /// Service, name and place of the operation.
    public static let operation = OperationDescriptor(
        .cloudtrail, "UpdateTrail",
        errors: [
            "S3BucketDoesNotExistException": 400,
            "InsufficientS3BucketPolicyException": 400,
            "InsufficientSnsTopicPolicyException": 400,
            "InsufficientEncryptionPolicyException": 400,
            "TrailNotFoundException": 400,
            "InvalidS3BucketNameException": 400,
            "InvalidS3PrefixException": 400,
            "InvalidSnsTopicNameException": 400,
            "InvalidKmsKeyIdException": 400,
            "InvalidTrailNameException": 400,
            "TrailNotProvidedException": 400,
            "InvalidEventSelectorsException": 400,
            "CloudTrailARNInvalidException": 400,
            "ConflictException": 400,
            "ThrottlingException": 400,
            "InvalidParameterCombinationException": 400,
            "InvalidHomeRegionException": 400,
            "KmsKeyNotFoundException": 400,
            "KmsKeyDisabledException": 400,
            "KmsException": 400,
            "InvalidCloudWatchLogsLogGroupArnException": 400,
            "InvalidCloudWatchLogsRoleArnException": 400,
            "CloudWatchLogsDeliveryUnavailableException": 400,
            "UnsupportedOperationException": 400,
            "OperationNotPermittedException": 400,
            "CloudTrailAccessNotEnabledException": 400,
            "InsufficientDependencyServiceAccessPermissionException": 400,
            "OrganizationsNotInUseException": 400,
            "NotOrganizationMasterAccountException": 400,
            "OrganizationNotInAllFeaturesModeException": 400,
            "NoManagementAccountSLRExistsException": 400,
            "CloudTrailInvalidClientTokenIdException": 400,
            "InvalidParameterException": 400,
        ])

    /// What `UpdateTrail` answers.
    public struct Output: AWSStructure {
        /// The name.
        public var name: String?
        /// The bucket that log files go to.
        public var s3BucketName: String?
        /// What their keys begin with.
        public var s3KeyPrefix: String?
        /// The topic that is told of log files, by name or ARN.
        public var snsTopicName: String?
        /// The ARN of the topic that is told of log files.
        public var snsTopicARN: String?
        /// Whether events of global services are logged.
        public var includeGlobalServiceEvents: Bool?
        /// Whether events of all regions are logged.
        public var isMultiRegionTrail: Bool?
        /// The trail's ARN.
        public var trailARN: String?
        /// Whether digests are delivered.
        public var logFileValidationEnabled: Bool?
        /// The log group that gets the events, too.
        public var cloudWatchLogsLogGroupARN: String?
        /// The role that may write to the log group.
        public var cloudWatchLogsRoleARN: String?
        /// The key that encrypts log files.
        public var kmsKeyID: String?
        /// Whether it is for all accounts of the organization.
        public var isOrganizationTrail: Bool?

        /// Creates a structure without any value.
        public init() {}

        /// Creates a structure from its values.
        public init(
            name: String? = nil, s3BucketName: String? = nil, s3KeyPrefix: String? = nil, snsTopicName: String? = nil,
            snsTopicARN: String? = nil, includeGlobalServiceEvents: Bool? = nil, isMultiRegionTrail: Bool? = nil,
            trailARN: String? = nil, logFileValidationEnabled: Bool? = nil, cloudWatchLogsLogGroupARN: String? = nil,
            cloudWatchLogsRoleARN: String? = nil, kmsKeyID: String? = nil, isOrganizationTrail: Bool? = nil
        ) {
            self.name = name
            self.s3BucketName = s3BucketName
            self.s3KeyPrefix = s3KeyPrefix
            self.snsTopicName = snsTopicName
            self.snsTopicARN = snsTopicARN
            self.includeGlobalServiceEvents = includeGlobalServiceEvents
            self.isMultiRegionTrail = isMultiRegionTrail
            self.trailARN = trailARN
            self.logFileValidationEnabled = logFileValidationEnabled
            self.cloudWatchLogsLogGroupARN = cloudWatchLogsLogGroupARN
            self.cloudWatchLogsRoleARN = cloudWatchLogsRoleARN
            self.kmsKeyID = kmsKeyID
            self.isOrganizationTrail = isOrganizationTrail
        }

        /// The members as they are written.
        public static let members: [AWSMember<Output>] = [
            .body("Name", \.name),
            .body("S3BucketName", \.s3BucketName),
            .body("S3KeyPrefix", \.s3KeyPrefix),
            .body("SnsTopicName", \.snsTopicName),
            .body("SnsTopicARN", \.snsTopicARN),
            .body("IncludeGlobalServiceEvents", \.includeGlobalServiceEvents),
            .body("IsMultiRegionTrail", \.isMultiRegionTrail),
            .body("TrailARN", \.trailARN),
            .body("LogFileValidationEnabled", \.logFileValidationEnabled),
            .body("CloudWatchLogsLogGroupArn", \.cloudWatchLogsLogGroupARN),
            .body("CloudWatchLogsRoleArn", \.cloudWatchLogsRoleARN),
            .body("KmsKeyId", \.kmsKeyID),
            .body("IsOrganizationTrail", \.isOrganizationTrail),
        ]
    }
}
