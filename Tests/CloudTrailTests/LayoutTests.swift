import CloudTrail
import Testing
import Timestamps

/// A bucket that lists its keys like S3.
private struct ListedBucket {
    var keys: [String]

    func folders(_ prefix: String) -> [String] {
        var seen: Set<String> = []
        for key in keys where key.hasPrefix(prefix) {
            let rest = key.dropFirst(prefix.count)
            if let slash = rest.firstIndex(of: "/") { seen.insert(prefix + rest[...slash]) }
        }
        return seen.sorted()
    }

    func walk(_ layout: CloudTrailLayout) -> (selected: [String], listings: Int) {
        var selected: [String] = []
        var pending = [layout.start]
        var listings = 0
        while let listing = pending.popLast() {
            listings += 1
            switch listing.scope {
            case .objects:
                selected += keys.filter { $0.hasPrefix(listing.prefix) && layout.selects($0) != nil }.sorted()
            case .folders:
                pending += folders(listing.prefix).flatMap { layout.listings(below: $0, in: listing) }.reversed()
            }
        }
        return (selected, listings)
    }
}

@Suite struct CloudTrailLayoutTests {
    static func key(
        _ account: String, _ region: String, _ stamp: String, _ kind: String = "CloudTrail", root: String = "AWSLogs/"
    ) -> String {
        let day = "\(stamp.prefix(4))/\(stamp.dropFirst(4).prefix(2))/\(stamp.dropFirst(6).prefix(2))"
        let name =
            kind == "CloudTrail-Digest"
            ? "\(account)_\(kind)_\(region)_trail_us-east-1_\(stamp)" : "\(account)_\(kind)_\(region)_\(stamp)_abc"
        return "\(root)\(account)/\(kind)/\(region)/\(day)/\(name).json.gz"
    }

    static let a = "111111111111"
    static let b = "222222222222"
    static let keys = [
        key(a, "eu-west-1", "20240131T2355Z"), key(a, "eu-west-1", "20240201T0000Z"),
        key(a, "eu-west-1", "20240201T0005Z"), key(a, "us-east-1", "20240201T0000Z"),
        key(b, "us-east-1", "20240201T0000Z"), key(b, "us-east-1", "20240201T0000Z", root: "AWSLogs/o-x/"),
        key(a, "eu-west-1", "20240201T003000Z", "CloudTrail-Digest"),
        key(a, "eu-west-1", "20240201T013000Z", "CloudTrail-Digest"),
        key(a, "eu-west-1", "20240201T000000Z", "CloudTrail-Insight"),
        key(a, "eu-west-1", "20240201T0000Z", root: "p/q/AWSLogs/"),
        "AWSLogs/\(a)/Config/eu-west-1/2024/2/1/ConfigHistory/x.json.gz", "AWSLogs/\(a)/CloudTrail/",
        "AWSLogs/notes.txt",
        "AWSLogs/notes/CloudTrail/eu-west-1/2024/02/01/x.json.gz",
    ]
    static let window = time("2024-01-31T23:58:00Z")..<time("2024-02-01T00:04:00Z")

    @Test func allAccountsRegionsAndOrganisationsOfTheWindowAreFound() throws {
        let layout = CloudTrailLayout(location: CloudTrailLocation(bucket: "b"), window: CloudTrailLayoutTests.window)
        let found = ListedBucket(keys: CloudTrailLayoutTests.keys).walk(layout)
        #expect(
            found.selected == [
                CloudTrailLayoutTests.keys[1], CloudTrailLayoutTests.keys[3], CloudTrailLayoutTests.keys[4],
                CloudTrailLayoutTests.keys[5],
            ])
        // Accounts; two accounts' regions; the organisation's accounts and regions; two days of four regions.
        #expect(found.listings == 1 + 2 + 2 + 2 * 4)
    }

    @Test func aPrefixHasItsOwnFolders() throws {
        let location = try CloudTrailLocation("s3://b/p/q/")
        let layout = CloudTrailLayout(location: location, window: CloudTrailLayoutTests.window)
        #expect(ListedBucket(keys: CloudTrailLayoutTests.keys).walk(layout).selected == [CloudTrailLayoutTests.keys[9]])
    }

    @Test func includeListsNarrow() {
        let bucket = ListedBucket(keys: CloudTrailLayoutTests.keys)
        let location = CloudTrailLocation(bucket: "b")
        let accounts = CloudTrailLayout(
            location: location, window: CloudTrailLayoutTests.window, accounts: [CloudTrailLayoutTests.b])
        #expect(bucket.walk(accounts).selected == [CloudTrailLayoutTests.keys[4], CloudTrailLayoutTests.keys[5]])
        let regions = CloudTrailLayout(location: location, window: CloudTrailLayoutTests.window, regions: ["eu-west-1"])
        #expect(bucket.walk(regions).selected == [CloudTrailLayoutTests.keys[1]])
    }

    @Test func digestsAreReadForOneHourMore() {
        let bucket = ListedBucket(keys: CloudTrailLayoutTests.keys)
        var layout = CloudTrailLayout(
            location: CloudTrailLocation(bucket: "b"), window: CloudTrailLayoutTests.window,
            kinds: [.digest, .insight, .log], accounts: [CloudTrailLayoutTests.a], regions: ["eu-west-1"])
        #expect(
            bucket.walk(layout).selected == [
                CloudTrailLayoutTests.keys[6], CloudTrailLayoutTests.keys[8], CloudTrailLayoutTests.keys[1],
            ])
        layout = CloudTrailLayout(
            location: CloudTrailLocation(bucket: "b"), window: CloudTrailLayoutTests.window, kinds: [.digest],
            trail: "other")
        #expect(bucket.walk(layout).selected.isEmpty)
    }

    @Test func aLongWindowIsWalkedByTheFoldersThatExist() {
        let layout = CloudTrailLayout(
            location: CloudTrailLocation(bucket: "b"),
            window: time("1970-01-01T00:00:00Z")..<time("2024-02-01T00:04:00Z"))
        let found = ListedBucket(keys: CloudTrailLayoutTests.keys).walk(layout)
        #expect(
            found.selected == [
                CloudTrailLayoutTests.keys[0], CloudTrailLayoutTests.keys[1], CloudTrailLayoutTests.keys[3],
                CloudTrailLayoutTests.keys[4], CloudTrailLayoutTests.keys[5],
            ])
        #expect(found.listings < 30)
    }

    @Test func nothingIsInAnEmptyWindow() {
        let moment = time("2024-02-01T00:00:00Z")
        let layout = CloudTrailLayout(
            location: CloudTrailLocation(bucket: "b"), window: moment..<moment, kinds: [.log, .digest])
        #expect(ListedBucket(keys: CloudTrailLayoutTests.keys).walk(layout).selected.isEmpty)
        #expect(layout.selects(CloudTrailLayoutTests.keys[6]) == nil)
    }

    @Test(arguments: [
        ("b", "b", ""), ("b/", "b", ""), ("b/p/q/", "b", "p/q"), ("s3://b//p", "b", "p"),
        ("arn:aws:s3:::b/p", "b", "p"),
        ("arn:aws-cn:s3:::b", "b", ""), ("b/AWSLogs/", "b", ""), ("b/p/AWSLogs", "b", "p"),
    ])
    func locationIsRead(text: String, bucket: String, prefix: String) throws {
        let location = try CloudTrailLocation(text)
        #expect(location == CloudTrailLocation(bucket: bucket, prefix: prefix))
        #expect(location.logsPrefix == (prefix.isEmpty ? "" : prefix + "/") + "AWSLogs/")
        #expect("\(location)" == (prefix.isEmpty ? bucket : "\(bucket)/\(prefix)"))
    }

    @Test(arguments: ["", "/p", "s3://", "arn:aws:sns:us-east-1:1:b", "arn:aws:s3"])
    func locationWithoutABucketIsRefused(text: String) {
        #expect(throws: TrailFormatError.self) { try CloudTrailLocation(text) }
    }
}
