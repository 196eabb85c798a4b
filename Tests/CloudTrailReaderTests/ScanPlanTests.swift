import CloudTrail
import CloudTrailReader
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

    func walk(_ plan: ScanPlan) -> (selected: [String], listings: Int) {
        var selected: [String] = []
        var pending = [plan.start]
        var listings = 0
        while let step = pending.popLast() {
            listings += 1
            switch step.kind {
            case .day(let day):
                selected += keys.sorted().filter { key in
                    key.hasPrefix(step.prefix)
                        && plan.stamp(of: key, on: day).map { plan.selects($0, on: day) } ?? false
                }
            case .folders:
                pending += folders(step.prefix).flatMap { plan.steps(below: $0, of: step) }.reversed()
            }
        }
        return (selected, listings)
    }
}

@Suite struct ScanPlanTests {
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
        key(a, "eu-west-1", "20240131T235700Z", "CloudTrail-Digest"),
        key(a, "eu-west-1", "20240201T003000Z", "CloudTrail-Digest"),
        key(a, "eu-west-1", "20240201T010400Z", "CloudTrail-Digest"),
        key(a, "eu-west-1", "20240201T013000Z", "CloudTrail-Digest"),
        key(a, "eu-west-1", "20240201T0000Z", root: "p/q/AWSLogs/"),
        "AWSLogs/\(a)/Config/eu-west-1/2024/2/1/ConfigHistory/x.json.gz", "AWSLogs/\(a)/CloudTrail/",
        "AWSLogs/notes.txt", "AWSLogs/notes/CloudTrail/eu-west-1/2024/02/01/x.json.gz",
    ]
    /// From 2024-01-31T23:58:00Z to 2024-02-01T00:04:00Z.
    static let midnight = CivilTime(year: 2024, month: 2, day: 1).timestamp

    private let bucket = ListedBucket(keys: ScanPlanTests.keys)

    private func plan(
        _ location: String = "bucket", kinds: [CloudTrailKey.Kind] = [.log], trail: String? = nil,
        _ change: (inout ScanOptions) -> Void = { _ in }
    ) throws -> ScanPlan {
        var options = ScanOptions()
        options.startTime = ScanPlanTests.midnight.adding(seconds: -120)
        options.endTime = ScanPlanTests.midnight.adding(seconds: 240)
        change(&options)
        return ScanPlan(location: try CloudTrailLocation(location), options: options, kinds: kinds, trail: trail)
    }

    @Test func allAccountsRegionsAndOrganisationsOfTheWindowAreFound() throws {
        let found = bucket.walk(try plan())
        #expect(found.selected == [1, 3, 4, 5].map { ScanPlanTests.keys[$0] })
        // Accounts; two accounts' regions; the organisation's accounts and regions; two days of four regions.
        #expect(found.listings == 1 + 2 + 2 + 2 * 4)
        #expect(bucket.walk(try plan("bucket/p/q")).selected == [ScanPlanTests.keys[10]])
    }

    @Test func includeListsNarrow() throws {
        let accounts = try plan { $0.accounts = [ScanPlanTests.b] }
        #expect(bucket.walk(accounts).selected == [4, 5].map { ScanPlanTests.keys[$0] })
        #expect(bucket.walk(try plan { $0.regions = ["eu-west-1"] }).selected == [ScanPlanTests.keys[1]])
    }

    @Test func digestsAreReadForOneHourMore() throws {
        #expect(bucket.walk(try plan(kinds: [.digest])).selected == [7, 8].map { ScanPlanTests.keys[$0] })
        #expect(bucket.walk(try plan(kinds: [.digest], trail: "other")).selected.isEmpty)
        // The last digest of a window is of the next day.
        let before = try plan(kinds: [.digest]) { $0.endTime = ScanPlanTests.midnight.adding(seconds: -60) }
        #expect(bucket.walk(before).selected == [ScanPlanTests.keys[7]])
        let long = try plan(kinds: [.digest]) {
            $0.startTime = nil
            $0.endTime = ScanPlanTests.midnight.adding(seconds: -60)
        }
        #expect(bucket.walk(long).selected == [6, 7].map { ScanPlanTests.keys[$0] })
    }

    @Test func aLongWindowIsWalkedByTheFoldersThatExist() throws {
        let found = bucket.walk(try plan { $0.startTime = Timestamp(seconds: 0) })
        #expect(found.selected == [0, 1, 3, 4, 5].map { ScanPlanTests.keys[$0] })
        #expect(found.listings < 30)
    }

    @Test func nothingIsInAnEmptyWindow() throws {
        let empty = try plan(kinds: [.log]) { $0.endTime = $0.startTime }
        #expect(bucket.walk(empty).selected.isEmpty)
    }
}
