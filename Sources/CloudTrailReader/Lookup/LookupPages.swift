import AWSClient
import AWSOperations
import CloudTrail
import HTTPTransport
import Timestamps

/// The pages of one region, one after the other: at the quota's pace, and to their end or to a reason why not.
struct LookupPages {
    /// The lookup was told to stop.
    struct Interrupted: Error {}

    private let client: AWSClient
    private let options: LookupOptions
    private let interrupt: ReadingInterrupt
    private let onEvent: @Sendable (ScanEvent) -> Void
    private let region: String
    private var pace: LookupPace
    private var request: LookupEvents
    /// A token that was given a while ago: pages that go round in a circle come to it again.
    private var milestone: String?
    private var isAtEnd = false
    private var goesInCircles = false
    private var wasThrottled = false

    /// How many pages came.
    private(set) var count = 0

    init(
        of client: AWSClient, _ region: String, _ request: LookupEvents, _ options: LookupOptions,
        _ interrupt: ReadingInterrupt, _ onEvent: @escaping @Sendable (ScanEvent) -> Void
    ) {
        self.client = client
        self.region = region
        self.request = request
        self.options = options
        self.interrupt = interrupt
        self.onEvent = onEvent
        pace = LookupPace(options)
    }

    /// Reads the next page.
    ///
    /// - Returns: its events; nil after the last one.
    /// - Throws: `TrailProblem` where the answers lead nowhere; ``Interrupted``; what the client throws.
    mutating func next() async throws -> [LookupEvents.Event]? {
        guard !isAtEnd else { return nil }
        guard !goesInCircles else {
            throw problem("the listing does not go on: CloudTrail gave a token for the next page that it gave before")
        }
        guard !interrupt.isRaised else { throw Interrupted() }
        try await pace.wait()
        let page = try await send()
        guard let events = page.events else { throw problem("CloudTrail's answer has no Events") }
        count += 1
        advance(to: LookupEvents.nextPageToken(of: page))
        return events
    }

    private mutating func advance(to token: String?) {
        isAtEnd = token == nil
        goesInCircles = token != nil && (token == request.nextToken || token == milestone)
        // Brent's way to find a circle of any length with one token in memory.
        if count & (count - 1) == 0 { milestone = token }
        request.nextToken = token
    }

    /// Asks for a page, again and again while CloudTrail is asked too much of by others.
    private mutating func send() async throws -> LookupEvents.Output {
        var pauses = LookupOptions.pauses[...]
        while true {
            guard !interrupt.isRaised else { throw Interrupted() }
            do {
                return try await client.send(request)
            } catch let error as AWSError where error.isThrottling {
                guard let pause = pauses.popFirst() else { throw error }
                if !wasThrottled {
                    onEvent(.note("LookupEvents in \(region) is throttled; waits and goes on (\(error.code))"))
                }
                wasThrottled = true
                try await wait(pause)
            }
        }
    }

    private func wait(_ pause: Duration) async throws {
        let sleep = options.sleep
        do {
            try await interrupt.cancelling { try await sleep(pause) }
        } catch is CancellationError where interrupt.isRaised {
            throw Interrupted()
        }
    }

    private func problem(_ reason: String) -> TrailProblem {
        TrailProblem(place: "LookupEvents in \(region)", cause: .listing, reason: reason)
    }
}
