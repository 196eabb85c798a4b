import CloudTrailReader
import ScanSupport
import Testing
import Timestamps

@Suite(.timeLimit(.minutes(15))) struct ScanCrashTests {
    @Test(arguments: [1, 2, 4, 8], [0, 1, 3])
    func crashBetweenSinkAndStateRepeatsAtMostOneObjectAWorker(threads: Int, changes: Int) async throws {
        let bench = ScanBench()
        let keys = (0..<40).map { ScanBench.key($0) }
        for key in keys { bench.bucket.put(key, "x") }
        let options = bench.options(threads: threads)
        let dying = DyingState(bench.state, after: changes)
        await #expect(throws: CollectingSink.Crash.self) {
            try await bench.scanner(options: options, state: dying).scan()
        }
        let before = bench.sink.takeKeys()
        #expect(before == Array(keys.prefix(before.count)))
        let report = try await bench.scan(options: options)
        let after = bench.sink.takeKeys()
        #expect(Set(before + after) == Set(keys))
        #expect(before.count + after.count - keys.count <= threads)
        #expect(report.read == after.count)
    }

    @Test(arguments: 0..<24) func everyObjectComesOutAtLeastOnceWhateverHappens(seed: UInt64) async throws {
        let outcome = try await ArrivalSchedule(seed: seed).run(on: ScanBench(pageSize: 5))
        #expect(outcome.missing.isEmpty)
        #expect(outcome.repeats <= outcome.repeatsAllowed)
        #expect(outcome.reopenedNames == 0)
    }
}
