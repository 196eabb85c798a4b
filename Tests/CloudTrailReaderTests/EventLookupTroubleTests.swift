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

/// LookupEvents that answers what leads nowhere, or not at all.
@Suite(.timeLimit(.minutes(15))) struct EventLookupTroubleTests {
    private static let noon = CivilTime(year: 2026, month: 3, day: 4, hour: 12).timestamp
    private let sink = CollectingSink()
    private let told = Locked<[String]>([])

    /// Answers by the number of the request; nil where nobody answers.
    private final class Answers: HTTPTransport {
        let requests = Locked(0)
        private let answer: @Sendable (Int) -> String?

        init(_ answer: @escaping @Sendable (Int) -> String?) { self.answer = answer }

        func send(
            _ request: HTTPRequest, to origin: HTTPOrigin
        ) async throws(TransportError) -> HTTPStreamedResponse {
            let number = requests.withLock { count in
                count += 1
                return count
            }
            guard let text = answer(number) else { throw TransportError(.nameResolution, origin: origin.description) }
            return HTTPStreamedResponse(
                status: text.contains("__type") ? 400 : 200, headers: HTTPHeaders(), body: .of(Array(text.utf8)))
        }

        func client(region: String = "us-east-1") throws -> AWSClient {
            var configuration = AWSClientConfiguration(
                region: region, endpointURL: "http://127.0.0.1:1",
                credentials: AWSCredentials(accessKeyID: "AKIA", secretAccessKey: "secret"), environment: [:])
            configuration.maxAttempts = 1
            configuration.readFile = { _ in nil }
            return try AWSClient(configuration, transport: self)
        }
    }

    /// The page of one event of `number` minutes before noon.
    private static func page(_ number: Int, token: String?) -> String {
        let time = noon.adding(seconds: Int64(number * -60)).milliseconds / 1000
        let next = token.map { #","NextToken":"\#($0)""# } ?? ""
        return #"{"Events":[{"EventId":"\#(number)","EventTime":\#(time),"CloudTrailEvent":"{}"}]"# + next + "}"
    }

    private static let throttled = #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#

    private func lookup(
        _ clients: [AWSClient], interrupt: ReadingInterrupt = ReadingInterrupt(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in },
        change: (inout LookupOptions) -> Void = { _ in }
    ) -> EventLookup<CollectingSink> {
        var options = LookupOptions()
        options.now = { Self.noon }
        options.interval = .zero
        options.sleep = sleep
        change(&options)
        let told = told
        return EventLookup(
            clients: clients, sink: sink, options: options, interrupt: interrupt,
            onEvent: { event in
                switch event {
                case .problem(let problem): told.withLock { $0.append("\(problem)") }
                case .note(let note): told.withLock { $0.append(note) }
                }
            })
    }

    private var lines: [String] { told.withLock { $0 } }

    @Test(arguments: [1, 2, 5]) func tokensThatGoRoundEndTheRegion(length: Int) async throws {
        let answers = Answers { Self.page($0, token: "token \($0 % length)") }
        let report = try await lookup([answers.client()]).run()
        #expect(report.failed == 1 && report.regions == 0 && report.hasGaps)
        #expect(report.pages < 30 && report.pages == sink.takeKeys().count)
        #expect(lines.last?.hasPrefix("LookupEvents in us-east-1: the listing does not go on") == true)
        #expect(lines.first?.contains("--end-time") == true)
    }

    @Test func answerWithoutEventsIsAProblemThatTellsHowToGoOn() async throws {
        let answers = Answers { $0 < 3 ? Self.page($0, token: "\($0)") : "{}" }
        let report = try await lookup([answers.client()]).run()
        #expect(report.failed == 1 && report.pages == 2 && report.hasGaps)
        #expect(
            lines == [
                "LookupEvents in us-east-1 came to 2026-03-04T11:58:00Z; --end-time 2026-03-04T11:58:01Z goes on from "
                    + "there", "LookupEvents in us-east-1: CloudTrail's answer has no Events",
            ])
    }

    @Test func throttlingIsWaitedForAndToldOnce() async throws {
        let slept = Locked<[Duration]>([])
        let answers = Answers { number in
            [2, 3, 4, 6].contains(number) ? Self.throttled : Self.page(number, token: number < 7 ? "\(number)" : nil)
        }
        let report = try await lookup(
            [answers.client()], sleep: { pause in if pause > .zero { slept.withLock { $0.append(pause) } } }
        ).run()
        #expect(report.pages == 3 && report.regions == 1 && !report.hasGaps)
        #expect(slept.withLock { $0 } == [2, 4, 8, 2].map { .seconds($0) })
        #expect(lines.count == 1 && lines.first?.contains("throttled") == true)
    }

    @Test func throttlingWithoutEndEndsTheLookup() async throws {
        let answers = Answers { $0 == 1 ? Self.page(1, token: "1") : Self.throttled }
        let error = await #expect(throws: AWSError.self) { try await lookup([answers.client()]).run() }
        #expect(error?.code == "ThrottlingException" && lines.last?.contains("--end-time 2026-03-04T11:59:01Z") == true)
    }

    @Test func interruptEndsTheWaitForTheQuota() async throws {
        let interrupt = ReadingInterrupt()
        let answers = Answers { $0 == 1 ? Self.page(1, token: "1") : Self.throttled }
        let report = try await lookup(
            [answers.client()], interrupt: interrupt,
            sleep: { pause in
                guard pause > .zero else { return }
                interrupt.raise()
                throw CancellationError()
            }
        ).run()
        #expect(report.wasInterrupted && report.pages == 1)
    }

    @Test func regionThatDoesNotAnswerIsToldAndTheNextOneIsRead() async throws {
        let silent = Answers { _ in nil }
        let answers = Answers { Self.page($0, token: nil) }
        let report = try await lookup([silent.client(region: "nowhere-1"), answers.client()]).run()
        #expect(report.failed == 1 && report.regions == 1 && report.hasGaps)
        #expect(lines.first?.hasPrefix("LookupEvents in nowhere-1: ") == true)
        await #expect(throws: TransportError.self) { try await lookup([silent.client()]).run() }
    }

    @Test func emptyWindowIsNotAskedFor() async throws {
        let answers = Answers { Self.page($0, token: nil) }
        let report = try await lookup(
            [answers.client()],
            change: { options in
                options.startTime = Self.noon
                options.endTime = Self.noon.adding(seconds: -60)
            }
        ).run()
        #expect(!report.hasGaps && answers.requests.withLock { $0 } == 0)
    }
}
