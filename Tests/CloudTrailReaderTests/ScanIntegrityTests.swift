import CloudTrail
import CloudTrailReader
import Gzip
import ScanSupport
import Testing
import Timestamps
import TrailSupport

@Suite(.timeLimit(.minutes(15))) struct ScanIntegrityTests {
    private func keys(_ trail: SignedTrail) -> [String] { trail.logs.keys.map(\.key).sorted() }

    @Test func anUntouchedTrailIsReadAndValidInOnePass() async throws {
        let bench = try TrailBench(hours: 26)
        let (report, integrity, problems, read) = try await bench.scan()
        #expect(read == keys(bench.trail) && problems == [] && !report.hasGaps)
        #expect(integrity.validDigests == 26 && integrity.valid == 52 && !integrity.hasFaults)
        #expect(integrity.notCovered == 0)
        // Nothing was fetched twice.
        let fetched = bench.bench.bucket.takeFetches()
        #expect(fetched.count == 78 && Set(fetched).count == 78)
        // With the same state nothing is read, and nothing checked.
        let again = try await bench.scan()
        #expect(again.integrity.notCheckedAgain == 52 && again.read == [] && !again.report.hasGaps)
    }

    @Test func anAlteredFileIsToldAndNotDeliveredAndTriedAgain() async throws {
        let bench = try TrailBench()
        bench.alter(bench.trail.log(2, 0))
        for round in 0..<2 {
            let (report, integrity, problems, read) = try await bench.scan()
            #expect(report.hasGaps && integrity.altered == 1)
            #expect(problems.count == 1 && problems.first?.hasPrefix("altered: 0205Z_abc: its hash is not") == true)
            #expect(read == (round == 0 ? keys(bench.trail).filter { $0 != bench.trail.log(2, 0).key } : []))
        }
        bench.put(bench.trail)
        #expect(try await bench.scan().read == [bench.trail.log(2, 0).key])
    }

    @Test func aMissingFileIsAGap() async throws {
        let bench = try TrailBench()
        bench.bench.bucket.remove(bench.trail.log(2, 1).key)
        let (report, integrity, problems, _) = try await bench.scan()
        #expect(report.hasGaps && integrity.missing == 1 && integrity.valid == 9)
        #expect(problems == ["missing: 0210Z_abc: a digest names it, and it is not there"])
    }

    @Test func whatAnEarlierScanReadMayBeDeleted() async throws {
        let bench = try TrailBench()
        #expect(try await bench.scan().report.hasGaps == false)
        bench.bench.bucket.remove(bench.trail.log(2, 1).key)
        #expect(try await bench.scan().report.hasGaps == false)
    }

    @Test(arguments: [true, false]) func allFilesOfADayOrRegionMayBeMissing(hasStart: Bool) async throws {
        let bench = try TrailBench(hours: 3)
        for place in bench.trail.logs.keys { bench.bench.bucket.remove(place.key) }
        bench.bench.bucket.put(ScanBench.key(1, account: bench.trail.account), "x")
        let (_, integrity, _, _) = try await bench.scan { $0.startTime = hasStart ? bench.midnight : nil }
        #expect(integrity.missing == 6 && integrity.validDigests == 3)
    }

    @Test func whatNoDigestNamesIsDeliveredAndTold() async throws {
        let bench = try TrailBench()
        bench.bench.bucket.put(bench.trail.logKey(bench.midnight.adding(seconds: 5400)), "x")
        // Not covered yet: it came after the last digest, or may be in the next one.
        bench.bench.bucket.put(bench.trail.logKey(bench.midnight.adding(seconds: 5 * 3600 - 300)), "x")
        bench.bench.bucket.put(bench.trail.logKey(bench.midnight.adding(seconds: 5 * 3600 + 300)), "x")
        let (report, integrity, problems, read) = try await bench.scan()
        #expect(read.count == 13 && report.hasGaps)
        #expect(integrity.unsigned == 1 && integrity.notCovered == 2 && integrity.valid == 10)
        #expect(problems == ["unsigned: 0130Z_abc: no digest names it"])
    }

    @Test func anAlteredDigestVouchesForNothing() async throws {
        let bench = try TrailBench()
        bench.bench.bucket.put(
            bench.digest(2), bytes: Deflater.gzip(bench.trail.stored[2].content + [0x20]),
            metadata: bench.trail.metadata(of: bench.trail.stored[2]))
        let (_, integrity, problems, read) = try await bench.scan()
        #expect(read.count == 10)
        #expect(integrity.unsigned == 2 && integrity.invalidDigests == 1 && integrity.validDigests == 4)
        #expect(problems.first == "digest: 030000Z: digest: signature verification failed")
    }

    @Test(arguments: [[2], [2, 3]]) func missingDigestsAreAGap(indices: [Int]) async throws {
        let bench = try TrailBench()
        for index in indices { bench.bench.bucket.remove(bench.digest(index)) }
        let (report, integrity, problems, read) = try await bench.scan()
        #expect(report.hasGaps && read.count == 10)
        #expect(integrity.gaps == 1 && integrity.invalidDigests == 1 && integrity.unsigned == 2 * indices.count)
        #expect(problems.contains { $0.contains("at least \(indices.count)") })
    }

    @Test func theChainIsFollowedOverDaysAndBrokenByClosedOnesOnly() async throws {
        let bench = try TrailBench(hours: 24 * 5)
        bench.bench.bucket.remove(bench.digest(60))
        let (_, integrity, _, _) = try await bench.scan(state: MemoryScanState())
        #expect(integrity.validDigests == 119 && integrity.invalidDigests == 1 && integrity.gaps == 1)
        // Days that are closed are left out, and their digests are not missed.
        _ = try await bench.bench.scan(options: bench.bench.options { $0.lateness = .seconds(86_400) })
        _ = bench.bench.sink.takeKeys()
        bench.bench.bucket.put(bench.trail.logKey(bench.bench.now), "x")
        let (report, later, problems, read) = try await bench.scan { $0.lateness = .seconds(86_400) }
        #expect(report.closedDays > 0 && read.count == 1 && problems == [], "\(problems)")
        #expect(later.notCovered == 1 && !later.hasFaults && later.validDigests < 60)
    }

    @Test func withoutAnyDigestTheScanSaysSo() async throws {
        let bench = try TrailBench(hours: 0)
        bench.bench.bucket.put(ScanBench.key(1), "x")
        // In its first hours a trail has none.
        let first = try await bench.scan(state: MemoryScanState())
        #expect(!first.report.hasGaps && first.read.count == 1 && first.problems == [])
        bench.bench.wait(hours: 3)
        let (report, integrity, problems, read) = try await bench.scan()
        #expect(report.hasGaps && read.count == 1 && integrity.notCovered == 1)
        #expect(problems.count == 1 && problems.first?.contains("there are no digests") == true)
    }

    @Test func archivedFilesAreAGapAsBefore() async throws {
        let bench = try TrailBench()
        bench.bench.bucket.put(bench.trail.log(2, 0).key, "x", storageClass: "GLACIER")
        let (report, integrity, _, read) = try await bench.scan()
        #expect(report.archived == 1 && integrity.missing == 0 && integrity.valid == 9 && read.count == 9)
    }
}
