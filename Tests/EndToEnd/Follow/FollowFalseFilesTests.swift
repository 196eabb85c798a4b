import Foundation
import JSON
import TestSupport
import Testing

/// `cloudtrail_reader` and objects that are JSON, but no log files, or hold what is no event.
@Suite(.timeLimit(.minutes(15))) struct FollowFalseFilesTests {
    private static let texts = [
        #"{"message":"Forbidden"}"#, "{}", #"{"Records":null}"#, "[]", " \n ",
    ]

    private func put(_ world: FollowWorld) async throws -> Set<String> {
        var ids: Set<String> = []
        for (number, text) in Self.texts.enumerated() {
            let key = try await world.put("false\(number)", text: text)
            ids.insert(try await world.send(FollowWorld.notification(key)))
        }
        let empty = try await world.put("empty", text: #"{"Records":[]}"#)
        try await world.send(FollowWorld.notification(empty))
        let mixed = try await world.put("mixed", text: #"{"Records":[1,{"eventName":"X","eventID":"good"}]}"#)
        ids.insert(try await world.send(FollowWorld.notification(mixed)))
        return ids
    }

    @Test func theirMessagesStay() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let ids = try await put(world)
        let run = try await world.follow()
        #expect(run.status == 1 && FollowWorld.identifiers(run.lines) == ["good"], "\(run.errorText)")
        #expect(run.errorText.contains("1 record is no event: 1 not an object"), "\(run.errorText)")
        #expect(try await world.remaining() == ids)
    }

    @Test(arguments: [false, true]) func theirMessagesGoIntoQuarantine(isStored: Bool) async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let ids = try await put(world)
        let folder = world.folder.path + "/quarantine"
        var arguments = ["--once", "--wait", "1", "--quarantine", folder, "--max-receives", "1"]
        if isStored { arguments += ["--store", world.folder.path + "/events.sqlite"] }
        let run = try await ProgramRun.run(
            "cloudtrail_reader", ["follow", world.url] + arguments, environment: world.environment)
        #expect(run.status == 1 && run.lines.count == (isStored ? 0 : 1), "\(run.errorText)")
        #expect(Set(try world.folder.names("quarantine")) == Set(ids.map { $0 + ".json" }))
        #expect(try await world.depth() == 0)
    }

    @Test func scanCallsThemProblems() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        _ = try await put(world)
        let state = world.folder.path + "/state"
        for _ in 0..<2 {
            // Not recorded as read: told again by the next scan.
            let run = try await ProgramRun.run(
                "cloudtrail_reader", ["scan", FollowWorld.bucket, "--state", state], environment: world.environment)
            let problems = run.errorLines.filter { $0.contains("this is no log file") }
            #expect(run.status == 1 && problems.count == Self.texts.count, "\(run.errorText)")
        }
    }
}
