import AWSClient
import AWSOperations
import CloudTrailSetup
import JSON
import Testing

/// What the doctor says of chains that work in another form, and of those that only look as if they worked.
@Suite(.timeLimit(.minutes(15))) struct DoctorVerdictTests {
    @Test(arguments: [("GetTrail", "trail"), ("GetTopicAttributes", "topic"), ("GetQueueUrl", "queue")])
    func deniedCallIsTheFindingOfItsLink(operation: String, link: String) async throws {
        let bench = try SetupBench(denying: operation)
        let complaints = try await bench.complaints(SetupBench.design())
        #expect(complaints.filter { $0.state == .unknown }.map(\.link).first == link)
        #expect(Set(complaints.map(\.link)).isSuperset(of: ["trail", "bucket", "topic", "queue"]))
    }

    @Test func deniedCallsDoNotHideTheOthers() async throws {
        let bench = try SetupBench(denying: "GetTrailStatus")
        // Made without a set-up, which asks for the status, too.
        try await bench.makeForeignTrail("audit", bucket: "corporate-logs")
        let complaints = try await bench.complaints(SetupBench.design())
        #expect(complaints.map(\.link) == ["trail", "logging", "topic", "queue"])
        #expect(complaints.map(\.state) == [.broken, .unknown, .broken, .broken])
        #expect(complaints[1].seen.contains("AccessDenied"))
    }

    /// Another form of the same policy.
    private static func rewritten(_ design: TrailDesign) -> String {
        let (trail, bucket) = (design.trailARN, design.bucketARN)
        return #"""
            {"Statement":[
            {"Action":["s3:Get*"],"Resource":["\#(bucket)"],"Effect":"Allow","Sid":"x",
             "Principal":{"Service":["cloudtrail.amazonaws.com"]},"Condition":{"ArnLike":{"AWS:SourceArn":"\#(trail)"}}},
            {"Condition":{"StringEquals":{"aws:SourceArn":["other","\#(trail)"],"s3:x-amz-acl":"bucket-owner-full-control"}},
             "Action":"s3:PutObject","Resource":["\#(bucket)/*"],"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"}},
            {"Sid":"tls","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"\#(bucket)/*",
             "Condition":{"Bool":{"aws:SecureTransport":"false"}}}
            ]}
            """#
    }

    @Test func policiesAreJudgedByWhatTheyAllow() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        try await bench.setUp(design)
        _ = try await bench.client.send(PutBucketPolicy(bucket: design.bucket, policy: Self.rewritten(design)))
        #expect(try await bench.complaints(design) == [])
        #expect(try await bench.setUp(design).allSatisfy { $0.hasPrefix("unchanged: ") })
    }

    @Test(arguments: [
        (#""Condition":{}"#, TrailDoctor.Finding.State.broken),
        (#""Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}"#, .broken),
        (#""Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}"#, .warning),
        (#""Condition":{"NumericLessThan":{"s3:TlsVersion":"1.2"}}"#, .warning),
    ])
    func denialsAreSeen(condition: String, state: TrailDoctor.Finding.State) async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        try await bench.setUp(design)
        let denial = try JSONValue(
            parsing: #"{"Sid":"no","Effect":"Deny","Principal":"*","Action":"s3:PutObject","#
                + #""Resource":"\#(design.bucketARN)/*",\#(condition)}"#)
        let policy: JSONValue = ["Statement": .array(TrailPolicies(design).bucket + [denial])]
        _ = try await bench.client.send(PutBucketPolicy(bucket: design.bucket, policy: policy.text()))
        let complaints = try await bench.complaints(design)
        #expect(complaints.map(\.link) == ["bucket policy"] && complaints.map(\.state) == [state])
        #expect(complaints.first?.seen.contains("'no'") == true)
    }

    @Test(arguments: [
        ("alias/aws/sns", "alias/aws/sqs", TrailDoctor.Finding.State.broken), ("alias/own", "alias/own", .warning),
    ])
    func keysOfTopicAndQueueAreSeen(topic: String, queue: String, state: TrailDoctor.Finding.State) async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        try await bench.setUp(design)
        _ = try await bench.client.send(
            SetTopicAttributes(topicARN: design.topicARN, attributeName: "KmsMasterKeyId", attributeValue: topic))
        let url = try await bench.client.send(GetQueueUrl(queueName: design.queue)).queueURL
        _ = try await bench.client.send(SetQueueAttributes(queueURL: url, attributes: ["KmsMasterKeyId": queue]))
        let complaints = try await bench.complaints(design)
        #expect(complaints.map(\.link) == ["topic key", "queue key"])
        #expect(complaints.allSatisfy { $0.state == state })
    }

    @Test(arguments: [
        (nil, TrailDoctor.Finding.State.broken), ("MessageBody", .warning),
    ])
    func filterOfTheSubscriptionIsSeen(scope: String?, state: TrailDoctor.Finding.State) async throws {
        let bench = try SetupBench()
        let design = SetupBench.design()
        try await bench.setUp(design)
        let subscriptions = try await bench.client.send(ListSubscriptionsByTopic(topicARN: design.topicARN))
        _ = try await bench.client.send(
            Unsubscribe(subscriptionARN: subscriptions.subscriptions?.first?.subscriptionARN))
        var attributes = ["FilterPolicy": #"{"kind":["x"]}"#]
        attributes["FilterPolicyScope"] = scope
        _ = try await bench.client.send(
            Subscribe(
                topicARN: design.topicARN, protocol: "sqs", endpoint: design.queueARN, attributes: attributes))
        let complaints = try await bench.complaints(design)
        #expect(complaints.map(\.link) == ["subscription"] && complaints.map(\.state) == [state])
    }

    @Test func differencesNameBothValues() async throws {
        let bench = try SetupBench()
        try await bench.setUp(SetupBench.design { $0.prefix = "lead" })
        let complaints = try await bench.complaints(
            SetupBench.design {
                $0.prefix = "tail"
                $0.isMultiRegion = true
                $0.validatesLogFiles = false
            })
        #expect(
            complaints.map { "\($0.state.rawValue) \($0.seen)" } == [
                "broken its prefix is lead, not tail", "warning its all regions is off, not on",
                "warning its log file validation is on, not off",
            ], "the policy is that of the prefix that the trail has")
    }

    @Test func organizationHasToBeNamed() async throws {
        let bench = try SetupBench()
        let design = SetupBench.design {
            $0.isMultiRegion = true
            $0.organization = "o-exampleorgid"
        }
        try await bench.setUp(design)
        #expect(try await bench.complaints(design) == [])
        #expect(try await bench.complaints(SetupBench.design()).map(\.link) == ["organisation"])
        // Without the id, the new place could not be allowed.
        await #expect(throws: SetupError.self) {
            try await bench.setUp(SetupBench.design { $0.prefix = "lead" })
        }
        #expect(try await bench.setUp(SetupBench.design()).allSatisfy { $0.hasPrefix("unchanged: ") })
    }
}
