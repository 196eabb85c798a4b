import AWSClient
import AWSOperations
import CloudTrailSetup
import Testing

/// Trails that are taken over, and those that only have the same name.
@Suite(.timeLimit(.minutes(15))) struct AdoptionTests {
    @Test func bucketOfAnotherAccountIsLeftAlone() async throws {
        let bench = try SetupBench(
            rule: #"{"name":"foreign","match":{"operation":["HeadBucket","GetBucketTagging"]},"schedule":"always","#
                + #""effect":{"error":{"code":"AccessDenied","status":403}}}"#)
        try await bench.makeForeignTrail("audit", bucket: "central-logs")
        let design = SetupBench.design()
        let outcomes = try await bench.setUp(design, adopts: true)
        #expect(outcomes.first?.hasPrefix("kept: bucket central-logs, which the trail has") == true)
        #expect(outcomes.contains("changed: trail audit") && !outcomes.contains { $0.contains("bucket policy") })
        #expect(try await bench.trail().snsTopicARN == design.topicARN)
        let complaints = try await bench.complaints(design)
        #expect(complaints.map(\.link) == ["bucket"] && complaints.map(\.state) == [.unknown])
        #expect(try await bench.remains(design).first?.contains("belongs to somebody else") == true)
        // A bucket that is asked for has to be one's own.
        await #expect(throws: SetupError.self) {
            try await bench.setUp(SetupBench.design { $0.bucket = "central-logs" })
        }
    }

    @Test func trailThatIsNotThereIsNotAdopted() async throws {
        let bench = try SetupBench()
        let error = await #expect(throws: SetupError.self) {
            try await bench.setUp(SetupBench.design("audti"), adopts: true)
        }
        #expect(error?.description.contains("no trail audti in us-east-1") == true)
        #expect(try await bench.client.send(ListBuckets()).buckets ?? [] == [])
    }

    @Test func homeRegionOfATrailOfTheSameNameIsNamed() async throws {
        let bench = try SetupBench()
        try await bench.setUp(SetupBench.design { $0.isMultiRegion = true })
        var design = SetupBench.design()
        design.region = "eu-west-1"
        let client = try bench.client(in: "eu-west-1")
        for adopts in [false, true] {
            let error = await #expect(throws: SetupError.self) {
                _ = try await TrailSetup(design, client: client, adopts: adopts).run()
            }
            #expect(error?.description.contains("home region is us-east-1") == true)
        }
        #expect(try await bench.client.send(ListBuckets()).buckets?.count == 1)
    }
}
