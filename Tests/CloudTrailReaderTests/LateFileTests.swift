import CloudTrail
import CloudTrailReader
import ScanSupport
import Testing
import Timestamps
import TrailSupport

/// A file of one day that is delivered hours after midnight, and is in a digest of the next day.
@Suite(.timeLimit(.minutes(15))) struct LateFileTests {
    private let late: TrailObject
    private let bench: TrailBench

    init() throws {
        var bench = try TrailBench(hours: 28)
        let usual = bench.trail.log(27, 0)
        late = TrailObject(bucket: "bucket", key: bench.trail.logKey(bench.midnight.adding(seconds: 84_600), "late"))
        bench.trail.alter(27, usual.key, late.key)
        try bench.trail.sign(27)
        bench.trail.logs[late] = bench.trail.logs.removeValue(forKey: usual)
        bench.bench.bucket.remove(usual.key)
        bench.put(bench.trail)
        self.bench = bench
    }

    @Test func aScanFindsItInTheLaterDigest() async throws {
        let (report, integrity, problems, _) = try await bench.scan()
        #expect(!report.hasGaps && integrity.valid == 56 && integrity.validDigests == 28, "\(problems)")
        // The days after a window are looked at for what they name, and are not judged.
        let day = try await bench.scan(state: MemoryScanState()) { $0.endTime = bench.midnight.adding(seconds: 86_400) }
        #expect(!day.report.hasGaps && day.integrity.valid == 49, "\(day.problems)")
        #expect(day.integrity.validDigests == 25)
    }

    @Test func aScanTellsWhereItWasAlteredOrDeleted() async throws {
        bench.alter(late)
        let altered = try await bench.scan(state: MemoryScanState())
        #expect(altered.integrity.altered == 1 && !altered.read.contains(late.key))
        bench.bench.bucket.remove(late.key)
        let deleted = try await bench.scan(state: MemoryScanState())
        #expect(deleted.integrity.missing == 1 && deleted.report.hasGaps)
    }

    @Test func aValidationOfItsDayFindsItInTheLaterDigest() async throws {
        let window = bench.midnight..<bench.midnight.adding(seconds: 86_400)
        let intact = try await bench.validate { $0.window = window }
        #expect(intact.report.isValid && intact.faults == [] && intact.report.validation.logFiles.valid == 51)
        bench.alter(late)
        let altered = try await bench.validate { $0.window = window }
        #expect(altered.faults == ["Log file 2330Z_late INVALID: hash value doesn't match"])
    }
}
