import CloudTrailReader
import Locking
import TestSupport
import Timestamps

/// Some days of deliveries, late ones and such out of order among them, with scans in between that are interrupted,
/// killed or left alone: a function of its seed.
public struct ArrivalSchedule: Sendable {
    /// What became of the objects.
    public struct Outcome: Sendable {
        /// What never came out.
        public var missing: Set<String> = []
        /// How often something came out that had come out before.
        public var repeats = 0
        /// How often that may be.
        public var repeatsAllowed = 0
        /// How many names are still kept after the last day was closed.
        public var reopenedNames = 0
    }

    private struct Arrival {
        var key: String
        var minute: Int
    }

    private let seed: UInt64
    private let objectCount: Int

    /// Creates a schedule.
    public init(seed: UInt64, objectCount: Int = 80) {
        self.seed = seed
        self.objectCount = objectCount
    }

    /// Carries it out.
    ///
    /// - Parameter bench: an empty one.
    /// - Returns: what became of the objects.
    /// - Throws: what the last scan throws, which nothing happens to.
    public func run(on bench: ScanBench) async throws -> Outcome {
        var random = SeededGenerator(seed: seed &* 7919 &+ 1)
        let arrivals = arrivals(&random)
        var pending = arrivals[...]
        var outcome = Outcome()
        let state = bench.state
        var taken: [String] = []
        var minute = 0
        while minute < 4 * 1440 || !pending.isEmpty {
            minute += Int.random(in: 20...600, using: &random)
            bench.now = ScanBench.midnight.adding(seconds: Int64(minute) * 60)
            while let arrival = pending.first, arrival.minute <= minute {
                bench.bucket.put(arrival.key, arrival.key, at: bench.now)
                pending.removeFirst()
            }
            let threads = Int.random(in: 1...6, using: &random)
            let wasKilled = await scan(bench, state, threads: threads, &random)
            taken += bench.sink.takeKeys()
            if wasKilled { outcome.repeatsAllowed += threads }
        }
        bench.now = ScanBench.midnight.adding(seconds: 30 * 86_400)
        _ = try await bench.scanner(state: state).scan()
        taken += bench.sink.takeKeys()
        outcome.missing = Set(arrivals.map(\.key)).subtracting(taken)
        outcome.repeats = taken.count - Set(taken).count
        for day in Set(arrivals.map { $0.minute / 1440 }) {
            let date = ScanDate(ScanBench.midnight.adding(seconds: Int64(day) * 86_400))
            for region in ["us-east-1", "eu-west-1"] {
                let folder = "AWSLogs/123456789012/CloudTrail/\(region)/"
                outcome.reopenedNames += try await state.seen(on: ScanDay(folder: folder, date: date)).names.count
            }
        }
        return outcome
    }

    /// Scans, and lets something happen in two of three cases; whether the scan was killed.
    private func scan(
        _ bench: ScanBench, _ state: any ScanStateStore, threads: Int, _ random: inout SeededGenerator
    ) async -> Bool {
        let options = bench.options(threads: threads)
        let count = Int.random(in: 1...12, using: &random)
        let interrupt = ReadingInterrupt()
        var stateOfRun = state
        switch Int.random(in: 0..<6, using: &random) {
        case 0: stateOfRun = DyingState(state, after: count / 2)
        case 1: bench.sink.crash(after: count)
        case 2: interrupt.raise()
        default: break
        }
        defer { bench.sink.crash(after: nil) }
        do {
            _ = try await bench.scanner(options: options, state: stateOfRun, interrupt: interrupt).scan()
            return false
        } catch {
            return true
        }
    }

    /// Files of three days, delivered up to a day and a half after the time in their names.
    private func arrivals(_ random: inout SeededGenerator) -> [Arrival] {
        let letters = Array("ABCXYZabcxyz0189")
        return (0..<objectCount).map { index in
            let stamp = Int.random(in: 0..<3 * 1440, using: &random)
            let suffix = (0..<12).map { _ in String(letters[Int.random(in: 0..<16, using: &random)]) }.joined()
            let region = index % 3 == 0 ? "eu-west-1" : "us-east-1"
            let delay = Int.random(in: 0..<10, using: &random) == 0 ? Int.random(in: 0..<2160, using: &random) : 5
            return Arrival(
                key: ScanBench.key(stamp, suffix + "\(index)", region: region), minute: stamp + delay)
        }
        .sorted { $0.minute < $1.minute }
    }
}
