import CloudTrailSetup
import JSON
import Testing

@Suite struct SetupPlanTests {
    private func calls(_ design: TrailDesign) -> [String] { design.plan.compactMap(\.call) }

    @Test func planNamesEveryCallInOrder() {
        let design = TrailDesign(account: "123456789012", region: "us-east-1")
        #expect(
            calls(design) == [
                "s3:CreateBucket", "s3:PutBucketTagging", "s3:PutBucketPolicy", "sns:CreateTopic",
                "sns:SetTopicAttributes", "sqs:CreateQueue", "sqs:SetQueueAttributes", "sns:Subscribe",
                "cloudtrail:CreateTrail", "cloudtrail:StartLogging",
            ])
        #expect(design.bucket == "cloudtrail-reader-123456789012-us-east-1")
        #expect(design.plan.first?.parameters["CreateBucketConfiguration"] == nil)
    }

    @Test func choicesShowInTheTrail() throws {
        let design = TrailDesign(
            account: "123456789012", region: "eu-west-1", trail: "Audit", prefix: "logs/", isMultiRegion: true,
            organization: "o-1a2b3c4d5e", validatesLogFiles: false, kmsKey: "alias/logs")
        #expect(
            design.plan.first?.parameters["CreateBucketConfiguration"]?["LocationConstraint"] == "eu-west-1")
        let trail = try #require(design.plan.first { $0.call == "cloudtrail:CreateTrail" }).parameters
        #expect(trail["S3KeyPrefix"] == "logs")
        #expect(trail["IsMultiRegionTrail"] == true && trail["IsOrganizationTrail"] == true)
        #expect(trail["EnableLogFileValidation"] == false && trail["KmsKeyId"] == "alias/logs")
        let remark = try #require(design.plan.first { $0.call == nil })
        #expect(remark.title.contains("alias/logs") && remark.parameters.array == TrailPolicies(design).key)
    }

    @Test func tagsHaveTheFormOfEachService() throws {
        let plan = TrailDesign(account: "123456789012", region: "eu-west-1", trail: "audit").plan
        func parameters(_ call: String) throws -> JSONValue {
            try #require(plan.first { $0.call == call }).parameters
        }
        let list: JSONValue = [
            ["Key": "created-by", "Value": "cloudtrail_reader"], ["Key": "trail", "Value": "audit"],
        ]
        #expect(try parameters("s3:PutBucketTagging")["Tagging"]?["TagSet"] == list)
        #expect(try parameters("sns:CreateTopic")["Tags"] == list)
        #expect(try parameters("cloudtrail:CreateTrail")["TagsList"] == list)
        #expect(try parameters("sqs:CreateQueue")["tags"]?["trail"] == "audit")
    }

    @Test func policiesStandInThePlanAsDocuments() throws {
        let design = TrailDesign(account: "123456789012", region: "eu-west-1")
        let step = try #require(design.plan.first { $0.call == "s3:PutBucketPolicy" })
        #expect(step.parameters["Policy"]?["Statement"]?.array == TrailPolicies(design).bucket)
    }
}
