import CloudTrailSetup
import JSON
import Testing

@Suite struct SetupPlanTests {
    private func calls(_ design: TrailDesign) -> [String] { design.plan.map(\.call) }

    @Test func planNamesEveryCallInOrder() {
        let design = TrailDesign(account: "123456789012", region: "us-east-1")
        #expect(
            calls(design) == [
                "s3:CreateBucket", "s3:PutBucketTagging", "s3:PutBucketPolicy", "sns:CreateTopic",
                "sns:SetTopicAttributes", "sqs:CreateQueue", "sqs:SetQueueAttributes", "sns:Subscribe",
                "cloudtrail:CreateTrail", "cloudtrail:StartLogging",
            ])
        #expect(design.bucket == "cloudtrail-reader-123456789012-us-east-1")
        #expect(design.plan.first?.parameters["LocationConstraint"] == nil)
    }

    @Test func choicesShowInTheTrail() throws {
        let design = TrailDesign(
            account: "123456789012", region: "eu-west-1", trail: "Audit", prefix: "logs/", isMultiRegion: true,
            organization: "o-1a2b3c4d5e", validatesLogFiles: false, kmsKey: "alias/logs")
        #expect(design.bucket == "audit-123456789012-eu-west-1")
        #expect(design.plan.first?.parameters["LocationConstraint"] == "eu-west-1")
        let trail = try #require(design.plan.first { $0.call == "cloudtrail:CreateTrail" }).parameters
        #expect(trail["S3KeyPrefix"] == "logs")
        #expect(trail["IsMultiRegionTrail"] == true && trail["IsOrganizationTrail"] == true)
        #expect(trail["EnableLogFileValidation"] == false && trail["KmsKeyId"] == "alias/logs")
        #expect(calls(design).contains("kms:PutKeyPolicy"))
    }

    @Test(arguments: [
        ("Audit_log.x", "audit-log-x-123456789012-us-east-1"), ("_t", "t-123456789012-us-east-1"),
        (String(repeating: "n", count: 128), String(repeating: "n", count: 40) + "-123456789012-us-east-1"),
    ])
    func bucketsHaveNamesThatS3Takes(trail: String, bucket: String) {
        #expect(TrailDesign(account: "123456789012", region: "us-east-1", trail: trail).bucket == bucket)
    }

    @Test func policiesStandInThePlanAsDocuments() throws {
        let design = TrailDesign(account: "123456789012", region: "eu-west-1")
        let step = try #require(design.plan.first { $0.call == "s3:PutBucketPolicy" })
        #expect(step.parameters["Policy"]?["Statement"]?.array == TrailPolicies(design).bucket)
    }
}
