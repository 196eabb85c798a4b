import AWSClient
import AWSOperations

/// The trail itself.
extension SetupRun {
    func makeTrail() async throws {
        let title = "trail \(design.trail)"
        guard let trail else {
            let creation = CreateTrail(
                name: design.trail, s3BucketName: design.bucket, s3KeyPrefix: design.prefix,
                snsTopicName: design.topic, includeGlobalServiceEvents: true,
                isMultiRegionTrail: design.isMultiRegion ?? false,
                enableLogFileValidation: design.validatesLogFiles ?? true, kmsKeyID: design.kmsKey,
                isOrganizationTrail: design.organization != nil, tagsList: design.trailTags)
            try await propagation.of(.trail) { _ = try await client.send(creation) }
            return report(title, .created)
        }
        let differences = design.differences(from: trail)
        guard !differences.isEmpty else { return report(title, .unchanged) }
        let isOrganization: Bool? =
            design.organization != nil ? true : design.removals.contains(.organization) ? false : nil
        let update = UpdateTrail(
            name: design.trail, s3BucketName: design.bucket, s3KeyPrefix: design.prefix ?? "",
            snsTopicName: design.topic, includeGlobalServiceEvents: design.isMultiRegion == true ? true : nil,
            isMultiRegionTrail: design.isMultiRegion, enableLogFileValidation: design.validatesLogFiles,
            kmsKeyID: design.kmsKey ?? (design.removals.contains(.kmsKey) ? "" : nil),
            isOrganizationTrail: isOrganization)
        let updated = try await propagation.of(.trail) { try await client.send(update) }
        // Only the answer tells whether an alias is the key that the trail has.
        let isSame = differences.allSatisfy { !$0.isCertain } && updated.kmsKeyID == trail.kmsKeyID
        report(title, isSame ? .unchanged : .changed)
    }

    func logging() async throws {
        let status = try await client.send(GetTrailStatus(name: design.trail))
        if status.isLogging == true { return report("logging", .unchanged) }
        _ = try await client.send(StartLogging(name: design.trail))
        report("logging", .changed)
    }

    /// So that the next set-up need not be told again.
    func markAdopted() async throws {
        let tag = CloudTrailTag(key: TrailDesign.adoptedTag.key, value: TrailDesign.adoptedTag.value)
        _ = try await client.send(AddTags(resourceID: design.trailARN, tagsList: [tag]))
        report("tags of the trail \(design.trail)", .changed)
    }
}
