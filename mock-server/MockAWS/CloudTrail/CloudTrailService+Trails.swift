import AWSOperations
import Locking

/// Trails: create, change, describe, delete.
extension CloudTrailService {
    func createTrail(_ input: CreateTrail, _ context: MockContext) throws(AWSError) -> CreateTrail.Output {
        let name = input.name ?? ""
        try TrailName.check(name)
        let arn = try TrailName.arn(name, context)
        guard let bucket = input.s3BucketName, BucketName.isValid(bucket) else {
            throw AWSError.trail("InvalidS3BucketName", "Bucket name is invalid: \(input.s3BucketName ?? "")")
        }
        var trail = TrailState(
            settings: Trail(), arn: arn, name: name, account: context.account, region: context.region)
        trail.settings.name = name
        trail.settings.s3BucketName = bucket
        trail.settings.trailARN = arn
        trail.settings.homeRegion = context.region
        trail.settings.includeGlobalServiceEvents = input.includeGlobalServiceEvents ?? true
        trail.settings.isMultiRegionTrail = input.isMultiRegionTrail ?? false
        trail.settings.logFileValidationEnabled = input.enableLogFileValidation ?? false
        trail.settings.isOrganizationTrail = false
        trail.settings.hasCustomEventSelectors = false
        trail.settings.hasInsightSelectors = false
        for tag in input.tagsList ?? [] { trail.tags[tag.key ?? ""] = tag.value ?? "" }
        try apply(
            UpdateTrail(
                s3KeyPrefix: input.s3KeyPrefix, snsTopicName: input.snsTopicName,
                cloudWatchLogsLogGroupARN: input.cloudWatchLogsLogGroupARN,
                cloudWatchLogsRoleARN: input.cloudWatchLogsRoleARN, kmsKeyID: input.kmsKeyID,
                isOrganizationTrail: input.isOrganizationTrail), to: &trail, context)
        let mine = state.withLock { state in
            state.trails.values.filter { $0.account == context.account && $0.region == context.region }.map(\.arn)
        }
        guard !mine.contains(arn) else {
            throw AWSError.trail("TrailAlreadyExists", "Trail \(name) already exists for customer: \(context.account)")
        }
        guard mine.count < CloudTrailService.trailLimit else {
            throw AWSError.trail(
                "MaximumNumberOfTrailsExceeded", "User: \(context.account) already has 5 trails in \(context.region).")
        }
        try check(trail)
        put(trail)
        announce(trail, context)
        return try CloudTrailService.answer(trail)
    }

    func updateTrail(_ input: UpdateTrail, _ context: MockContext) throws(AWSError) -> UpdateTrail.Output {
        var trail = try homeTrail(input.name, context)
        let topic = trail.settings.snsTopicARN
        if let bucket = input.s3BucketName {
            guard BucketName.isValid(bucket) else {
                throw AWSError.trail("InvalidS3BucketName", "Bucket name is invalid: \(bucket)")
            }
            trail.settings.s3BucketName = bucket
        }
        if let value = input.includeGlobalServiceEvents { trail.settings.includeGlobalServiceEvents = value }
        if let value = input.isMultiRegionTrail { trail.settings.isMultiRegionTrail = value }
        if let value = input.enableLogFileValidation {
            // Where validation was off, nothing is known of what was delivered.
            if value != trail.settings.logFileValidationEnabled { breakChains(of: trail) }
            trail.settings.logFileValidationEnabled = value
        }
        try apply(input, to: &trail, context)
        try check(trail)
        put(trail)
        if trail.settings.snsTopicARN != topic { announce(trail, context) }
        return try CloudTrailService.answer(trail)
    }

    /// Sets what creating and changing have in common; an empty text takes a setting away.
    private func apply(_ input: UpdateTrail, to trail: inout TrailState, _ context: MockContext) throws(AWSError) {
        if let prefix = input.s3KeyPrefix {
            guard prefix.utf8.count <= 200, !prefix.hasPrefix("/") else {
                throw AWSError.trail("InvalidS3Prefix", "S3 key prefix is invalid: \(prefix)")
            }
            trail.settings.s3KeyPrefix = prefix.isEmpty ? nil : prefix
        }
        if let topic = input.snsTopicName {
            let isARN = topic.hasPrefix("arn:")
            guard topic.utf8.count <= 256 else {
                throw AWSError.trail("InvalidSnsTopicName", "SNS Topic name is invalid: \(topic)")
            }
            let partition = ARNPartition.of(region: context.region)
            let arn = isARN ? topic : "arn:\(partition):sns:\(context.region):\(context.account):\(topic)"
            trail.settings.snsTopicARN = topic.isEmpty ? nil : arn
            trail.settings.snsTopicName = topic.isEmpty ? nil : topic
        }
        func text(_ new: String?, _ old: String?) -> String? { new.map { $0.isEmpty ? nil : $0 } ?? old }
        trail.settings.cloudWatchLogsLogGroupARN = text(
            input.cloudWatchLogsLogGroupARN, trail.settings.cloudWatchLogsLogGroupARN)
        trail.settings.cloudWatchLogsRoleARN = text(
            input.cloudWatchLogsRoleARN, trail.settings.cloudWatchLogsRoleARN)
        trail.settings.kmsKeyID = text(
            input.kmsKeyID.map { CloudTrailService.keyARN($0, context) }, trail.settings.kmsKeyID)
        if let value = input.isOrganizationTrail {
            trail.settings.isOrganizationTrail = value
            trail.organization = value ? organization : nil
        }
    }

    /// The ARN as which a key is answered; an alias stays one, as there are no keys here.
    private static func keyARN(_ key: String, _ context: MockContext) -> String {
        guard !key.isEmpty, !key.hasPrefix("arn:"), !key.hasPrefix("alias/") else { return key }
        let partition = ARNPartition.of(region: context.region)
        return "arn:\(partition):kms:\(context.region):\(context.account):key/\(key)"
    }

    /// Refuses what CloudTrail refuses before it stores a trail.
    private func check(_ trail: TrailState) throws(AWSError) {
        if trail.settings.isMultiRegionTrail == true, trail.settings.includeGlobalServiceEvents == false {
            throw AWSError.trail(
                "InvalidParameterCombination", "Multi-Region trail must include global service events.")
        }
        guard permissions.bucketExists(trail.bucket) else {
            throw AWSError.trail("S3BucketDoesNotExist", "S3 bucket \(trail.bucket) does not exist!")
        }
        guard permissions.allowBucket(trail) else {
            throw AWSError.trail(
                "InsufficientS3BucketPolicy", "Incorrect S3 bucket policy is detected for bucket: \(trail.bucket)")
        }
        guard trail.settings.snsTopicARN == nil || permissions.allowTopic(trail) else {
            throw AWSError.trail(
                "InsufficientSnsTopicPolicy", "SNS Topic does not exist or the topic policy is incorrect!")
        }
    }

    /// Tells a topic that it was configured: CloudTrail User Guide, "Configuring Amazon SNS notifications".
    private func announce(_ trail: TrailState, _ context: MockContext) {
        guard let topic = trail.settings.snsTopicARN else { return }
        permissions.topics.publish("CloudTrail validation message.", to: topic, now: context.now)
    }

    /// The settings, as far as an answer has members for them.
    private static func answer<Output: AWSStructure>(_ trail: TrailState) throws(AWSError) -> Output {
        do throws(AWSCodingError) {
            return try Output(awsValue: trail.settings.awsValue)
        } catch {
            throw error.awsError(for: .cloudtrail)
        }
    }

    func deleteTrail(_ input: DeleteTrail, _ context: MockContext) throws(AWSError) -> EmptyOutput {
        let trail = try homeTrail(input.name, context)
        state.withLock {
            $0.trails[trail.arn] = nil
            $0.digests[trail.arn] = nil
        }
        return EmptyOutput()
    }

    func getTrail(_ input: GetTrail, _ context: MockContext) throws(AWSError) -> GetTrail.Output {
        GetTrail.Output(trail: try trail(input.name, context).settings)
    }

    func describeTrails(_ input: DescribeTrails, _ context: MockContext) throws(AWSError) -> DescribeTrails.Output {
        var wanted: Set<String>?
        if let names = input.trailNameList, !names.isEmpty {
            var arns: Set<String> = []
            for name in names { arns.insert(try TrailName.arn(name, context)) }
            wanted = arns
        }
        let shadows = input.includeShadowTrails ?? true
        let all = state.withLock { Array($0.trails.values) }
        let found = all.filter { trail in
            guard trail.account == context.account, wanted?.contains(trail.arn) ?? true else { return false }
            return trail.region == context.region || (shadows && trail.settings.isMultiRegionTrail == true)
        }
        return DescribeTrails.Output(trailList: found.map(\.settings).sorted { ($0.name ?? "") < ($1.name ?? "") })
    }
}
