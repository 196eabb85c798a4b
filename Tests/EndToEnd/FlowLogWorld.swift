import Foundation
import Gzip
import TestSupport

/// The world that the end-to-end tests read: small, and with everything in it that goes wrong.
struct FlowLogWorld: Sendable {
    let folder: TemporaryFolder

    static let account = "123456789012"
    static let region = "us-east-1"
    static let day = "2024/05/01"
    /// The window in which everything lies.
    static let window = ["-s", "2024-05-01 00:00:00", "-e", "2024-05-02 00:00:00"]
    /// 2024-05-01 10:00:00 UTC.
    static let start = 1_714_557_600

    static let header =
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"
    static let format = header.split(separator: " ").map { "${\($0)}" }.joined(separator: " ")

    /// One world for all tests: nobody changes it.
    static let shared = Result { try FlowLogWorld() }

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("world.json", Array(FlowLogWorld.description.utf8))
        try writeBuckets()
        try writeLogGroups()
    }

    /// A line of the default format; the number tells lines apart.
    static func line(_ number: Int, source: String = "192.0.2.1", port: Int = 443, status: String = "OK") -> String {
        "2 123456789012 eni-0a1b2c3d \(source) 198.51.100.7 \(port) 49152 6 10 840 "
            + "\(start + number) \(start + number + 59) ACCEPT \(status)"
    }

    /// How `print` writes such a line.
    static func printed(_ number: Int, source: String = "192.0.2.1", port: Int = 443) -> String {
        line(number, source: source, port: port) + String(repeating: " -", count: 33)
    }

    static func text(_ numbers: some Sequence<Int>) -> [UInt8] {
        Array(([header] + numbers.map { line($0) }).map { $0 + "\n" }.joined().utf8)
    }

    /// The key of an object in the default layout.
    static func key(_ time: String, _ suffix: String = ".log.gz") -> String {
        "AWSLogs/\(account)/vpcflowlogs/\(region)/\(day)/"
            + "\(account)_vpcflowlogs_\(region)_fl-0123456789abcdef0_20240501T\(time)Z_0a1b2c3d\(suffix)"
    }

    private func put(_ bucket: String, _ key: String, _ bytes: [UInt8]) throws {
        try folder.write("s3/\(bucket)/\(key)", bytes)
    }

    private func writeBuckets() throws {
        let first = Deflater.gzip(FlowLogWorld.text(1...3))
        let second = Deflater.gzip(FlowLogWorld.text(4...6))
        let third = Deflater.gzip(FlowLogWorld.text(7...9))
        for (bucket, damaged) in [
            ("good-bucket", second),
            ("corrupt-bucket", FlowLogWorld.corrupted(second)),
            ("truncated-bucket", Array(second.dropLast(12))),
            ("garbage-bucket", second + Array("garbage".utf8)),
            ("empty-object-bucket", []),
            ("header-only-bucket", Deflater.gzip(FlowLogWorld.text([]))),
            ("plain-bucket", FlowLogWorld.text(4...6)),
            ("members-bucket", Deflater.gzip(FlowLogWorld.text([4, 5])) + Deflater.gzip(FlowLogWorld.text([6]))),
            ("parquet-magic-bucket", Array("PAR1 and more".utf8)),
        ] {
            try put(bucket, FlowLogWorld.key("1000"), first)
            try put(bucket, FlowLogWorld.key("1005"), damaged)
            try put(bucket, FlowLogWorld.key("1010"), third)
        }
        try put("parquet-bucket", FlowLogWorld.key("1000"), first)
        try put("parquet-bucket", FlowLogWorld.key("1005", ".log.parquet"), Array("PAR1....PAR1".utf8))
        try put("other-bucket", "photos/cat.jpg", [1, 2, 3])
        try put("other-bucket", "AWSLogs/\(FlowLogWorld.account)/CloudTrail/us-east-1/x.json.gz", [1])
        try put("prefix-bucket", "team/network/" + FlowLogWorld.key("1000"), first)
        try put("prefix-bucket", "AWSLogs-old/readme.txt", [1])
        let hive = "AWSLogs/aws-account-id=\(FlowLogWorld.account)/aws-service=vpcflowlogs/aws-region=us-east-1/"
        let name = FlowLogWorld.key("1000").split(separator: "/").last.map(String.init) ?? ""
        try put("hive-bucket", hive + "year=2024/month=05/day=01/hour=10/" + name, first)
        try put("organization-bucket", "AWSLogs/o-exampleorgid/" + FlowLogWorld.key("1000").dropFirst(8), first)
        let hourly = FlowLogWorld.key("1000").replacingOccurrences(of: "/01/1", with: "/01/10/1")
        try put("hourly-bucket", hourly, first)
        let odd = [
            FlowLogWorld.header, FlowLogWorld.line(1), "2 123456789012 eni-0a1b2c3d 192.0.2.1",
            FlowLogWorld.line(2).replacingOccurrences(of: " 840 ", with: " many "), FlowLogWorld.line(3, port: 0),
            "2 123456789012 eni-0a1b2c3d - - - - - - - \(FlowLogWorld.start) \(FlowLogWorld.start + 59) - NODATA",
        ]
        try put("odd-bucket", FlowLogWorld.key("1000"), Deflater.gzip(Array(odd.joined(separator: "\r\n").utf8)))
        let noTimes = "srcaddr dstaddr srcport dstport protocol bytes packets\n192.0.2.9 198.51.100.7 1 2 6 3 4\n"
        try put("no-times-bucket", FlowLogWorld.key("1000"), Deflater.gzip(Array(noTimes.utf8)))
        try put("many-bucket", FlowLogWorld.key("1000"), Deflater.gzip(FlowLogWorld.text(1...20_000)))
    }

    private func writeLogGroups() throws {
        func put(_ group: String, _ stream: String, _ lines: [(Int, String)]) throws {
            let text = lines.map { "\((FlowLogWorld.start + $0.0) * 1000) \($0.1)\n" }.joined()
            try folder.write("logs/\(group)/\(stream).log", Array(text.utf8))
        }
        try put("good-group", "eni-a-all", (1...3).map { ($0 * 10, FlowLogWorld.line($0 * 10)) })
        try put("good-group", "eni-b-all", (1...3).map { ($0 * 10 + 5, FlowLogWorld.line($0 * 10 + 5)) })
        try put("good-group", "eni-never-written", [])
        try put("undescribed-group", "eni-a-all", [(1, FlowLogWorld.line(1))])
        let short = "192.0.2.8 198.51.100.7 \(FlowLogWorld.start + 2) \(FlowLogWorld.start + 3)"
        try put("two-formats-group", "eni-a-all", [(1, FlowLogWorld.line(1)), (2, short)])
    }

    /// The stream with some bytes in its middle changed.
    private static func corrupted(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for index in bytes.indices.dropFirst(20).prefix(12) { bytes[index] ^= 0xFF }
        return bytes
    }

    private static let description = """
        {
          "accounts": ["\(account)"],
          "regions": ["\(region)"],
          "roles": [{"arn": "arn:aws:iam::\(account):role/reader", "externalId": "the-external-id"}],
          "flowLogs": [
            {"flowLogId": "fl-0123456789abcdef0", "resourceId": "vpc-1", "logGroupName": "good-group",
             "logDestinationType": "cloud-watch-logs", "logFormat": "\(format)"},
            {"flowLogId": "fl-0123456789abcdef1", "resourceId": "vpc-1", "logGroupName": "two-formats-group",
             "logDestinationType": "cloud-watch-logs", "logFormat": "\(format)"},
            {"flowLogId": "fl-0123456789abcdef2", "resourceId": "vpc-1", "logGroupName": "two-formats-group",
             "logDestinationType": "cloud-watch-logs", "logFormat": "${srcaddr} ${dstaddr} ${start} ${end}"}
          ]
        }
        """
}
