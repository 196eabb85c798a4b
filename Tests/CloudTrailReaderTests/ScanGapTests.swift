import CloudTrailReader
import Gzip
import Locking
import ScanSupport
import Testing
import Timestamps

@Suite(.timeLimit(.minutes(15))) struct ScanGapTests {
    private let bench = ScanBench(pageSize: 50)

    /// Scans; the report and what was told.
    private func scan() async throws -> (report: ScanReport, problems: [TrailProblem]) {
        let problems = Locked<[TrailProblem]>([])
        let scanner = try bench.scanner(onEvent: { event in
            if case .problem(let problem) = event { problems.withLock { $0.append(problem) } }
        })
        return (try await scanner.scan(), problems.withLock { $0 })
    }

    @Test func whatCannotBeReadIsNamedAndTriedAgain() async throws {
        let keys = (0..<9).map { ScanBench.key($0) }
        let whole = Deflater.gzip(Array("text".utf8))
        bench.bucket.put(keys[0], "x")
        bench.bucket.put(keys[1], bytes: Array(whole.dropLast(4)))
        bench.bucket.put(keys[2], "x", storageClass: "GLACIER")
        bench.bucket.put(keys[3], bytes: whole, error: "AccessDenied")
        bench.bucket.put(keys[4], bytes: Array("<html>".utf8))
        bench.bucket.put(keys[5], "bad text")
        // As intelligent tiering does: the listing does not tell.
        bench.bucket.put(keys[6], bytes: whole, error: "InvalidObjectState")
        bench.bucket.put(keys[7], bytes: [])
        bench.bucket.put(keys[8], bytes: Deflater.gzip([]))
        bench.wait(hours: 1000)
        for _ in 0..<2 {
            let (report, problems) = try await scan()
            #expect(problems.map(\.place) == keys.dropFirst().map { "s3://bucket/" + $0 })
            #expect(
                problems.map(\.cause) == [
                    .corrupt, .archived, .refused, .corrupt, .invalid, .archived, .corrupt, .corrupt,
                ])
            #expect(report.archived == 2 && report.failed == 6 && report.hasGaps)
        }
        // Only what is whole was delivered, and once.
        #expect(bench.sink.takeKeys() == [keys[0]])
        for key in keys.dropFirst() { bench.bucket.put(key, "x") }
        let (report, problems) = try await scan()
        #expect(problems.isEmpty && report.read == 8 && report.alreadySeen == 1)
        // The day had gaps; now it is closed.
        #expect(try await bench.scan().closedDays == 1)
    }

    @Test func folderThatCannotBeListedIsAGapAndTheOthersAreRead() async throws {
        let denied = "AWSLogs/111111111111/CloudTrail/us-east-1/2026/03/04/"
        bench.bucket.put(ScanBench.key(1, account: "111111111111"), "x")
        bench.bucket.put(ScanBench.key(1, account: "222222222222"), "x")
        bench.bucket.put(denied, bytes: [], error: "ListingDenied")
        let (report, problems) = try await scan()
        #expect(problems.map(\.cause) == [.listing] && problems.first?.place == "s3://bucket/" + denied)
        #expect(report.failedListings == 1 && report.hasGaps && report.read == 1)
    }

    @Test func objectsThatAreNoLogFilesAreCounted() async throws {
        bench.bucket.put(ScanBench.key(1), "x")
        let folder = "AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/04/"
        bench.bucket.put(folder, "")
        bench.bucket.put(folder + "notes.txt", "x")
        // Neither the stamp nor the account has to be where it belongs.
        bench.bucket.put(folder + "restored.json", bytes: Array("plain".utf8))
        bench.bucket.put(folder + String(repeating: "x", count: 200) + ".json.gz", "x")
        let (report, _) = try await scan()
        #expect(report.foreign == 1 && report.read == 3 && !report.hasGaps)
        #expect(try await bench.scan().read == 0)
    }

    @Test func lateFileOfAClosedDayIsFoundByARecheck() async throws {
        let keys = (0..<120).map { ScanBench.key($0) }
        for key in keys { bench.bucket.put(key, "x", at: ScanBench.midnight) }
        bench.wait(hours: 1000)
        _ = try await bench.scan()
        #expect(bench.sink.takeKeys() == keys)
        let late = ScanBench.key(7, "late")
        bench.bucket.put(late, "x", at: bench.now.adding(seconds: 3600))
        // Deleted, and rewritten as it was: both are no news.
        bench.bucket.remove(keys[100])
        bench.bucket.put(keys[101], "x", at: bench.now.adding(seconds: 3600))
        #expect(try await bench.scan().closedDays == 1)
        let recheck = bench.options { $0.rechecksClosedDays = true }
        let report = try await bench.scan(options: recheck)
        let read = bench.sink.takeKeys()
        #expect(read.contains(late) && read.count <= 2)
        #expect(report.late == read.count)
        #expect(try await bench.scan(options: recheck).read == 0)
        #expect(try await bench.scan().closedDays == 1)
    }

    @Test func unexplainedChangeOfAClosedDayIsReadAgain() async throws {
        for minute in 0..<120 { bench.bucket.put(ScanBench.key(minute), "x", at: ScanBench.midnight) }
        bench.wait(hours: 1000)
        _ = try await bench.scan()
        _ = bench.sink.takeKeys()
        // As replication does: new here, and yet old.
        let late = ScanBench.key(7, "late")
        bench.bucket.put(late, "x", at: ScanBench.midnight)
        // It is killed in the middle: the day stays open for the next scan, whatever that is told.
        let recheck = bench.options(threads: 1) { $0.rechecksClosedDays = true }
        bench.sink.crash(after: 2)
        await #expect(throws: CollectingSink.Crash.self) { try await bench.scan(options: recheck) }
        bench.sink.crash(after: nil)
        let report = try await bench.scan()
        let read = bench.sink.takeKeys()
        #expect(read.contains(late) && read.count < 30)
        #expect(report.closedDays == 0)
        #expect(try await bench.scan().closedDays == 1)
    }
}
