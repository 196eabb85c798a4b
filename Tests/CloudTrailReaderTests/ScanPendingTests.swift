import CloudTrail
import CloudTrailReader
import ScanSupport
import Testing
import Timestamps
import TrailSupport

/// Files that a scan reads before their digest comes.
@Suite(.timeLimit(.minutes(15))) struct ScanPendingTests {
    /// A trail whose last digest is still to come.
    private func early() throws -> TrailBench {
        let bench = try TrailBench(hours: 6)
        bench.bench.bucket.remove(bench.digest(5))
        return bench
    }

    @Test func whatWasReadBeforeItsDigestIsCheckedWhenThatComes() async throws {
        let bench = try early()
        let first = try await bench.scan()
        #expect(first.integrity.notCovered == 2 && first.integrity.valid == 10 && !first.report.hasGaps)
        let between = try await bench.scan()
        #expect(between.integrity.notCovered == 2 && between.integrity.notCheckedAgain == 10)
        bench.put(bench.trail)
        let second = try await bench.scan()
        #expect(second.integrity.valid == 2 && second.read == [] && !second.report.hasGaps)
        let third = try await bench.scan()
        #expect(third.integrity.notCheckedAgain == 12 && third.integrity.valid == 0)
    }

    @Test func whatWasAlteredBeforeItsDigestIsToldUntilItIsMended() async throws {
        let bench = try early()
        let place = bench.trail.log(5, 0)
        bench.alter(place)
        #expect(try await bench.scan().read.count == 12)
        bench.put(bench.trail)
        bench.alter(place)
        for _ in 0..<2 {
            let (report, integrity, problems, read) = try await bench.scan()
            #expect(report.hasGaps && integrity.altered == 1 && read == [])
            #expect(problems.count == 1 && problems.first?.hasPrefix("altered: 0505Z_abc: its hash is not") == true)
        }
        bench.put(bench.trail)
        let mended = try await bench.scan()
        #expect(mended.read == [place.key] && mended.report.hasGaps && mended.integrity.altered == 1)
        #expect(mended.problems.first?.contains("an earlier scan delivered another text") == true)
        let after = try await bench.scan()
        #expect(after.read == [] && !after.report.hasGaps)
    }

    @Test func whatItsDigestDoesNotNameIsToldOnce() async throws {
        let bench = try early()
        bench.bench.bucket.put(bench.trail.logKey(bench.midnight.adding(seconds: 5 * 3600 + 1200)), "x")
        #expect(try await bench.scan().integrity.notCovered == 3)
        bench.put(bench.trail)
        let second = try await bench.scan()
        #expect(second.report.hasGaps && second.problems == ["unsigned: 0520Z_abc: no digest names it"])
        #expect(try await bench.scan().report.hasGaps == false)
    }

    @Test func theNewestDigestsMayBeDeleted() async throws {
        let bench = try TrailBench(hours: 8)
        #expect(try await bench.scan().report.hasGaps == false)
        for index in 4..<8 { bench.bench.bucket.remove(bench.digest(index)) }
        let (report, integrity, problems, _) = try await bench.scan()
        #expect(report.hasGaps && integrity.gaps == 1)
        #expect(problems.count == 1 && problems.first?.contains("no digest covers 2026-03-04T04:00:00Z") == true)
    }

    @Test func aBucketWithoutAnythingIsNotValid() async throws {
        let (report, integrity, _, _) = try await TrailBench(hours: 0).scan()
        #expect(report.hasGaps && !integrity.hasFaults)
    }

    @Test func digestsAtAFormerPrefixAreNotMissed() async throws {
        var bench = try TrailBench(hours: 3)
        bench.trail.prefix = "new/"
        for hour in 3..<5 { try bench.trail.deliver(from: bench.midnight.adding(seconds: Int64(hour) * 3600)) }
        bench.put(bench.trail)
        bench.bench.now = bench.midnight.adding(seconds: 5 * 3600)
        let (report, integrity, problems, _) = try await bench.scan(location: "bucket/new")
        #expect(!report.hasGaps && problems == [], "\(problems)")
        #expect(integrity.validDigests == 2 && integrity.valid == 4)
    }
}
