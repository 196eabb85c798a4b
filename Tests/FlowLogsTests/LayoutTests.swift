import FlowLogs
import Testing
import Timestamps

private func time(_ text: String) -> Timestamp {
    Timestamp(iso8601: text) ?? Timestamp(milliseconds: 0)
}

@Suite struct FlowLogKeyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let key: String
        let account: String?
        let region: String?
        var flowLogID: String? = "fl-1234abcd"
        var layout = FlowLogKey.Layout.daily
        var format = FlowLogKey.FileFormat.text
        var organization: String?
        var testDescription: String { key }
    }

    static let file = "123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20180620T1620Z_fe123456.log.gz"
    static let cases = [
        Case(
            key: "AWSLogs/123456789012/vpcflowlogs/us-east-1/2018/06/20/\(file)", account: "123456789012",
            region: "us-east-1"),
        Case(
            key: "a/b/AWSLogs/123456789012/vpcflowlogs/us-east-1/2018/06/20/16/\(file)", account: "123456789012",
            region: "us-east-1", layout: .hourly),
        Case(
            key: "AWSLogs/o-abc/123456789012/vpcflowlogs/us-east-1/2018/06/20/\(file)", account: "123456789012",
            region: "us-east-1", organization: "o-abc"),
        Case(
            key:
                "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/year=2018/month=06/day=20/\(file)",
            account: "123456789012", region: "us-east-1", layout: .hive),
        Case(
            key:
                "AWSLogs/aws-account-id=123456789012/service=vpcflowlogs/aws-region=us-east-1/year=2018/month=06/day=20/hour=16/\(file.replacing(".log.gz", with: ".log.parquet"))",
            account: "123456789012", region: "us-east-1", layout: .hiveHourly, format: .parquet),
        Case(key: file, account: "123456789012", region: "us-east-1", layout: .other),
        Case(key: "x_20180620T1620Z_y", account: nil, region: nil, flowLogID: nil, layout: .other),
    ]

    @Test(arguments: cases) func isReadAsFarAsItTells(_ test: Case) throws {
        let key = try #require(FlowLogKey(test.key))
        #expect(key.key == test.key)
        #expect(key.stamp == time("2018-06-20T16:20:00Z"))
        #expect(key.account == test.account)
        #expect(key.region == test.region)
        #expect(key.flowLogID == test.flowLogID)
        #expect(key.layout == test.layout)
        #expect(key.fileFormat == test.format)
        #expect(key.organization == test.organization)
    }

    @Test(arguments: [
        "", "/", "a", "20180620T1620Z_y", "a/20180620T1620Z_x/b", "x_20180620T1620_y", "x_20180631T1620Z_y", "x_y_z",
    ])
    func withoutAStampIsNone(key: String) {
        #expect(FlowLogKey(key) == nil)
    }
}

@Suite struct FlowLogLocationTests {
    @Test(arguments: [
        ("bucket", "bucket", "", "AWSLogs/"), ("bucket/", "bucket", "", "AWSLogs/"),
        ("bucket/a/b", "bucket", "a/b", "a/b/AWSLogs/"),
        ("bucket//a/b//", "bucket", "a/b", "a/b/AWSLogs/"), ("s3://bucket/a", "bucket", "a", "a/AWSLogs/"),
        ("arn:aws:s3:::bucket/a/", "bucket", "a", "a/AWSLogs/"), ("arn:aws-cn:s3:::bucket", "bucket", "", "AWSLogs/"),
    ])
    func isReadInEverySpelling(text: String, bucket: String, prefix: String, logsPrefix: String) throws {
        let location = try FlowLogLocation(text)
        #expect(location.bucket == bucket)
        #expect(location.prefix == prefix)
        #expect(location.logsPrefix == logsPrefix)
    }

    @Test(arguments: [
        "", "/", "/a", "s3://", "s3:///a", "arn:aws:s3", "arn:aws:s3:us-east-1:1:accesspoint/x", "arn:aws:sqs:::q",
    ])
    func needsABucket(text: String) {
        #expect(throws: FlowLogError.self) { try FlowLogLocation(text) }
    }
}

@Suite struct FlowLogLayoutTests {
    private func layout(
        _ start: String = "2018-06-20T16:20:00Z", _ end: String = "2018-06-21T00:00:01Z", accounts: Set<String>? = nil,
        regions: Set<String>? = nil
    ) throws -> FlowLogLayout {
        FlowLogLayout(
            location: try FlowLogLocation("bucket/p"), window: TimeWindow(start: time(start), end: time(end)),
            accounts: accounts, regions: regions)
    }

    /// Walks a bucket of keys as a reader does.
    private func walk(_ layout: FlowLogLayout, _ keys: [String]) -> (keys: [String], listings: [String]) {
        var found: [String] = []
        var made: [String] = []
        var stack = [layout.start]
        while let listing = stack.popLast() {
            made.append(listing.prefix)
            let below = keys.sorted().filter { $0.hasPrefix(listing.prefix) }
            if listing.kind == .objects {
                found += below.compactMap { layout.selects($0)?.key }
                continue
            }
            var folders: [String] = []
            for key in below {
                guard let slash = key.dropFirst(listing.prefix.count).firstIndex(of: "/") else { continue }
                let folder = String(key[...slash])
                if folders.last != folder { folders.append(folder) }
            }
            stack += folders.flatMap { layout.listings(below: $0, in: listing) }.reversed()
        }
        return (found, made)
    }

    private static func name(_ account: String, _ region: String, _ stamp: String) -> String {
        "\(account)_vpcflowlogs_\(region)_fl-1_\(stamp)_x.log.gz"
    }

    private static let plain = [
        "p/AWSLogs/1/vpcflowlogs/us-east-1/2018/06/20/" + name("1", "us-east-1", "20180620T1620Z"),
        "p/AWSLogs/1/vpcflowlogs/us-east-1/2018/06/20/17/" + name("1", "us-east-1", "20180620T1700Z"),
        "p/AWSLogs/1/vpcflowlogs/us-west-2/2018/06/21/" + name("1", "us-west-2", "20180621T0000Z"),
        "p/AWSLogs/2/vpcflowlogs/us-east-1/2018/06/20/" + name("2", "us-east-1", "20180620T2355Z"),
    ]
    private static let hive = [
        "p/AWSLogs/aws-account-id=3/aws-service=vpcflowlogs/aws-region=us-east-1/year=2018/month=06/day=20/"
            + name("3", "us-east-1", "20180620T1620Z"),
        "p/AWSLogs/aws-account-id=3/service=vpcflowlogs/aws-region=us-east-1/year=2018/month=06/day=20/hour=16/"
            + name("3", "us-east-1", "20180620T1625Z"),
    ]
    private static let organization = [
        "p/AWSLogs/o-abc/4/vpcflowlogs/us-east-1/2018/06/20/" + name("4", "us-east-1", "20180620T1620Z")
    ]
    private static let others = [
        "p/AWSLogs/1/CloudTrail/us-east-1/2018/06/20/" + name("1", "us-east-1", "20180620T1620Z"),
        "p/AWSLogs/1/vpcflowlogs/us-east-1/2018/06/20/" + name("1", "us-east-1", "20180620T1615Z"),
        "p/AWSLogs/1/vpcflowlogs/us-east-1/2018/06/21/" + name("1", "us-east-1", "20180621T0005Z"),
        "p/AWSLogs/1/vpcflowlogs/us-east-1/2018/06/20/notes.txt", "p/AWSLogs/note", "q/x_20180620T1620Z_y",
    ]

    @Test func findsEveryLayoutInOrderOfTheKeys() throws {
        let wanted = FlowLogLayoutTests.plain + FlowLogLayoutTests.hive + FlowLogLayoutTests.organization
        let inKeyOrder = wanted.sorted()
        let walked = walk(try layout(), wanted + FlowLogLayoutTests.others)
        #expect(walked.keys == inKeyOrder)
        #expect(!walked.listings.contains { $0.contains("CloudTrail") })
        // Over the whole calendar the folders that exist are found instead of every day being listed.
        let wide = walk(try layout("0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"), wanted)
        #expect(wide.keys == inKeyOrder)
        #expect(wide.listings.count < 60)
    }

    @Test func wideWindowsPassOverOtherFolders() throws {
        let keys = (1...12).flatMap { month in
            (2016...2020).map { year in
                let month = (month < 10 ? "0" : "") + String(month)
                return "p/AWSLogs/1/vpcflowlogs/us-east-1/\(year)/\(month)/15/"
                    + FlowLogLayoutTests.name("1", "us-east-1", "\(year)\(month)15T0000Z")
            }
        }
        let walked = walk(
            try layout("2017-11-15T00:00:00Z", "2018-02-15T00:00:00Z"), keys + ["p/AWSLogs/1/vpcflowlogs/us-east-1/x/y"]
        )
        #expect(walked.keys.map { String($0.dropFirst(34).prefix(7)) } == ["2017/11", "2017/12", "2018/01"])
        #expect(!walked.listings.contains { $0.contains("/2016/") || $0.contains("/2018/03/") })
    }

    @Test func listsTheDaysOfTheWindow() throws {
        let layout = try layout("2018-12-31T23:59:59.999Z", "2019-01-02T00:00:00Z")
        let regions = layout.listings(below: "p/AWSLogs/1/", in: layout.start)
        #expect(regions.map(\.prefix) == ["p/AWSLogs/1/vpcflowlogs/"])
        let days = layout.listings(below: "p/AWSLogs/1/vpcflowlogs/us-east-1/", in: regions[0])
        let folder = "p/AWSLogs/1/vpcflowlogs/us-east-1/"
        #expect(days.map(\.prefix) == [folder + "2018/12/31/", folder + "2019/01/01/"])
        #expect(days.allSatisfy { $0.kind == .objects })
    }

    @Test func takesOnlyTheAccountsAndRegionsAskedFor() throws {
        let all = FlowLogLayoutTests.plain + FlowLogLayoutTests.hive + FlowLogLayoutTests.organization
        #expect(walk(try layout(accounts: ["3", "4"]), all).keys == all.suffix(3))
        #expect(walk(try layout(regions: ["us-west-2"]), all).keys == [all[2]])
        #expect(walk(try layout(accounts: []), all).keys.isEmpty)
    }

    @Test func anEmptyWindowHasNothing() throws {
        #expect(walk(try layout("2018-06-20T16:20:00Z", "2018-06-20T16:20:00Z"), FlowLogLayoutTests.plain).keys.isEmpty)
        #expect(!TimeWindow.lastHour(before: time("2018-06-20T16:20:00Z")).isEmpty)
    }
}
