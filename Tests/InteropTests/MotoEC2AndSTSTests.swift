import AWSClient
import AWSOperations
import Testing

@Suite(.enabled(if: Moto.isPresent, Moto.absence), .timeLimit(.minutes(15)))
struct MotoEC2AndSTSTests {
    private static let format = "${version} ${srcaddr} ${dstaddr} ${bytes}"

    @Test func flowLogsAreCreatedDescribedAndDeleted() async throws {
        let client = try Moto.client()
        let bucket = Moto.unique("flow-logs")
        _ = try await client.send(
            CreateBucket(bucket: bucket, createBucketConfiguration: .init(locationConstraint: "eu-central-1")))
        let vpc = try #require(try await client.send(CreateVpc(cidrBlock: "10.0.0.0/16")).vpc?.vpcID)
        func create(in resource: String) -> CreateFlowLogs {
            CreateFlowLogs(
                resourceIDs: [resource], resourceType: "VPC", trafficType: "ALL", logDestinationType: "s3",
                logDestination: "arn:aws:s3:::\(bucket)", logFormat: Self.format, maxAggregationInterval: 60)
        }
        let id = try #require(try await client.send(create(in: vpc)).flowLogIDs?.first)

        let byID = try await client.send(DescribeFlowLogs(flowLogIDs: [id]))
        let flowLog = try #require(byID.flowLogs?.first)
        #expect(flowLog.flowLogID == id)
        #expect(flowLog.resourceID == vpc)
        #expect(flowLog.logFormat == Self.format)
        #expect(flowLog.logDestination == "arn:aws:s3:::\(bucket)")
        #expect(flowLog.maxAggregationInterval == 60)
        #expect(flowLog.creationTime != nil)
        let filtered = try await client.send(
            DescribeFlowLogs(filters: [
                EC2Filter(name: "resource-id", values: ["vpc-other", vpc]),
                EC2Filter(name: "log-destination-type", values: ["s3"]),
            ]))
        #expect(filtered.flowLogs?.map(\.flowLogID) == [id])

        let refused = await refusal { _ = try await client.send(create(in: "vpc-12345678")) }
        #expect(refused?.code == "InvalidVpcID.NotFound")

        let deleted = try await client.send(DeleteFlowLogs(flowLogIDs: [id]))
        #expect(deleted.unsuccessful?.isEmpty ?? true)
        let rest = try await client.send(
            DescribeFlowLogs(filters: [EC2Filter(name: "resource-id", values: [vpc])]))
        #expect(rest.flowLogs?.isEmpty ?? true)
        let absent = await refusal {
            _ = try await client.send(DeleteFlowLogs(flowLogIDs: ["fl-12345678901234567"]))
        }
        #expect(absent?.code == "InvalidFlowLogId.NotFound")
        #expect(absent?.requestID?.isEmpty == false)
    }

    @Test func callerIsIdentified() async throws {
        let identity = try await Moto.client().send(GetCallerIdentity())
        #expect(identity.account == "123456789012")
        #expect(identity.arn?.hasPrefix("arn:aws:") == true)
    }

    @Test func roleIsAssumed() async throws {
        let client = try Moto.client(role: "arn:aws:iam::123456789012:role/reader")
        let credentials = try await client.currentCredentials()
        #expect(credentials.accessKeyID.hasPrefix("ASIA"))
        #expect(credentials.sessionToken?.isEmpty == false)
        #expect(credentials.expiration != nil)
        let identity = try await client.send(GetCallerIdentity())
        #expect(identity.arn?.contains("assumed-role/reader/flowlogs-reader-") == true)
    }

    @Test func assumingWithoutARoleIsRefusedBeforeItIsSent() async throws {
        let client = try Moto.client()
        await #expect(throws: AWSCodingError.self) { try await client.send(AssumeRole(roleSessionName: "x")) }
    }
}
