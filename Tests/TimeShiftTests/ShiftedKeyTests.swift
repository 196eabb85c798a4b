import FlowLogs
import Testing
import TimeShift
import Timestamps

@Suite struct ShiftedKeyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let before: String
        let minutes: Int64
        let after: String

        init(_ before: String, _ minutes: Int64, _ after: String) {
            self.before = before
            self.minutes = minutes
            self.after = after
        }

        var testDescription: String { "\(before) by \(minutes)" }
    }

    private static let day: Int64 = 1440

    static let cases = [
        // Days, months and years turn.
        Case(
            "p/AWSLogs/1/vpcflowlogs/us-east-1/2026/03/04/1_vpcflowlogs_us-east-1_fl-1_20260304T2305Z_5eed0001.log.gz",
            90,
            "p/AWSLogs/1/vpcflowlogs/us-east-1/2026/03/05/1_vpcflowlogs_us-east-1_fl-1_20260305T0035Z_5eed0001.log.gz"),
        Case("a/2025/12/31/x_20251231T2359Z_y.json.gz", 1, "a/2026/01/01/x_20260101T0000Z_y.json.gz"),
        Case("a/2024/03/01/x_20240301T0010Z_y", -20, "a/2024/02/29/x_20240229T2350Z_y"),
        Case("a/2025/03/01/x_20250301T0010Z_y", -20, "a/2025/02/28/x_20250228T2350Z_y"),
        Case("a/2100/02/28/x_21000228T1200Z_y", day, "a/2100/03/01/x_21000301T1200Z_y"),
        Case("a/2023/02/28/x_20230228T1200Z_y", 366 * day, "a/2024/02/29/x_20240229T1200Z_y"),
        // Hours and Hive names.
        Case("a/2026/03/04/23/x_20260304T2350Z_y", 15, "a/2026/03/05/00/x_20260305T0005Z_y"),
        Case(
            "a/year=2026/month=03/day=04/x_20260304T0000Z_y.log.parquet", -1,
            "a/year=2026/month=03/day=03/x_20260303T2359Z_y.log.parquet"),
        Case(
            "a/year=2026/month=03/day=04/hour=00/x_20260304T0000Z_y", -1,
            "a/year=2026/month=03/day=03/hour=23/x_20260303T2359Z_y"),
        // A digest of CloudTrail, with seconds.
        Case(
            "AWSLogs/1/CloudTrail-Digest/us-east-1/2026/03/04/1_CloudTrail-Digest_us-east-1_t_us-east-1_20260304T235907Z.json.gz",
            1,
            "AWSLogs/1/CloudTrail-Digest/us-east-1/2026/03/05/1_CloudTrail-Digest_us-east-1_t_us-east-1_20260305T000007Z.json.gz"
        ),
        // A folder that is a day behind its stamp stays a day behind.
        Case("a/2026/03/03/x_20260304T2359Z_y", 1, "a/2026/03/04/x_20260305T0000Z_y"),
        // Without a stamp the folder moves by whole days or hours.
        Case("a/2026/03/04/trail.json.gz", day / 2 - 1, "a/2026/03/04/trail.json.gz"),
        Case("a/2026/03/04/trail.json.gz", day / 2, "a/2026/03/05/trail.json.gz"),
        Case("a/2026/03/04/trail.json.gz", -day / 2, "a/2026/03/03/trail.json.gz"),
        Case("a/2026/03/04/00/trail.json.gz", -31, "a/2026/03/03/23/trail.json.gz"),
        Case("a/2026/03/04/", 2 * day, "a/2026/03/06/"),
        // The folders nearest to the file count.
        Case("2020/01/01/2026/03/04/x", day, "2020/01/01/2026/03/05/x"),
        // Nothing that tells a time.
        Case("readme.txt", day, "readme.txt"),
        Case("", day, ""),
        Case("2026/03/readme.txt", day, "2026/03/readme.txt"),
        Case("2026/13/04/x", day, "2026/13/04/x"),
        Case("x_20260230T0000Z_y", day, "x_20260230T0000Z_y"),
        Case("x_120260304T0000Z_y", day, "x_120260304T0000Z_y"),
        Case("x_20260304T0000Za_y", day, "x_20260304T0000Za_y"),
        Case("x_20260304T0000Z_/y", day, "x_20260304T0000Z_/y"),
        // Beyond the calendar.
        Case("x_20260304T0000Z_y", 8000 * 366 * day, "x_20260304T0000Z_y"),
    ]

    @Test(arguments: cases) func keysMove(test: Case) {
        let delta = ShiftDelta(minutes: test.minutes)
        let moved = ShiftedKey(test.before, by: delta).key
        #expect(moved == test.after)
        #expect(moved.utf8.count == test.before.utf8.count)
        #expect(ShiftedKey(moved, by: -delta).key == test.before || moved == test.before)
    }

    @Test func movingBackGivesTheKey() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let time = Timestamp(seconds: Int64.random(in: 0...4_000_000_000, using: &random))
            let folderTime = time.adding(seconds: [0, 0, 0, 86_400, -3600].randomElement(using: &random) ?? 0)
            let key = ShiftedKeyTests.key(
                time, folders: folderTime, shape: Int.random(in: 0..<5, using: &random))
            let delta = ShiftDelta(minutes: Int64.random(in: -3_000_000...3_000_000, using: &random))
            let moved = ShiftedKey(key, by: delta)
            #expect(moved.tellsTime)
            #expect(ShiftedKey(moved.key, by: -delta).key == key, "\(key) by \(delta.minutes)")
        }
    }

    @Test func movedKeysAreWhatAWSWouldWrite() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let time = Timestamp(seconds: Int64.random(in: 0...4_000_000_000, using: &random))
            let delta = ShiftDelta(minutes: Int64.random(in: -3_000_000...3_000_000, using: &random))
            let shape = Int.random(in: 0..<4, using: &random)
            let later = time.shifted(by: delta)
            guard later.seconds >= 0 else { continue }
            let expected = ShiftedKeyTests.key(later, folders: later, shape: shape)
            #expect(ShiftedKey(ShiftedKeyTests.key(time, folders: time, shape: shape), by: delta).key == expected)
            #expect(FlowLogKey(expected)?.stamp.seconds == ShiftDelta(from: Timestamp(seconds: 0), to: later).seconds)
        }
    }

    /// A key of one of the layouts; the last one has no stamp.
    private static func key(_ time: Timestamp, folders: Timestamp, shape: Int) -> String {
        let day = folders.iso8601.prefix(10).split(separator: "-").map(String.init)
        let hour = String(folders.iso8601.dropFirst(11).prefix(2))
        let stamp = time.iso8601Basic.prefix(13) + "Z"
        let name = "123456789012_vpcflowlogs_us-east-1_fl-0a_\(stamp)_5eed0001.log.gz"
        let plain = day.joined(separator: "/")
        let hive = zip(["year=", "month=", "day="], day).map { $0 + $1 }.joined(separator: "/")
        return switch shape {
        case 0: "AWSLogs/123456789012/vpcflowlogs/us-east-1/\(plain)/\(name)"
        case 1: "AWSLogs/123456789012/vpcflowlogs/us-east-1/\(plain)/\(hour)/\(name)"
        case 2: "p/AWSLogs/aws-account-id=1/aws-service=vpcflowlogs/aws-region=us-east-1/\(hive)/\(name)"
        case 3: "AWSLogs/aws-account-id=1/aws-service=vpcflowlogs/aws-region=us-east-1/\(hive)/hour=\(hour)/\(name)"
        default: "exports/\(plain)/report.csv"
        }
    }

    @Test func deltaGoesFromMinuteToMinute() throws {
        let source = try #require(Timestamp(iso8601: "2026-03-05T00:34:59.999Z"))
        let target = try #require(Timestamp(iso8601: "2026-11-24T12:00:00Z"))
        #expect(source.shifted(by: ShiftDelta(from: source, to: target)).iso8601 == "2026-11-24T12:00:59.999Z")
        let before = Timestamp(milliseconds: -1)
        #expect(ShiftDelta(from: before, to: Timestamp(milliseconds: 0)).minutes == 1)
    }

    @Test func stampsAreTold() {
        #expect(ShiftedKey.stamp(of: "a/x_20260304T1205Z_y")?.iso8601 == "2026-03-04T12:05:00Z")
        #expect(ShiftedKey.stamp(of: "a/2026/03/04/x") == nil)
        #expect(ShiftedKey.folderTime(of: "a/2026/03/04/x")?.iso8601 == "2026-03-04T00:00:00Z")
        #expect(ShiftedKey.folderTime(of: "a/2026/03/04/07/x")?.iso8601 == "2026-03-04T07:00:00Z")
    }
}
