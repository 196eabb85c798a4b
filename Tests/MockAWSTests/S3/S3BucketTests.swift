import AWSOperations
import HTTPMessages
import SigV4
import Testing
import Timestamps

@testable import MockAWS

@Suite struct S3BucketTests {
    private static func create(_ name: String, _ constraint: String? = nil) -> CreateBucket {
        CreateBucket(
            bucket: name,
            createBucketConfiguration: constraint.map { CreateBucket.Configuration(locationConstraint: $0) })
    }

    @Test func lifeOfABucket() throws {
        let client = InProcessClient()
        #expect(try client.send(Self.create("logs-a")).location == "/logs-a")
        #expect(try client.send(HeadBucket(bucket: "logs-a")).bucketRegion == "us-east-1")
        #expect(try client.send(ListBuckets()).buckets?.map(\.name) == ["logs-a"])
        _ = try client.send(PutObject(bucket: "logs-a", key: "k", body: [1]))
        #expect(InProcessClient.errorCode { try client.send(DeleteBucket(bucket: "logs-a")) } == "BucketNotEmpty")
        _ = try client.send(DeleteObject(bucket: "logs-a", key: "k"))
        _ = try client.send(DeleteBucket(bucket: "logs-a"))
        #expect(try client.response(HeadBucket(bucket: "logs-a")).status == 404)
        #expect(InProcessClient.errorCode { try client.send(ListObjectsV2(bucket: "logs-a")) } == "NoSuchBucket")
    }

    struct Creation: Sendable, CustomTestStringConvertible {
        var region: String
        var constraint: String?
        /// The region of the bucket, or the code of the error.
        var result: String

        var testDescription: String { "\(constraint ?? "none") in \(region): \(result)" }
    }

    @Test(arguments: [
        Creation(region: "us-east-1", result: "us-east-1"),
        Creation(region: "us-east-1", constraint: "eu-west-1", result: "eu-west-1"),
        Creation(region: "us-east-1", constraint: "EU", result: "eu-west-1"),
        Creation(region: "us-east-1", constraint: "us-east-1", result: "InvalidLocationConstraint"),
        Creation(region: "us-east-1", constraint: "nowhere", result: "InvalidLocationConstraint"),
        Creation(region: "eu-west-1", constraint: "eu-west-1", result: "eu-west-1"),
        Creation(region: "eu-west-1", result: "IllegalLocationConstraintException"),
        Creation(region: "eu-west-1", constraint: "us-west-2", result: "IllegalLocationConstraintException"),
        Creation(region: "eu-west-1", constraint: "us-east-1", result: "IllegalLocationConstraintException"),
    ])
    func regionOfANewBucket(creation: Creation) throws {
        let client = InProcessClient().inRegion(creation.region)
        let code = InProcessClient.errorCode { try client.send(Self.create("logs-a", creation.constraint)) }
        guard code == nil else {
            #expect(code == creation.result)
            return
        }
        #expect(try client.send(HeadBucket(bucket: "logs-a")).bucketRegion == creation.result)
        let location = try client.send(GetBucketLocation(bucket: "logs-a")).locationConstraint ?? ""
        #expect(location == (creation.result == "us-east-1" ? "" : creation.result))
    }

    @Test func creatingABucketAgain() throws {
        let client = InProcessClient().inRegion("us-east-1")
        _ = try client.send(Self.create("logs-a"))
        _ = try client.send(Self.create("logs-a"))
        _ = try client.send(Self.create("logs-b", "eu-west-1"))
        #expect(
            InProcessClient.errorCode { try client.send(Self.create("logs-b", "eu-west-1")) }
                == "BucketAlreadyOwnedByYou")
    }

    @Test func bucketsOfAnotherAccountAreTakenAndUnseen() throws {
        let (client, other) = Self.twoAccounts(InProcessClient.world)
        _ = try client.send(Self.create("logs-a"))
        #expect(InProcessClient.errorCode { try other.send(Self.create("logs-a")) } == "BucketAlreadyExists")
        #expect(InProcessClient.errorCode { try other.send(DeleteBucket(bucket: "logs-a")) } == "AccessDenied")
        #expect(try other.send(ListBuckets()).buckets?.isEmpty != false)
        #expect(try other.send(ListBuckets()).owner?.id != client.send(ListBuckets()).owner?.id)
        let expected = HeadBucket(bucket: "logs-a", expectedBucketOwner: "999999999999")
        #expect(try client.response(expected).status == 403)
    }

    @Test func bucketOfAWorldIsOpenToItsAccountsUntilItHasAPolicy() throws {
        var world = InProcessClient.world
        world.buckets = [
            WorldBucket(
                name: "logs-w", region: "us-east-1", account: "123456789012", creationTime: Timestamp(seconds: 0),
                objects: [])
        ]
        let (client, other) = Self.twoAccounts(world)
        _ = try other.send(HeadBucket(bucket: "logs-w"))
        #expect(try other.send(ListObjectsV2(bucket: "logs-w")).name == "logs-w")
        let policy = #"{"Version": "2012-10-17", "Statement": []}"#
        _ = try client.send(PutBucketPolicy(bucket: "logs-w", policy: policy))
        #expect(try other.response(HeadBucket(bucket: "logs-w")).status == 403)
        #expect(InProcessClient.errorCode { try other.send(ListObjectsV2(bucket: "logs-w")) } == "AccessDenied")
    }

    /// Clients of the default account and of another one.
    private static func twoAccounts(_ world: World) -> (InProcessClient, InProcessClient) {
        var world = world
        world.accounts = ["123456789012", "999999999999"]
        world.credentials = [.dummy(account: "123456789012"), credentials(account: "999999999999")]
        let client = InProcessClient(MockAWSOptions(world: world))
        let other = client.inRegion(
            "us-east-1",
            credentials: .init(
                accessKeyID: world.credentials[1].accessKeyID, secretAccessKey: world.credentials[1].secretAccessKey))
        return (client, other)
    }

    private static func credentials(account: String) -> WorldCredentials {
        WorldCredentials(
            accessKeyID: "AKIAOTHEREXAMPLE0001", secretAccessKey: "other", sessionToken: nil, account: account,
            arn: "arn:aws:iam::\(account):user/other", userID: "AIDAOTHER", expiration: nil)
    }

    @Test func bucketsAreListedInPagesByNameAndRegion() throws {
        let client = InProcessClient()
        for name in ["b-2", "a-1", "b-1", "c-1"] { _ = try client.send(Self.create(name)) }
        _ = try client.send(Self.create("b-3", "eu-west-1"))
        var names: [[String?]] = []
        var request = ListBuckets(maxBuckets: 2)
        repeat {
            let page = try client.send(request)
            names.append((page.buckets ?? []).map(\.name))
            request.continuationToken = page.continuationToken
        } while request.continuationToken != nil
        #expect(names == [["a-1", "b-1"], ["b-2", "b-3"], ["c-1"]])
        #expect(try client.send(ListBuckets(prefix: "b-")).buckets?.map(\.name) == ["b-1", "b-2", "b-3"])
        #expect(try client.send(ListBuckets(bucketRegion: "eu-west-1")).buckets?.map(\.name) == ["b-3"])
        #expect(InProcessClient.errorCode { try client.send(ListBuckets(maxBuckets: 0)) } == "InvalidArgument")
        #expect(
            InProcessClient.errorCode { try client.send(ListBuckets(continuationToken: "?")) } == "InvalidArgument")
    }

    @Test func bucketOfTheWorldSendsOtherRegionsToItsOwn() throws {
        var world = InProcessClient.world
        world.buckets = [
            WorldBucket(
                name: "world-logs", region: "eu-west-1", account: "123456789012", creationTime: InProcessClient.now,
                objects: [])
        ]
        let client = InProcessClient(MockAWSOptions(world: world))
        #expect(try client.send(ListObjectsV2(bucket: "world-logs")).keyCount == 0, "unsigned: no region is wrong")
        let wrong = client.inRegion("us-east-1")
        let response = try wrong.response(ListObjectsV2(bucket: "world-logs"))
        let error = ListObjectsV2.error(from: response)
        #expect(response.status == 301)
        #expect(response.headers["x-amz-bucket-region"] == "eu-west-1")
        #expect(error.code == "PermanentRedirect")
        #expect(error.details["Bucket"] == "world-logs")
        #expect(try wrong.send(GetBucketLocation(bucket: "world-logs")).locationConstraint == "eu-west-1")
        #expect(try client.inRegion("eu-west-1").send(ListObjectsV2(bucket: "world-logs")).keyCount == 0)

        let strict = InProcessClient(MockAWSOptions(world: world, signatures: .strict)).inRegion("us-east-1")
        let refusal = try strict.response(ListObjectsV2(bucket: "world-logs"))
        #expect(refusal.status == 400)
        #expect(ListObjectsV2.error(from: refusal).code == "AuthorizationHeaderMalformed")
        #expect(ListObjectsV2.error(from: refusal).details["Region"] == "eu-west-1")
    }
}
