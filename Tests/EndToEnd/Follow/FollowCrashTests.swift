import Foundation
import TestSupport
import Testing

/// `cloudtrail_reader follow` that ends early: killed, interrupted, without anybody who takes its output.
@Suite(.timeLimit(.minutes(15))) struct FollowCrashTests {
    @Test(arguments: [1, 3]) func killedFollowersLoseNothingAndRepeatAtMostAFileAWorker(threads: Int) async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let events = try await world.deliver(30)
        var lines: [String] = []
        let kills = 4
        for number in 0..<kills {
            lines += try await world.followUntil(
                1 + number, signal: SIGKILL, arguments: ["--thread-count", "\(threads)"]
            ).lines
        }
        let last = try await world.follow("--wait", "2")
        #expect(last.status == 0, "\(last.errorText)")
        let found = FollowWorld.identifiers(lines + last.lines)
        #expect(Set(found) == Set(events))
        #expect(found.count - events.count <= 2 * kills * threads)
        #expect(try await world.depth() == 0)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func interruptedFollowerRepeatsNothing(number: Int32) async throws {
        // Longer than the test: what is not given back would not come again.
        let world = try await FollowWorld(visibilityTimeout: 3600)
        defer { world.end() }
        let events = try await world.deliver(20)
        let run = try await world.followUntil(3, signal: number, arguments: ["--thread-count", "2"])
        #expect(run.status == 0)
        let last = try await world.follow()
        #expect(last.status == 0, "\(last.errorText)")
        #expect(FollowWorld.identifiers(run.lines + last.lines).sorted() == events.sorted())
        #expect(try await world.depth() == 0)
    }

    @Test func interruptEndsTheLongPollAndWritesTotals() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let events = try await world.deliver(2)
        // All is read; the next call waits for twenty seconds, and the signal comes in its time.
        let run = try await world.followUntil(events.count, signal: SIGINT, arguments: [])
        #expect(run.status == 0 && FollowWorld.identifiers(run.lines).sorted() == events.sorted())
    }

    @Test func twoAtOnceShareTheMessages() async throws {
        let world = try await FollowWorld(visibilityTimeout: 600)
        defer { world.end() }
        let events = try await world.deliver(40)
        async let first = world.follow("--thread-count", "2")
        async let second = world.follow("--thread-count", "3")
        let runs = [try await first, try await second]
        #expect(runs.allSatisfy { $0.status == 0 })
        #expect(runs.flatMap { FollowWorld.identifiers($0.lines) }.sorted() == events.sorted())
        #expect(try await world.depth() == 0)
    }

    @Test func nothingIsDeletedThatCouldNotBeWritten() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let events = try await world.deliver(6)
        let full = try await world.follow("--thread-count", "2", outputPath: "/dev/full")
        #expect(full.status == 74 && full.errorText.contains("could not be written"), "\(full.errorText)")
        #expect(try await world.depth() == 6)
        // A closed pipe is no error, but nothing was read from it either.
        #expect(try await closedPipe(world) == 0)
        #expect(try await world.depth() == 6)
        let run = try await world.follow("--wait", "2")
        #expect(run.status == 0 && FollowWorld.identifiers(run.lines).sorted() == events.sorted(), "\(run.errorText)")
    }

    /// Runs it into a pipe whose reader has gone; the exit status.
    private func closedPipe(_ world: FollowWorld) async throws -> Int32 {
        try await world.followUntil(0, signal: SIGTERM, arguments: ["--wait", "2"]).status
    }
}
