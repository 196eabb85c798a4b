import CloudTrail
import CloudTrailReader
import CloudTrailStore
import ScanSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct SQLiteScanTests {
    @Test(arguments: 0..<6) func everyObjectComesOutAtLeastOnceWhateverHappens(seed: UInt64) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.path + "/scan.sqlite"
        let location = try CloudTrailLocation("bucket")
        let state = try SQLiteScanState(file: file, location: location)
        let outcome = try await ArrivalSchedule(seed: seed).run(on: ScanBench(state: state, pageSize: 20))
        #expect(outcome.missing.isEmpty)
        #expect(outcome.repeats <= outcome.repeatsAllowed)
        #expect(outcome.reopenedNames == 0)
    }

    @Test func stateOpensWithWhatWasConfirmedHoweverTheProcessEnded() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let location = try CloudTrailLocation("bucket")
        let state = try SQLiteScanState(file: folder.path + "/scan.sqlite", location: location)
        let bench = ScanBench(state: state)
        for minute in 0..<20 { bench.bucket.put(ScanBench.key(minute), "x") }
        bench.sink.crash(after: 9)
        await #expect(throws: CollectingSink.Crash.self) { try await bench.scan(options: bench.options(threads: 1)) }
        // What is on the disk at this moment, without a word to the process that wrote it.
        for name in try folder.names("") { try folder.write("copy/" + name, try folder.read(name)) }
        let copy = try SQLiteScanState(file: folder.path + "/copy/scan.sqlite", location: location)
        bench.sink.crash(after: nil)
        let before = bench.sink.takeKeys()
        _ = try await bench.scanner(state: copy).scan()
        #expect(before + bench.sink.takeKeys().dropFirst() == (0..<20).map { ScanBench.key($0) })
    }
}
