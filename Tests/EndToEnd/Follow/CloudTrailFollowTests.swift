import Foundation
import JSON
import TestSupport
import Testing

/// `cloudtrail_reader follow` as a process: what becomes of messages.
@Suite(.timeLimit(.minutes(15))) struct CloudTrailFollowTests {
    /// Sends every envelope, each with events of its own; the ids of the messages by the names of the envelopes.
    private func sendAll(_ world: FollowWorld) async throws -> (ids: [String: String], events: Set<String>) {
        var (ids, events): ([String: String], Set<String>) = ([:], [])
        for (number, envelope) in FollowEnvelope.all.enumerated() {
            let key = try await world.put("first\(number)", ["\(envelope.name) 1"])
            let second = try await world.put("second\(number)", ["\(envelope.name) 2"])
            let body = envelope.body(key, second)
            ids[envelope.name] = try await world.send(body)
            if envelope.fate == .read {
                events.insert("\(envelope.name) 1")
                if body.contains("_second") || body.contains("%5Fsecond") { events.insert("\(envelope.name) 2") }
            }
        }
        return (ids, events)
    }

    private func ids(_ all: [String: String], _ fate: FollowEnvelope.Fate) -> Set<String> {
        Set(FollowEnvelope.all.filter { $0.fate == fate }.compactMap { all[$0.name] })
    }

    /// The event of the good object beside the missing one.
    private static let beside = "a missing object 1"

    @Test func everyMessageHasItsFate() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let (ids, events) = try await sendAll(world)
        #expect(FollowEnvelope.all.count >= 40 && Set(ids.values).count == FollowEnvelope.all.count)
        let run = try await world.follow()
        #expect(run.status == 1, "\(run.errorText)")
        #expect(Set(FollowWorld.identifiers(run.lines)) == events.union([Self.beside]))
        #expect(run.lines.count == events.count + 1)
        let left = self.ids(ids, .left)
        #expect(try await world.remaining() == left)
        // Each is told once, however often it came.
        let errors = run.errorLines.filter { $0.hasPrefix("error: ") }
        #expect(errors.count == left.count, "\(run.errorText)")
        for id in left { #expect(errors.contains { $0.contains(id) }) }
        #expect(run.errorLines.last?.contains(" deleted, 0 quarantined, \(left.count) left") == true)
    }

    @Test func poisonGoesIntoQuarantine() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let (ids, events) = try await sendAll(world)
        let folder = world.folder.path + "/quarantine"
        let run = try await world.follow("--quarantine", folder, "--max-receives", "1")
        #expect(run.status == 1, "\(run.errorText)")
        #expect(Set(FollowWorld.identifiers(run.lines)) == events.union([Self.beside]))
        #expect(try await world.depth() == 0)
        let left = self.ids(ids, .left)
        #expect(Set(try world.folder.names("quarantine")) == Set(left.map { $0 + ".json" }))
        for envelope in FollowEnvelope.all where envelope.fate == .left {
            let file = try world.folder.read("quarantine/\(ids[envelope.name] ?? "").json")
            let document = try JSONValue(parsing: file)
            #expect(document["reason"]?.string?.isEmpty == false, "\(envelope.name)")
            #expect(document["body"]?.string?.isEmpty == false, "\(envelope.name)")
        }
        #expect(run.errorLines.last?.contains(" \(left.count) quarantined, 0 left") == true, "\(run.errorText)")
    }

    @Test func queueIsNamedByURLOrARNOrName() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        for queue in ["trail", "arn:aws:sqs:us-east-1:123456789012:trail", world.url] {
            let events = try await world.deliver(1)
            let run = try await world.follow(queue: queue)
            #expect(run.status == 0 && FollowWorld.identifiers(run.lines) == events, "\(run.errorText)")
        }
    }

    @Test func eventsThatComeTwiceAreGivenOutOnce() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let key = try await world.put("one", ["a", "b", "a"])
        let other = try await world.put("two", ["b", "c"])
        let plain = try await world.put("three", text: "{\"Records\":[{\"eventName\":\"X\"},{\"eventName\":\"X\"}]}")
        func announce() async throws {
            for key in [key, key, other, key, plain, other] {
                try await world.send(FollowWorld.notification(key))
            }
        }
        try await announce()
        let run = try await world.follow()
        #expect(run.status == 0 && FollowWorld.identifiers(run.lines).sorted() == ["a", "b", "c"], "\(run.errorText)")
        // What has no id is no duplicate.
        #expect(run.lines.count == 5 && run.errorLines.last?.hasSuffix(", 10 duplicate events") == true)
        try await announce()
        let all = try await world.follow("--keep-duplicates")
        #expect(all.status == 0 && all.lines.count == 15)
        #expect(all.errorLines.last?.hasSuffix(", 0 duplicate events") == true)
    }

    @Test func actionsAddUpWhatCame() async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        for number in 0..<3 {
            let record = """
                {"eventName":"GetItem","eventSource":"dynamodb.amazonaws.com","eventID":"\(number)",\
                "userIdentity":{"arn":"arn:x"},"errorCode":"AccessDenied"}
                """
            let key = try await world.put("file\(number)", text: "{\"Records\":[\(record)]}")
            try await world.send(FollowWorld.notification(key))
        }
        let run = try await world.follow("--action", "services")
        #expect(run.status == 0 && run.lines.contains { $0.contains("3") && $0.contains("GetItem") })
        #expect(try await world.depth() == 0)
    }

    @Test(arguments: [
        (["follow"], 64, "queue"), (["follow", "a b"], 64, "names no queue"),
        (["follow", "q", "--thread-count", "-1"], 64, "--thread-count"),
        (["follow", "q", "--wait", "21"], 64, "--wait"), (["follow", "q", "--max-receives", "3"], 64, "--quarantine"),
        (["follow", "q", "--keep-duplicates", "--store", "/dev/null/x"], 64, "--keep-duplicates"),
        (["follow", "no-such-queue"], 1, "QueueDoesNotExist"),
        (["follow", "http://127.0.0.1/123456789012/gone"], 1, "QueueDoesNotExist"),
        (["follow", "q", "--endpoint-url", "http://127.0.0.1:1"], 69, "127.0.0.1"),
        (["follow", "trail", "--quarantine", "/dev/null/x", "--once"], 74, "quarantine"),
    ])
    func failureIsOneLineAndAStatus(arguments: [String], status: Int32, text: String) async throws {
        let world = try await FollowWorld()
        defer { world.end() }
        let run = try await ProgramRun.run(
            "cloudtrail_reader", arguments + (arguments.count > 1 ? ["--quiet"] : []),
            environment: world.environment)
        #expect(run.status == status, "\(run.errorText)")
        let errors = run.errorLines.filter { $0.hasPrefix("error: ") }
        #expect(errors.count == 1 && errors.first?.contains(text) == true, "\(run.errorText)")
    }

    @Test(arguments: ["ReceiveMessage", "DeleteMessage"]) func deniedQueueEndsIt(operation: String) async throws {
        let world = try await FollowWorld(
            faults: """
                {"rules":[{"name":"no","match":{"service":"sqs","operation":"\(operation)"},\
                "effect":{"error":{"code":"AccessDenied","status":403}}}]}
                """)
        defer { world.end() }
        _ = try await world.deliver(5)
        let run = try await ProgramRun.run(
            "cloudtrail_reader", ["follow", world.url, "--thread-count", "2"], environment: world.environment)
        #expect(run.status == 69 && run.errorText.contains("AccessDenied"), "\(run.errorText)")
        #expect(run.lines.count <= 4)
        #expect(try await world.depth() == 5)
    }
}
