import Digests
import FlowLogs
import FlowLogsReader
import Foundation
import Gzip
import HTTPMessages
import Locking
import Testing
import Timestamps

/// A bucket in memory that lists as S3 does, a few names a page.
private struct Bucket: Sendable {
    var objects: [String: [UInt8]] = [:]
    var pageSize = 2

    func answer(_ request: HTTPRequest) -> HTTPResponse {
        let parameters = request.parameters
        guard parameters["list-type"] == "2" else {
            let key = PercentEncoding.decode(request.path.dropFirst("/bucket/".count))
            guard let bytes = objects[key] else {
                return .text(404, "<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>")
            }
            return HTTPResponse(
                status: 200, headers: ["Content-Length": "\(bytes.count)", "ETag": "\"e\""], body: bytes)
        }
        let prefix = parameters["prefix"] ?? ""
        var names: [(name: String, isFolder: Bool)] = []
        for key in objects.keys.sorted() where key.hasPrefix(prefix) {
            let rest = key.dropFirst(prefix.count)
            if parameters["delimiter"] == "/", let slash = rest.firstIndex(of: "/") {
                let folder = prefix + rest[...slash]
                if names.last?.name != folder { names.append((folder, true)) }
            } else {
                names.append((key, false))
            }
        }
        let first = parameters["continuation-token"].flatMap { Int($0) } ?? 0
        let page = names.dropFirst(first).prefix(pageSize)
        let isTruncated = first + page.count < names.count
        let items = page.map {
            $0.isFolder
                ? "<CommonPrefixes><Prefix>\($0.name)</Prefix></CommonPrefixes>"
                : "<Contents><Key>\($0.name)</Key></Contents>"
        }
        let token = isTruncated ? "<NextContinuationToken>\(first + page.count)</NextContinuationToken>" : ""
        return .text(
            200,
            "<ListBucketResult><IsTruncated>\(isTruncated)</IsTruncated>\(token)\(items.joined())</ListBucketResult>")
    }
}

@Suite(.timeLimit(.minutes(15))) struct BucketReaderTests {
    private let window = TimeWindow(
        start: CivilTime(year: 2024, month: 5, day: 1).timestamp, end: CivilTime(year: 2024, month: 5, day: 3).timestamp
    )

    private static func text(_ name: String) -> [UInt8] {
        Array("version account-id interface-id srcaddr\n2 123456789012 \(name) 192.0.2.1\n".utf8)
    }

    private static func key(_ account: Int, _ region: String, _ day: Int, _ time: String = "1000") -> String {
        "AWSLogs/\(account)/vpcflowlogs/\(region)/2024/05/0\(day)/"
            + "\(account)_vpcflowlogs_\(region)_fl-1_2024050\(day)T\(time)Z_hash.log.gz"
    }

    /// Several accounts, regions and days; the interface of each record names its object.
    private static let bucket: Bucket = {
        var bucket = Bucket()
        for account in 100_000_000_001...100_000_000_005 {
            for region in ["eu-west-1", "us-east-1", "us-west-2"] {
                for day in 1...3 {
                    let name = "\(account)/\(region)/\(day)"
                    bucket.objects[key(account, region, day)] = Deflater.gzip(text(name))
                }
            }
        }
        return bucket
    }()

    private static func expected(accounts: ClosedRange<Int> = 1...5, regions: [String]) -> [String] {
        accounts.flatMap { account in
            regions.flatMap { region in [1, 2].map { "\(100_000_000_000 + account)/\(region)/\($0)" } }
        }
    }

    private func read(
        _ bucket: Bucket, accounts: Set<String>? = nil, regions: Set<String>? = nil, threadCount: Int = 0
    ) async throws -> (names: [String], reader: S3FlowLogsReader, requests: [HTTPRequest]) {
        let transport = AnsweringTransport { bucket.answer($0) }
        let reader = try S3FlowLogsReader(
            location: "bucket", client: transport.client(), startTime: window.start, endTime: window.end,
            threadCount: threadCount, includeAccounts: accounts, includeRegions: regions)
        var names: [String] = []
        for try await record in reader { names.append(record.interfaceID ?? "") }
        return (names, reader, transport.requests)
    }

    @Test(arguments: [0, 1, 3, 8, .max])
    func everyPageOfAccountsRegionsAndDaysIsReadInOrder(threadCount: Int) async throws {
        let (names, reader, _) = try await read(Self.bucket, threadCount: threadCount)
        #expect(names == Self.expected(regions: ["eu-west-1", "us-east-1", "us-west-2"]))
        #expect(reader.problems.isEmpty && reader.notes.isEmpty)
        #expect(reader.counters.records == 30)
        let objects = Self.bucket.objects.filter { $0.key.contains("/01/") || $0.key.contains("/02/") }
        #expect(reader.compressedBytesProcessed == objects.values.map(\.count).reduce(0, +))
        #expect(reader.bytesProcessed == names.map { Self.text($0).count }.reduce(0, +))
    }

    @Test func includedAccountsAndRegionsAreTheOnlyOnesListed() async throws {
        let (names, _, requests) = try await read(
            Self.bucket, accounts: ["100000000002", "100000000004"], regions: ["us-east-1"])
        #expect(names.map { $0.prefix(12) } == ["100000000002", "100000000002", "100000000004", "100000000004"])
        #expect(!requests.contains { $0.target.contains("100000000003") || $0.target.contains("us-west-2%2F2024") })
    }

    @Test func vanishedAndDamagedObjectsAreProblemsOfTheirOwn() async throws {
        var bucket = Self.bucket
        let damaged = Self.key(100_000_000_001, "eu-west-1", 2)
        bucket.objects[damaged] = bucket.objects[damaged].map { Array($0.dropLast(4)) }
        let parquet = Self.key(100_000_000_002, "eu-west-1", 1).replacing(".log.gz", with: ".log.parquet")
        bucket.objects[parquet] = Array("PAR1".utf8)
        let gone = Locked(bucket)
        let vanishing = Self.key(100_000_000_003, "eu-west-1", 1)
        let transport = AnsweringTransport { request in
            let bucket = gone.withLock { $0 }
            // The listing still shows it.
            return request.parameters.contains("list-type") || !request.path.hasSuffix(vanishing)
                ? bucket.answer(request) : Bucket().answer(request)
        }
        let told = Locked<[ReadEvent]>([])
        let reader = try S3FlowLogsReader(
            location: "bucket", client: transport.client(), startTime: window.start, endTime: window.end,
            threadCount: 4, includeRegions: ["eu-west-1"], onEvent: { event in told.withLock { $0.append(event) } })
        var count = 0
        for try await batch in reader.batches { count += batch.count }
        // The damaged object's text is complete; only its checksum is cut off.
        #expect(count == 9)
        #expect(reader.problems.map(\.cause) == [.truncated, .parquet, .refused])
        #expect(reader.problems.map(\.place) == [damaged, parquet, vanishing].map { "s3://bucket/" + $0 })
        #expect(reader.problemCount == 3)
        #expect(told.withLock { $0 } == reader.problems.map { .problem($0) })
    }

    @Test func keysThatAreListedTwiceAreReadOnce() async throws {
        let bucket = Self.bucket
        let transport = AnsweringTransport { request in
            var answer = bucket.answer(request)
            guard request.parameters.contains("list-type") else { return answer }
            // Everything on the page a second time.
            let text = String(decoding: answer.body, as: UTF8.self)
            for element in ["Contents", "CommonPrefixes"] {
                guard let start = text.range(of: "<\(element)>"), let end = text.range(of: "</ListBucketResult>") else {
                    continue
                }
                let items = text[start.lowerBound..<end.lowerBound]
                answer.body = Array(text.replacing(items, with: items + items).utf8)
            }
            return answer
        }
        let reader = try S3FlowLogsReader(
            location: "bucket", client: transport.client(), startTime: window.start, endTime: window.end)
        var names: [String] = []
        for try await record in reader { names.append(record.interfaceID ?? "") }
        #expect(names == Self.expected(regions: ["eu-west-1", "us-east-1", "us-west-2"]))
        #expect(reader.notes.contains { $0.contains("more than once; each is read once") })
    }

    @Test(arguments: ["<!DOCTYPE html><html>", "<html>no</html>", "<?xml version=\"1.0\"?><Error/>"])
    func pageInPlaceOfAnObjectIsAProblem(page: String) async throws {
        var bucket = Bucket()
        bucket.objects[Self.key(1, "r", 1)] = Array(page.utf8)
        bucket.objects[Self.key(1, "r", 2)] = Deflater.gzip(Self.text("good"))
        let (names, reader, _) = try await read(bucket)
        #expect(names == ["good"])
        #expect(reader.problems.map(\.cause) == [.corrupt])
        #expect(reader.problems.first?.reason.contains("HTML or XML") == true)
    }

    @Test(arguments: [true, false]) func truncatedStreamIsTrustedIfItsBytesAreThoseOfTheETag(isTrue: Bool) async throws
    {
        let text = "version account-id interface-id srcaddr\n2 123456789012 eni-1 192.0.2.1\n"
        let bytes = Array(Deflater.gzip(Array(text.utf8)).dropLast(6))
        let key = Self.key(1, "r", 1)
        var bucket = Bucket()
        bucket.objects[key] = bytes
        let stored = isTrue ? bytes : bytes + [0]
        let transport = AnsweringTransport { [bucket] request in
            var answer = bucket.answer(request)
            if answer.headers["ETag"] != nil { answer.headers["ETag"] = "\"\(MD5.hash(stored).hexString)\"" }
            return answer
        }
        let reader = try S3FlowLogsReader(
            location: "bucket", client: transport.client(), startTime: window.start, endTime: window.end)
        var count = 0
        for try await _ in reader { count += 1 }
        #expect(count == (isTrue ? 1 : 0))
        #expect(reader.problems.map(\.cause) == [.truncated])
        #expect(reader.problems.first?.reason.contains("1 records that came before were left out") == !isTrue)
    }

    @Test(arguments: [(lines: 1000, isHeld: true), (lines: 100_000, isHeld: false)])
    func recordsOfAnObjectWithAWrongChecksumAreHeldBackAsFarAsMemoryAllows(lines: Int, isHeld: Bool) async throws {
        let line = "2 123456789012 eni-1 192.0.2.1\n"
        var bytes = Deflater.gzip(
            Array(("version account-id interface-id srcaddr\n" + String(repeating: line, count: lines)).utf8))
        bytes[bytes.count - 8] ^= 1
        var bucket = Bucket()
        bucket.objects[Self.key(1, "r", 1)] = bytes
        bucket.objects[Self.key(1, "r", 2)] = Deflater.gzip(Self.text("good"))
        let (names, reader, _) = try await read(bucket)
        #expect(names.filter { $0 == "good" }.count == 1)
        #expect((names.count == 1) == isHeld)
        let problem = try #require(reader.problems.first)
        #expect(problem.cause == .corrupt)
        if isHeld { #expect(problem.reason.contains("\(lines) records that came before were left out")) }
        #expect(reader.counters.records == names.count)
    }

    @Test func cutOffLineOfATruncatedObjectIsNoRecord() async throws {
        let text = "version account-id interface-id start end\n2 1 a 100 159\n2 1 b 100 1"
        let bytes = Deflater.gzip(Array((text + "59\n").utf8), level: 0)
        var bucket = Bucket()
        bucket.objects[Self.key(1, "r", 1)] = Array(bytes.dropLast(8 + 3))
        let (names, reader, _) = try await read(bucket)
        #expect(names == ["a"])
        #expect(reader.problems.map(\.cause) == [.truncated])
    }

    @Test func bucketWithOtherObjectsSaysWhatItSaw() async throws {
        var bucket = Bucket()
        bucket.objects = ["photos/cat.jpg": [1], "AWSLogs/1/CloudTrail/r/x.json.gz": [1]]
        let error = await #expect(throws: ReaderError.self) { _ = try await read(bucket) }
        #expect(error?.code == .noFlowLogs)
        #expect(error?.description.contains("photos/cat.jpg") == true)
    }

    @Test func emptyBucketAndEmptyWindowAreNoErrors() async throws {
        #expect(try await read(Bucket()).names.isEmpty)
        var bucket = Bucket()
        bucket.objects[Self.key(1, "r", 3)] = Self.text("a")
        let (names, reader, _) = try await read(bucket)
        #expect(names.isEmpty && reader.notes.isEmpty && reader.problems.isEmpty)
    }

    @Test func transformsRunOnTheWorkersAndKeepTheOrder() async throws {
        let transport = AnsweringTransport { Self.bucket.answer($0) }
        let reader = try S3FlowLogsReader(
            location: "s3://bucket/", client: transport.client(), startTime: window.start, endTime: window.end,
            threadCount: 4)
        var names: [String] = []
        for try await name in reader.mapBatches({ $0.first?.interfaceID ?? "" }) { names.append(name) }
        #expect(names == Self.expected(regions: ["eu-west-1", "us-east-1", "us-west-2"]))
    }

    @Test func readerCanBeReadAgain() async throws {
        let transport = AnsweringTransport { Self.bucket.answer($0) }
        let reader = try S3FlowLogsReader(
            location: "bucket", client: transport.client(), startTime: window.start, endTime: window.end)
        for try await _ in reader { break }
        #expect(reader.counters.records == 1)
        for try await _ in reader {}
        #expect(reader.counters.records == 31)
    }

    @Test(arguments: ["", "/prefix", "a b", "ab", "s3://", "bücket"])
    func badLocationsAreErrors(location: String) throws {
        let client = try AnsweringTransport { _ in .text(200, "") }.client()
        let error = #expect(throws: ReaderError.self) { try S3FlowLogsReader(location: location, client: client) }
        #expect(error?.code == .badLocation)
    }
}
