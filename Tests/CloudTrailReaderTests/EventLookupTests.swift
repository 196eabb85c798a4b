import AWSClient
import AWSOperations
import CloudTrail
import CloudTrailReader
import HTTPMessages
import HTTPTransport
import JSON
import Locking
import ScanSupport
import Testing
import Timestamps

@Suite(.timeLimit(.minutes(15))) struct EventLookupTests {
    private let sink = CollectingSink()
    private static let noon = CivilTime(year: 2026, month: 3, day: 4, hour: 12).timestamp

    /// Answers the pages of LookupEvents from memory; a clock that moves by what is slept.
    private final class Trail: HTTPTransport {
        struct State {
            var pages: [[Event]] = []
            var requests: [JSONValue] = []
            var refusal: String?
            var now = EventLookupTests.noon
            var begun: [Timestamp] = []
        }

        struct Event {
            var identifier: String
            var minute = 0
            var record: String?
        }

        let state = Locked(State())

        init(_ pages: [[Event]], refusal: String? = nil) {
            state.withLock {
                $0.pages = pages
                $0.refusal = refusal
            }
        }

        var requests: [JSONValue] { state.withLock { $0.requests } }

        func send(
            _ request: HTTPRequest, to origin: HTTPOrigin
        ) async throws(TransportError) -> HTTPStreamedResponse {
            let input = (try? JSONValue(parsing: request.body)) ?? .null
            let (status, text) = state.withLock { state in
                state.requests.append(input)
                state.begun.append(state.now)
                // The answer takes its time.
                state.now = state.now.adding(milliseconds: 100)
                if let code = state.refusal { return (400, #"{"__type":"\#(code)","message":"no"}"#) }
                return (200, Trail.page(Int(input["NextToken"]?.string ?? "0") ?? 0, of: state.pages))
            }
            return HTTPStreamedResponse(status: status, headers: HTTPHeaders(), body: .of(Array(text.utf8)))
        }

        private static func page(_ number: Int, of pages: [[Event]]) -> String {
            guard number < pages.count else { return #"{"Events":[]}"# }
            let entries = pages[number].map { event in
                let time = EventLookupTests.noon.adding(seconds: Int64(event.minute * -60)).milliseconds / 1000
                let record = JSONValue.string(event.record ?? EventLookupTests.record(event.identifier)).text()
                return #"{"EventId":"\#(event.identifier)","EventTime":\#(time),"CloudTrailEvent":\#(record)}"#
            }
            let token = number + 1 < pages.count ? #","NextToken":"\#(number + 1)""# : ""
            return #"{"Events":["# + entries.joined(separator: ",") + "]" + token + "}"
        }

        func client(region: String = "us-east-1") throws -> AWSClient {
            var configuration = AWSClientConfiguration(
                region: region, endpointURL: "http://127.0.0.1:1",
                credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"), environment: [:])
            configuration.maxAttempts = 1
            configuration.readFile = { _ in nil }
            return try AWSClient(configuration, transport: self)
        }

        /// Options whose clock is the trail's.
        func options(_ change: (inout LookupOptions) -> Void = { _ in }) -> LookupOptions {
            var options = LookupOptions()
            let state = state
            options.now = { state.withLock { $0.now } }
            options.sleep = { duration in
                let milliseconds =
                    duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
                state.withLock { $0.now = $0.now.adding(milliseconds: milliseconds) }
            }
            change(&options)
            return options
        }
    }

    private static func record(_ identifier: String) -> String { #"{"eventID" : "\#(identifier)"}"# }

    private func lines(_ identifiers: String...) -> String {
        identifiers.map { Self.record($0) + "\n" }.joined()
    }

    private func lookup(
        _ trail: Trail, options: LookupOptions? = nil, interrupt: ReadingInterrupt = ReadingInterrupt(),
        sink: CollectingSink? = nil, onEvent: @escaping @Sendable (ScanEvent) -> Void = { _ in }
    ) throws -> EventLookup<CollectingSink> {
        EventLookup(
            clients: [try trail.client()], sink: sink ?? self.sink, options: options ?? trail.options(),
            interrupt: interrupt, onEvent: onEvent)
    }

    @Test func pagesComeInTheirOrderWithTheRecordsOwnBytes() async throws {
        let trail = Trail([
            [.init(identifier: "a"), .init(identifier: "b", minute: 1)], [.init(identifier: "c", minute: 2)],
        ])
        let report = try await lookup(trail).run()
        #expect(report.description == "1 regions, 2 pages, 3 events, 0 failed" && !report.hasGaps)
        let pages = sink.takeObjects()
        #expect(pages.map(\.key) == ["lookup/us-east-1/1", "lookup/us-east-1/2"])
        #expect(pages.map(\.text) == [lines("a", "b"), lines("c")])
        #expect(trail.requests.map { $0["MaxResults"]?.integer } == [50, 50])
    }

    @Test func requestsBeginHalfASecondApart() async throws {
        let trail = Trail((0..<5).map { [.init(identifier: "\($0)", minute: $0)] })
        _ = try await lookup(trail).run()
        let begun = trail.state.withLock { $0.begun.map { $0.milliseconds - Self.noon.milliseconds } }
        #expect(begun == [0, 500, 1000, 1500, 2000])
    }

    @Test func eventOfTwoPagesIsDeliveredOnce() async throws {
        let trail = Trail([
            [.init(identifier: "a"), .init(identifier: "b", minute: 1), .init(identifier: "b", minute: 1)],
            [.init(identifier: "b", minute: 1), .init(identifier: "c", minute: 1)],
            [.init(identifier: "b", minute: 1), .init(identifier: "c", minute: 1)], [.init(identifier: "d", minute: 2)],
        ])
        let report = try await lookup(trail).run()
        #expect(sink.takeObjects().map(\.text) == [lines("a", "b"), lines("c"), lines("d")])
        #expect(report.events == 4 && report.repeated == 4)
    }

    @Test func windowAndAttributeAreAskedFor() async throws {
        let trail = Trail([])
        let options = trail.options { options in
            options.startTime = Self.noon.adding(seconds: -3600)
            options.endTime = Self.noon
            options.attribute = LookupEvents.Attribute(attributeKey: "Username", attributeValue: "alice")
        }
        _ = try await lookup(trail, options: options).run()
        let request = try #require(trail.requests.first)
        #expect(request["StartTime"]?.integer == Self.noon.milliseconds / 1000 - 3600)
        #expect(request["EndTime"]?.integer == Self.noon.milliseconds / 1000)
        #expect(request["LookupAttributes"]?.array?.first?["AttributeKey"]?.string == "Username")
    }

    @Test func windowBefore90DaysIsTold() async throws {
        let notes = Locked<[String]>([])
        let trail = Trail([])
        let options = trail.options { $0.startTime = Self.noon.adding(seconds: -91 * 86_400) }
        let onEvent: @Sendable (ScanEvent) -> Void = { event in
            if case .note(let text) = event { notes.withLock { $0.append(text) } }
        }
        #expect(try await !lookup(trail, options: options, onEvent: onEvent).run().hasGaps)
        #expect(trail.requests.count == 1 && trail.requests.first?["StartTime"] == nil)
        let older = trail.options { $0.endTime = Self.noon.adding(seconds: -91 * 86_400) }
        _ = try await lookup(trail, options: older, onEvent: onEvent).run()
        #expect(trail.requests.count == 1)
        #expect(notes.withLock { $0 }.allSatisfy { $0.contains("90 days") } && notes.withLock { $0.count } == 2)
    }

    @Test func recordThatIsMissingOrRefusedIsToldAndTheOthersGoOn() async throws {
        let trail = Trail([
            [.init(identifier: "a", record: "bad")], [.init(identifier: "b", minute: 1)],
        ])
        let problems = Locked<[String]>([])
        let report = try await lookup(trail) { event in
            if case .problem(let problem) = event { problems.withLock { $0.append(problem.place) } }
        }.run()
        #expect(report.failed == 1 && report.hasGaps && sink.takeObjects().map(\.text) == [lines("b")])
        #expect(problems.withLock { $0 } == ["lookup/us-east-1/1"])
    }

    @Test func regionThatRefusesIsToldAndTheNextOneIsRead() async throws {
        let refusing = Trail([], refusal: "AccessDeniedException")
        let trail = Trail([[.init(identifier: "a")]])
        await #expect(throws: AWSError.self) { try await lookup(refusing).run() }
        let both = EventLookup(
            clients: [try refusing.client(region: "eu-west-1"), try trail.client()], sink: sink,
            options: trail.options())
        let report = try await both.run()
        #expect(report.failed == 1 && report.regions == 1 && report.hasGaps)
        #expect(sink.takeObjects().map(\.text) == [lines("a")])
    }

    @Test func raisedInterruptEndsAfterThePage() async throws {
        let interrupt = ReadingInterrupt()
        let sink = CollectingSink { _ in interrupt.raise() }
        let trail = Trail([[.init(identifier: "a")], [.init(identifier: "b")]])
        let report = try await lookup(trail, interrupt: interrupt, sink: sink).run()
        #expect(report.wasInterrupted && report.hasGaps && sink.takeObjects().map(\.text) == [lines("a")])
    }

    @Test func whatTheSinkThrowsEndsTheLookup() async throws {
        sink.crash(after: 1)
        await #expect(throws: CollectingSink.Crash.self) {
            try await lookup(Trail([[.init(identifier: "a")], [.init(identifier: "b")]])).run()
        }
    }

    @Test func selectionBecomesTheAttributeThatFindsItsEvents() {
        func attribute(_ change: (inout CloudTrailSelection) -> Void) -> String? {
            var selection = CloudTrailSelection()
            change(&selection)
            return LookupEvents.Attribute(of: selection).map { "\($0.attributeKey ?? "")=\($0.attributeValue ?? "")" }
        }
        #expect(attribute { _ in } == nil)
        #expect(attribute { $0.users = ["alice"] } == nil)
        #expect(attribute { $0.eventNames = ["A"] } == "EventName=A")
        #expect(attribute { $0.eventNames = ["A", "B"] } == nil)
        #expect(attribute { $0.eventSources = ["ec2"] } == "EventSource=ec2.amazonaws.com")
        #expect(attribute { $0.eventSources = ["a.example.com"] } == "EventSource=a.example.com")
        #expect(attribute { $0.readOnly = false } == "ReadOnly=false")
        #expect(
            attribute {
                $0.eventNames = ["A", "B"]
                $0.eventSources = ["ec2"]
                $0.readOnly = true
            } == "EventSource=ec2.amazonaws.com")
    }
}
