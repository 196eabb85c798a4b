import AWSOperations
import Testing
import Timestamps

@testable import MockAWS

@Suite struct EC2ServiceTests {
    /// A service with one CloudWatch Logs and two S3 flow logs.
    private func service() throws -> (EC2Service, ids: [String]) {
        let service = EC2Service(world: World())
        let logs = try service.createFlowLogs(
            CreateFlowLogs(
                resourceIDs: ["vpc-1"], resourceType: "VPC", trafficType: "REJECT", logGroupName: "/g",
                tagSpecifications: [
                    EC2TagSpecification(resourceType: "vpc-flow-log", tags: [EC2Tag(key: "team", value: "net")])
                ]), .testing())
        let s3 = try service.createFlowLogs(
            CreateFlowLogs(
                resourceIDs: ["subnet-1", "subnet-2"], resourceType: "Subnet", trafficType: "ALL",
                logDestinationType: "s3", logDestination: "arn:aws:s3:::bucket/prefix/", maxAggregationInterval: 60),
            .testing())
        return (service, (logs.flowLogIDs ?? []) + (s3.flowLogIDs ?? []))
    }

    @Test(arguments: [
        ("deliver-log-status", ["SUCCESS"], 3), ("deliver-log-status", ["FAILED"], 0),
        ("log-destination-type", ["s3"], 2), ("log-destination-type", ["s3", "cloud-watch-logs"], 3),
        ("log-group-name", ["/g"], 1), ("log-group-name", ["/G"], 0), ("log-group-name", ["/*"], 0),
        ("resource-id", ["subnet-2", "vpc-1", "x"], 2), ("traffic-type", ["REJECT"], 1), ("tag-key", ["team"], 1),
        ("tag:team", ["net"], 1), ("tag:team", ["other"], 0), ("tag:Team", ["net"], 0), ("flow-log-id", ["fl-0"], 0),
    ])
    func filtersChoose(name: String, values: [String], count: Int) throws {
        let input = DescribeFlowLogs(filters: [EC2Filter(name: name, values: values)])
        #expect(try service().0.describeFlowLogs(input, .testing()).flowLogs?.count == count)
    }

    @Test(arguments: [1, 2, 3, nil])
    func pagesHoldEverythingOnce(_ size: Int?) throws {
        let (service, ids) = try service()
        var input = DescribeFlowLogs(maxResults: size)
        var found: [String?] = []
        repeat {
            let page = try service.describeFlowLogs(input, .testing())
            found += (page.flowLogs ?? []).map(\.flowLogID)
            input.nextToken = page.nextToken
        } while input.nextToken != nil
        #expect(found == ids.sorted())
        #expect(ids.allSatisfy { $0.hasPrefix("fl-") && $0.utf8.count == 20 })
    }

    @Test func defaultsAreFilledIn() throws {
        let (service, _) = try service()
        let filters = [EC2Filter(name: "resource-id", values: ["vpc-1"])]
        let found = try service.describeFlowLogs(DescribeFlowLogs(filters: filters), .testing())
        let flowLog = try #require(found.flowLogs?.first)
        #expect(flowLog.logFormat == World.defaultLogFormat && flowLog.maxAggregationInterval == 600)
        #expect(flowLog.logDestination == "arn:aws:logs:us-east-1:123456789012:log-group:/g")
        #expect(flowLog.flowLogStatus == "ACTIVE" && flowLog.creationTime == Timestamp(seconds: 1_772_600_000))
        #expect(
            try service.describeFlowLogs(DescribeFlowLogs(), .testing(region: "eu-west-1")).flowLogs?.isEmpty == true)
    }

    @Test func whatCannotBeCreatedOrDeletedIsListed() throws {
        let (service, ids) = try service()
        let again = try service.createFlowLogs(
            CreateFlowLogs(
                resourceIDs: ["vpc-1", "vpc-2", "subnet-9"], resourceType: "VPC", trafficType: "REJECT",
                logGroupName: "/g"), .testing())
        #expect(again.flowLogIDs?.count == 1)
        #expect(
            again.unsuccessful?.map(\.error?.code).sorted { ($0 ?? "") < ($1 ?? "") } == [
                "FlowLogAlreadyExists", "InvalidParameterValue",
            ])
        let deleted = try service.deleteFlowLogs(DeleteFlowLogs(flowLogIDs: [ids[0], "fl-none"]), .testing())
        #expect(deleted.unsuccessful?.map(\.resourceID) == ["fl-none"])
        #expect(try service.describeFlowLogs(DescribeFlowLogs(), .testing()).flowLogs?.count == 3)
    }

    @Test(arguments: [
        (CreateFlowLogs(resourceType: "VPC", trafficType: "ALL", logGroupName: "/g"), "MissingParameter"),
        (CreateFlowLogs(resourceIDs: ["vpc-1"], resourceType: "Car", trafficType: "ALL"), "InvalidParameterValue"),
        (CreateFlowLogs(resourceIDs: ["vpc-1"], resourceType: "VPC", logGroupName: "/g"), "MissingParameter"),
        (CreateFlowLogs(resourceIDs: ["vpc-1"], resourceType: "VPC", trafficType: "ALL"), "MissingParameter"),
        (
            CreateFlowLogs(
                resourceIDs: ["vpc-1"], resourceType: "VPC", trafficType: "ALL", logGroupName: "/g",
                logFormat: "${version} srcaddr"), "InvalidParameterValue"
        ),
        (
            CreateFlowLogs(
                resourceIDs: ["vpc-1"], resourceType: "VPC", trafficType: "ALL", logDestinationType: "s3",
                logDestination: "bucket"), "InvalidParameterValue"
        ),
        (
            CreateFlowLogs(
                resourceIDs: ["vpc-1"], resourceType: "VPC", trafficType: "ALL", logGroupName: "/g",
                maxAggregationInterval: 61), "InvalidParameterValue"
        ),
        (
            CreateFlowLogs(resourceIDs: ["tgw-1"], resourceType: "TransitGateway", trafficType: "ALL"),
            "InvalidParameterCombination"
        ),
        (CreateFlowLogs(dryRun: true), "DryRunOperation"),
    ])
    func wrongRequestsAreRefused(_ input: CreateFlowLogs, _ code: String) throws {
        let service = EC2Service(world: World())
        let error = #expect(throws: AWSError.self) { try service.createFlowLogs(input, .testing()) }
        #expect(error?.code == code)
    }

    @Test(arguments: [
        (DescribeFlowLogs(flowLogIDs: ["fl-none"]), "InvalidFlowLogId.NotFound", 400),
        (DescribeFlowLogs(nextToken: "x"), "InvalidNextToken", 400),
        (DescribeFlowLogs(maxResults: 0), "InvalidParameterValue", 400),
        (DescribeFlowLogs(filters: [EC2Filter(name: "colour", values: ["x"])]), "InvalidParameterValue", 400),
        (DescribeFlowLogs(dryRun: true), "DryRunOperation", 412),
    ])
    func wrongQuestionsAreRefused(_ input: DescribeFlowLogs, _ code: String, _ status: Int) throws {
        let error = #expect(throws: AWSError.self) { try service().0.describeFlowLogs(input, .testing()) }
        #expect(error?.code == code && error?.httpStatus == status)
    }
}
