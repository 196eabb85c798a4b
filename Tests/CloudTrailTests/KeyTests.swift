import CloudTrail
import Testing
import Timestamps

func time(_ text: String) -> Timestamp {
    Timestamp(iso8601: text) ?? Timestamp(milliseconds: 0)
}

@Suite struct CloudTrailKeyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let key: String
        var kind = CloudTrailKey.Kind.log
        var prefix: String? = ""
        var organization: String?
        var region = "us-east-2"
        var stamp: String? = "2015-08-17T14:45:00Z"
        var trail: String?
        var homeRegion: String?
        var isBackfill = false
        var testDescription: String { key }
    }

    static let folders = "AWSLogs/111122223333/CloudTrail/us-east-2/2015/08/17/"
    static let file = "111122223333_CloudTrail_us-east-2_20150817T1445Z_9nYN7gp2eWAJHIfT.json.gz"
    static let digests = "AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/"
    static let digest = "111122223333_CloudTrail-Digest_us-east-2_your-trail_us-west-2_20150817T144500Z"

    static let cases = [
        Case(key: folders + file),
        Case(key: "a/b/" + folders + file, prefix: "a/b"),
        Case(key: "a b/é/" + folders + file, prefix: "a b/é"),
        Case(key: "AWSLogs/copy/" + folders + file, prefix: "AWSLogs/copy"),
        Case(
            key: "AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-2/2015/08/17/\(file)",
            organization: "o-exampleorgid"),
        Case(key: file, prefix: nil),
        Case(key: "some/where/" + file, prefix: nil),
        Case(key: String(file.dropLast(3)), prefix: nil),
        Case(
            key: digests + digest + ".json.gz", kind: .digest, trail: "your-trail", homeRegion: "us-west-2"),
        Case(
            key: digests + digest + "_backfill.json.gz", kind: .digest, trail: "your-trail", homeRegion: "us-west-2",
            isBackfill: true),
        Case(
            key: digests + "111122223333_CloudTrail-Digest_us-east-2_my_trail_2_us-west-2_20150817T144500Z.json.gz",
            kind: .digest, trail: "my_trail_2", homeRegion: "us-west-2"),
        Case(
            key: "AWSLogs/o-a/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/\(digest).json.gz", kind: .digest,
            organization: "o-a", trail: "your-trail", homeRegion: "us-west-2"),
        Case(
            key: "AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2015/08/17/"
                + "111122223333_CloudTrail-Insight_us-east-2_20150817T1445Z_x.json.gz", kind: .insight),
        Case(
            key: "AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2015/08/17/whatever.json.gz", kind: .insight,
            stamp: nil),
        Case(
            key: "AWSLogs/111122223333/CloudTrail-NetworkActivity/us-east-2/2015/08/17/x.json.gz",
            kind: .networkActivity, stamp: nil),
        Case(
            key: "AWSLogs/111122223333/CloudTrail-Aggregated/us-east-2/2015/08/17/x.json.gz", kind: .aggregated,
            stamp: nil),
    ]

    @Test(arguments: cases) func isReadAsFarAsItTells(_ test: Case) throws {
        let key = try #require(CloudTrailKey(test.key))
        #expect(key.key == test.key)
        #expect(key.kind == test.kind)
        #expect(key.prefix == test.prefix)
        #expect(key.organization == test.organization)
        #expect(key.account == "111122223333")
        #expect(key.region == test.region)
        #expect(key.stamp == test.stamp.map { time($0) })
        #expect(key.day == (test.prefix == nil ? nil : CivilTime(year: 2015, month: 8, day: 17)))
        #expect(key.trail == test.trail)
        #expect(key.homeRegion == test.homeRegion)
        #expect(key.isBackfill == test.isBackfill)
        #expect(key.kind.holdsRecords == (test.kind != .digest))
    }

    @Test(arguments: [
        "", "/", "a", folders, folders + "x.json.gz", folders + file + ".txt",
        folders + file.replacing(".json", with: ""),
        folders + "111122223333_CloudTrail_us-east-2_20150817T1445_x.json.gz",
        folders + "111122223333_CloudTrail_us-east-2_20150832T1445Z_x.json.gz",
        folders + "111122223333_CloudTrail_us-east-2_20150817T1445Z.json.gz", folders + digest + ".json.gz",
        digests + file, digests + "111122223333_CloudTrail-Digest_us-east-2_us-west-2_20150817T144500Z.json.gz",
        "AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2015/08/17/x.txt",
        "AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2015/02/30/x.json.gz",
        "AWSLogs/111122223333/CloudTrail-Insight/us-east-2/2015/8/17/x.json.gz",
        "AWSLogs/11112222333/CloudTrail-Insight/us-east-2/2015/08/17/x.json.gz",
        "AWSLogs/111122223333/Config/us-east-2/2015/8/17/ConfigHistory/"
            + "111122223333_Config_us-east-2_ConfigHistory_AWS::EC2::Volume_20150817T144500Z_20150817T144500Z_1.json.gz",
        "AWSLogs/111122223333/CloudTrail/CloudTrail-Digest/us-east-2",
        "AWSLogs/111122223333/vpcflowlogs/us-east-1/2018/06/20/"
            + "111122223333_vpcflowlogs_us-east-1_fl-1234abcd_20180620T1620Z_fe123456.log.gz",
    ])
    func ofSomethingElseIsNone(key: String) {
        #expect(CloudTrailKey(key) == nil)
    }

    @Test func ofANotificationIsDecoded() throws {
        let encoded = "a+b/%C3%A9/c%2Bd%2526/" + CloudTrailKeyTests.folders + CloudTrailKeyTests.file
        let key = try #require(CloudTrailKey(formEncoded: encoded))
        #expect(key.prefix == "a b/é/c+d%26")
    }
}
