import AWSClient
import AWSOperations
import CloudTrail
import HTTPTransport
import Locking
import Timestamps

/// Reads the management events of the last 90 days from CloudTrail itself: no trail and no bucket is needed.
///
/// ```swift
/// let lookup = EventLookup(clients: [client], sink: sink)
/// print(try await lookup.run())
/// ```
///
/// The sink gets one region after the other and, of each, the pages in CloudTrail's order: newest first. A page is
/// delivered whole or not at all.
public struct EventLookup<Sink: ObjectSink>: Sendable {
    private let clients: [AWSClient]
    private let sink: Sink
    private let options: LookupOptions
    private let interrupt: ReadingInterrupt
    private let onEvent: @Sendable (ScanEvent) -> Void
    private let tally = Locked(LookupReport())

    /// Creates a lookup; nothing is sent before ``run()``.
    ///
    /// - Parameters:
    ///   - clients: one for each region.
    ///   - sink: where the events go, as JSON Lines; an object is a page, its key the region and the page's number.
    ///   - options: what is asked for.
    ///   - interrupt: ends the lookup early when it is raised.
    ///   - onEvent: told of problems and notes when the lookup comes to them.
    public init(
        clients: [AWSClient], sink: Sink, options: LookupOptions = LookupOptions(),
        interrupt: ReadingInterrupt = ReadingInterrupt(), onEvent: @escaping @Sendable (ScanEvent) -> Void = { _ in }
    ) {
        self.clients = clients
        self.sink = sink
        self.options = options
        self.interrupt = interrupt
        self.onEvent = onEvent
    }

    /// What became of the events so far, also where ``run()`` threw.
    public var report: LookupReport { tally.withLock { $0 } }

    /// Reads all pages of all regions.
    ///
    /// A region that refuses is told to `onEvent`, and the next one is read.
    ///
    /// - Returns: what became of the events; see ``LookupReport/hasGaps``.
    /// - Throws: what ended the lookup: `AWSError` where the only region refuses, `TransportError`, `CredentialsError`,
    ///   ``TrailReaderError``, what the sink throws, `CancellationError`.
    public func run() async throws -> LookupReport {
        let oldest = options.oldest
        if let end = options.endTime, end <= oldest {
            onEvent(.note("CloudTrail keeps events for 90 days; the window ends before \(oldest.iso8601)"))
            return report
        }
        if let start = options.startTime, start < oldest {
            onEvent(.note("CloudTrail keeps events for 90 days; what was before \(oldest.iso8601) is not found"))
        }
        for client in clients {
            do {
                try await read(client, since: options.startTime.flatMap { $0 < oldest ? nil : $0 })
            } catch let error as AWSError where clients.count > 1 && !error.endsReading {
                try refuse(client, error)
            }
            if report.wasInterrupted { break }
        }
        return report
    }

    private func refuse(_ client: AWSClient, _ error: AWSError) throws {
        tally.withLock { $0.failed += 1 }
        onEvent(
            .problem(
                TrailProblem(
                    place: "LookupEvents in \(try client.region)", cause: .refused, reason: error.description,
                    requestID: error.requestID)))
    }

    /// Reads one region to its end.
    private func read(_ client: AWSClient, since start: Timestamp?) async throws {
        let region = try client.region
        var pace = LookupPace(options)
        var repeats = LookupRepeats()
        var request = LookupEvents(
            lookupAttributes: options.attribute.map { [$0] }, startTime: start, endTime: options.endTime,
            maxResults: 50)
        var number = 0
        repeat {
            guard !interrupt.isRaised else { return tally.withLock { $0.wasInterrupted = true } }
            try await pace.wait()
            guard !interrupt.isRaised else { return tally.withLock { $0.wasInterrupted = true } }
            let page = try await client.send(request)
            number += 1
            let events = repeats.removing(from: page.events ?? [])
            tally.withLock { $0.repeated += (page.events ?? []).count - events.count }
            if !events.isEmpty {
                try await deliver(events, TrailObject(bucket: "", key: "lookup/\(region)/\(number)"))
            }
            request.nextToken = LookupEvents.nextPageToken(of: page)
        } while request.nextToken != nil
        tally.withLock { $0.regions += 1 }
    }

    /// Has the sink read a page, and take it.
    private func deliver(_ events: [LookupEvents.Event], _ page: TrailObject) async throws {
        guard let output = try read(events, page) else { return }
        try await sink.deliver(output, of: page)
        tally.withLock { report in
            report.pages += 1
            report.events += events.count
        }
    }

    /// What the sink's reader makes of a page; nil where it refuses it, which is told.
    private func read(_ events: [LookupEvents.Event], _ page: TrailObject) throws -> Sink.Reader.Output? {
        do {
            var reader = try sink.reader(for: page)
            for event in events {
                guard let text = event.cloudTrailEvent else {
                    tell(page, "event \(event.eventID ?? "without id") came without its record")
                    continue
                }
                try reader.append(Array(text.utf8) + [0x0A])
            }
            return try reader.finish()
        } catch let error where !(error is TrailReaderError || error is CancellationError) {
            tell(page, String(describing: error))
            return nil
        }
    }

    private func tell(_ page: TrailObject, _ reason: String) {
        tally.withLock { $0.failed += 1 }
        onEvent(.problem(TrailProblem(place: page.description, cause: .invalid, reason: reason)))
    }
}
