import CloudTrailSetup
import JSON
import Testing

@Suite struct TrailPoliciesTests {
    private func text(_ statements: [JSONValue]) -> [String] { statements.map { $0.text() } }

    private static let condition = #""aws:SourceArn":"arn:aws:cloudtrail:eu-west-1:123456789012:trail/t""#

    private static func write(_ sid: String, _ resource: String) -> String {
        #"{"Sid":"\#(sid)","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"#
            + #""Action":"s3:PutObject","Resource":"\#(resource)","#
            + #""Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control",\#(condition)}}}"#
    }

    @Test func bucketOfASingleAccount() {
        let design = TrailDesign(account: "123456789012", region: "eu-west-1", trail: "t", bucket: "b")
        #expect(
            text(TrailPolicies(design).bucket) == [
                #"{"Sid":"AWSCloudTrailAclCheck20150319","Effect":"Allow","#
                    + #""Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","#
                    + #""Resource":"arn:aws:s3:::b","Condition":{"StringEquals":{\#(Self.condition)}}}"#,
                Self.write("AWSCloudTrailWrite20150319", "arn:aws:s3:::b/AWSLogs/123456789012/*"),
            ])
    }

    @Test(arguments: [("p", "p/"), ("p/", "p/"), ("a/b", "a/b/"), ("", "")])
    func organisationWithAPrefix(prefix: String, folder: String) {
        let design = TrailDesign(
            account: "123456789012", region: "eu-west-1", trail: "t", bucket: "b", prefix: prefix,
            isMultiRegion: true, organization: "o-1a2b3c4d5e")
        #expect(
            text(TrailPolicies(design).bucket).dropFirst() == [
                Self.write("AWSCloudTrailWrite20150319", "arn:aws:s3:::b/\(folder)AWSLogs/123456789012/*"),
                Self.write("AWSCloudTrailOrganizationWrite20150319", "arn:aws:s3:::b/\(folder)AWSLogs/o-1a2b3c4d5e/*"),
            ])
    }

    @Test func topicAndQueue() {
        let design = TrailDesign(account: "123456789012", region: "cn-north-1", trail: "t", partition: "aws-cn")
        #expect(
            text(TrailPolicies(design).topic) == [
                #"{"Sid":"AWSCloudTrailSNSPolicy20131101","Effect":"Allow","#
                    + #""Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"SNS:Publish","#
                    + #""Resource":"arn:aws-cn:sns:cn-north-1:123456789012:t","Condition":{"StringEquals":"#
                    + #"{"aws:SourceArn":"arn:aws-cn:cloudtrail:cn-north-1:123456789012:trail/t"}}}"#
            ])
        #expect(
            text(TrailPolicies(design).queue) == [
                #"{"Sid":"CloudTrailReaderTopicToQueue","Effect":"Allow","#
                    + #""Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","#
                    + #""Resource":"arn:aws-cn:sqs:cn-north-1:123456789012:t","Condition":{"ArnEquals":"#
                    + #"{"aws:SourceArn":"arn:aws-cn:sns:cn-north-1:123456789012:t"}}}"#
            ])
    }

    @Test func statementsAreAddedOnceAndOthersStay() throws {
        let statements = TrailPolicies(TrailDesign(account: "1", region: "r")).topic
        var policy = try #require(
            PolicyDocument(#"{"Version":"2008-10-17","Id":"x","Statement":[{"Sid":"other","Effect":"Deny"}]}"#))
        let (first, second) = (policy.put(statements), policy.put(statements))
        #expect(first && !second)
        #expect(policy.statements.count == 2)
        #expect(policy.json["Id"] == "x" && policy.json["Version"] == "2008-10-17")
        let again = try #require(PolicyDocument(policy.json.text()))
        #expect(again == policy)
        let (third, fourth) = (policy.remove(statements), policy.remove(statements))
        #expect(third && !fourth)
        #expect(policy.statements.map { $0["Sid"] } == ["other"])
    }

    @Test(arguments: ["[]", "no json", "7"]) func whatIsNoPolicyIsRefused(text: String) {
        #expect(PolicyDocument(text) == nil)
    }

    @Test func absentPolicyIsEmpty() {
        #expect(PolicyDocument(nil)?.json.text() == #"{"Version":"2012-10-17","Statement":[]}"#)
        #expect(PolicyDocument("")?.statements.isEmpty == true)
    }
}
