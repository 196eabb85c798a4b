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
    /// - Throws: what ended the lookup: `AWSError` and `TransportError` where the only region refuses or does not answer,
    ///   `AWSError` where all would refuse alike, `CredentialsError`, ``TrailReaderError``, what the sink throws,
    ///   `CancellationError`.
    public func run() async throws -> LookupReport {
        let oldest = options.oldest
        if let end = options.endTime {
            guard end > oldest else {
                onEvent(.note("CloudTrail keeps events for 90 days; the window ends before \(oldest.iso8601)"))
                return report
            }
            // Nothing lies in it, and CloudTrail refuses it.
            if let start = options.startTime, end <= start { return report }
        }
        if let start = options.startTime, start < oldest {
            onEvent(.note("CloudTrail keeps events for 90 days; what was before \(oldest.iso8601) is not found"))
        }
        for client in clients {
            do {
                try await read(client, since: options.startTime.flatMap { $0 < oldest ? nil : $0 })
            } catch let problem as TrailProblem {
                refuse(problem)
            } catch let error as AWSError where clients.count > 1 && !error.endsReading {
                refuse(try problem(client, .refused, error.description, requestID: error.requestID))
            } catch let error as TransportError where clients.count > 1 && error.code != .cancelled {
                // A region's name can be wrong, and its endpoint down.
                refuse(try problem(client, .transfer, error.description))
            }
            if report.wasInterrupted { break }
        }
        return report
    }

    private func problem(
        _ client: AWSClient, _ cause: TrailProblem.Cause, _ reason: String, requestID: String? = nil
    ) throws -> TrailProblem {
        TrailProblem(
            place: "LookupEvents in \(try client.region)", cause: cause, reason: reason, requestID: requestID)
    }

    private func refuse(_ problem: TrailProblem) {
        tally.withLock { $0.failed += 1 }
        onEvent(.problem(problem))
    }

    /// Reads one region to its end.
    private func read(_ client: AWSClient, since start: Timestamp?) async throws {
        let region = try client.region
        let request = LookupEvents(
            lookupAttributes: options.attribute.map { [$0] }, startTime: start, endTime: options.endTime,
            maxResults: 50)
        var pages = LookupPages(of: client, region, request, options, interrupt, onEvent)
        var repeats = LookupRepeats()
        var reached: Timestamp?
        while true {
            let page: [LookupEvents.Event]?
            do {
                page = try await pages.next()
            } catch {
                tellEnd(of: region, at: reached)
                guard error is LookupPages.Interrupted else { throw error }
                return tally.withLock { $0.wasInterrupted = true }
            }
            guard let page else { break }
            let events = repeats.removing(from: page)
            tally.withLock { $0.repeated += page.count - events.count }
            if !events.isEmpty {
                try await deliver(events, TrailObject(bucket: "", key: "lookup/\(region)/\(pages.count)"))
            }
            // The page's newest: older ones can stand on it in any order.
            reached = page.compactMap(\.eventTime).max() ?? reached
        }
        tally.withLock { $0.regions += 1 }
    }

    /// Tells how to go on where a region was not read to its end.
    private func tellEnd(of region: String, at reached: Timestamp?) {
        guard let reached else { return }
        // The events of that second can stand on the pages that are missing, too.
        let end = reached.adding(seconds: 1).iso8601
        onEvent(.note("LookupEvents in \(region) came to \(reached.iso8601); --end-time \(end) goes on from there"))
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
