// The examples of README.md, so that the compiler reads them too: each block there stands here word for word.

import AWSClient
import CloudTrailReader
import CloudTrailStore
import FlowLogs
import FlowLogsReader
import MockAWS
import Timestamps

enum ReadmeExamples {
    static func record() throws {
        let record = try FlowRecord(
            message:
                "2 123456789010 eni-102010ab 198.51.100.1 192.0.2.1 443 49152 6 10 840 1439387263 1439387264 ACCEPT OK")
        print(record.sourceAddress ?? "-")  // 198.51.100.1
        print(record.destinationAddress ?? "-")  // 192.0.2.1
        print(record.sourcePort ?? 0)  // 443
        for (name, value) in record.dictionary.sorted(by: { $0.key < $1.key }) {
            print(name, value)  // account_id 123456789010, action ACCEPT, bytes 840, …
        }
    }

    static func scan(sink: some ObjectSink) async throws {
        let scanner = BucketScanner(
            location: try ScanLocation("my-trail-bucket"), client: try AWSClient(), sink: sink,
            state: try SQLiteScanState(file: "trail.sqlite", location: ScanLocation("my-trail-bucket")))
        let report = try await scanner.scan()
        print(report)

        let follower = QueueFollower(queue: try QueueAddress("my-trail"), client: try AWSClient(), sink: sink)
        print(try await follower.follow())
    }

    static func countRecords() async throws {
        let reader = try FlowLogsReader(logGroup: "flowlog_group")
        var records: [FlowRecord] = []
        for try await record in reader {
            records.append(record)
        }
        print(records.count)
    }

    static func options(client: AWSClient) throws {
        let reader = try FlowLogsReader(
            logGroup: "flowlog_group",
            client: client,  // your own; or region: "us-east-1", profile: "dev_profile"
            startTime: Timestamp(iso8601: "2015-08-13T00:00:00Z"),
            endTime: Timestamp(iso8601: "2015-08-14T00:00:00Z"),
            filterPattern: "REJECT",
            fields: FlowLogFormat("${version} ${account-id} ${srcaddr} ${dstaddr}"))
        let bucket = try S3FlowLogsReader(
            location: "bucket-name/optional-prefix", threadCount: 4, includeAccounts: ["12345678901", "12345678902"])
        _ = (reader, bucket)
    }

    static func everyAddress() async throws {
        var addresses = AddressSet()
        for try await record in try FlowLogsReader(logGroup: "flowlog_group") {
            addresses.insert(record)
        }
        print(addresses.sorted())
    }

    static func oneAddress() async throws {
        let target = AddressFilter(["192.0.2.1"])
        var records: [FlowRecord] = []
        for try await record in try FlowLogsReader(logGroup: "flowlog_group") where target.matches(record) {
            records.append(record.detached())
        }
    }

    static func severalProfiles() async throws {
        var addresses = AddressSet()
        for profile in ["profile1", "profile2"] {
            for try await record in try FlowLogsReader(logGroup: "flowlog_group", profile: profile) {
                addresses.insert(record)
            }
        }
    }

    static func filterPattern() async throws {
        let pattern = """
            [version="2", account_id, interface_id, srcaddr, dstaddr, \
            srcport, dstport, protocol="17", packets, bytes, \
            start, end, action, log_status="OK"]
            """
        let reader = try FlowLogsReader(logGroup: "flowlog_group", filterPattern: pattern)
        print(try await reader.reduce(0) { count, _ in count + 1 })
    }

    static func severalRegions() async throws {
        let reader = try S3FlowLogsReader(
            location: "example-bucket/optional-prefix", includeRegions: ["us-east-1", "us-east-2"])
        print(try await reader.reduce(0) { count, _ in count + 1 })
    }

    static func aggregate() async throws {
        let reader = try FlowLogsReader(logGroup: "flowlog_group")
        for row in try await aggregatedRecords(reader, keyFields: ["srcaddr", "dstaddr"]) {
            print(row.key, row.packets, row.bytes)
        }
        print(reader.bytesProcessed, reader.skippedRecords)
    }

    static func batches() async throws {
        let reader = try S3FlowLogsReader(location: "example-bucket", threadCount: 4)
        for try await addresses in reader.mapBatches({ batch in
            var addresses = AddressSet()
            addresses.insert(batch)  // on one of four workers
            return addresses
        }) {
            print(addresses.count)
        }
        print(reader.bytesProcessed, reader.compressedBytesProcessed)
        for problem in reader.problems { print(problem) }
    }

    static func mock() throws {
        let mock = try MockAWS.start(MockAWSOptions(world: World(folder: "recordings/quickstart")))
        defer { mock.stop() }
        print(mock.endpoint)  // http://127.0.0.1:<free port>
    }
}
