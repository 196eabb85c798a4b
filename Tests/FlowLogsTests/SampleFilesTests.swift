import FlowLogs
import Gzip
import TestSupport
import Testing

/// The real and documented files of ../shared/samples/vpcflow; the numbers are those of their README.
@Suite(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)"))
struct SampleFilesTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let records: Int
        let headers: Int
        var skipped = 0
        var testDescription: String { name }

        init(_ name: String, _ records: Int, headers: Int, skipped: Int = 0) {
            self.name = name
            self.records = records
            self.headers = headers
            self.skipped = skipped
        }
    }

    static let samples = [
        Sample("awsdoc-nat-custom.log", 6, headers: 1), Sample("awsdoc-v2-default.log", 7, headers: 0),
        Sample("awsdoc-v3-tcpflags.log", 8, headers: 1),
        // The README counts the line `...` as a record; it is no number.
        Sample("awsdoc-v3-tgw-eni.log", 4, headers: 1, skipped: 1),
        Sample("awsdoc-v5-traffic-path.log", 2, headers: 1), Sample("coralogix-s3-vpcflow.log.gz", 2, headers: 1),
        Sample("derived/crlf.log", 3, headers: 1), Sample("derived/empty.log.gz", 0, headers: 0),
        Sample("derived/header-only.log.gz", 0, headers: 1), Sample("derived/no-header.log", 3, headers: 0),
        Sample("derived/opensearch-bodies.log", 22, headers: 1), Sample("derived/two-members.log.gz", 6, headers: 2),
        Sample("flowlogs-reader-V2_RECORDS.log", 5, headers: 0), Sample("flowlogs-reader-V3_FILE.log", 2, headers: 1),
        Sample("otel-tgw-v6.log", 1, headers: 1), Sample("otel-v2-multi.log", 2, headers: 1),
        Sample("otel-v2-nodata.log", 1, headers: 1), Sample("otel-v2-too-few-fields.log", 1, headers: 1),
        Sample("otel-v2-too-many-fields.log", 1, headers: 1), Sample("otel-v7-ecs.log", 1, headers: 1),
        Sample("promtail-s3-vpcflowlog.log.gz", 3, headers: 1), Sample("vpcflowreporter-sample.dat", 60, headers: 0),
    ]

    @Test(arguments: samples) func isReadAsItsReadmeSays(_ sample: Sample) throws {
        let bytes = try text(of: sample.name)
        let whole = parse(bytes)
        #expect(whole.counters.records == sample.records)
        #expect(whole.counters.headerLines == sample.headers)
        #expect(whole.counters.skippedRecords == sample.skipped)
        for cut in stride(from: 0, to: bytes.count, by: 13) {
            #expect(parse(bytes, with: FlowLogParser(batchBytes: 1), cutAt: [cut]).lines == whole.lines)
        }
    }

    @Test func keepsWhatTheFieldsSay() throws {
        let ecs = try #require(parse(try text(of: "otel-v7-ecs.log")).records.first)
        #expect(ecs.ecsClusterARN?.hasPrefix("arn:aws:ecs:") == true)
        #expect(ecs.version == 5)
        let crlf = parse(try text(of: "derived/crlf.log")).lines
        #expect(crlf == parse(try text(of: "derived/no-header.log")).lines)
        let nat = parse(try text(of: "awsdoc-nat-custom.log")).records
        #expect(nat.map(\.start).allSatisfy { $0 == nil })
        #expect(nat.first?.instanceID == nil)
        #expect(nat.last?.packetDestinationAddress == "10.0.1.5")
    }

    private func text(of name: String) throws -> [UInt8] {
        let bytes = try SharedFiles.bytes("samples/vpcflow/" + name)
        guard GzipMagic.matches(bytes) else { return bytes }
        let inflater = Inflater()
        var output: [UInt8] = []
        var offset = 0
        repeat {
            offset += try inflater.inflate(bytes, from: offset, appendingTo: &output, limit: 1 << 16)
        } while offset < bytes.count || !inflater.needsInput
        try inflater.finish()
        return output
    }
}
