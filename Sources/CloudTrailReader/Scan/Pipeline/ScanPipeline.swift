import Channels

/// One thing that is handed over in the order of the keys.
enum ScanSlot<Sink: ObjectSink>: Sendable {
    /// An object, and where what became of it arrives.
    case object(ScanObject, DigestCover?, BoundedChannel<ObjectFetcher<Sink>.Outcome>)
    /// Something that needs no fetching.
    case event(WalkEvent)
}

/// Walks, fetches several objects at once, and hands over what became of them in order.
///
/// One task walks, `workers` tasks fetch, and at most as many objects that were fetched wait to be taken.
struct ScanPipeline<Sink: ObjectSink>: Sendable {
    typealias Slots = BoundedChannel<ScanSlot<Sink>>

    let walker: BucketWalker
    let fetcher: ObjectFetcher<Sink>
    let workers: Int
    let interrupt: ReadingInterrupt
    let tally: ScanTally

    /// How many listed objects wait for a worker: a page of a listing.
    private var eventsAhead: Int { 1000 }

    /// Runs until everything was handed over, the interrupt is raised, or nobody takes any more.
    func run(into slots: Slots) async {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                let events = BoundedChannel<WalkEvent>(capacity: eventsAhead)
                async let walking: Void = walk(into: events)
                do {
                    try await dispatch(events, into: slots, &group)
                } catch {
                    // What was found before the error is read to its end; only then the error is told.
                    if error is CancellationError { group.cancelAll() }
                    try await group.waitForAll()
                    throw error
                }
                await walking
                try await group.waitForAll()
            }
            slots.finish()
        } catch {
            slots.finish(throwing: error)
        }
    }

    private func walk(into events: BoundedChannel<WalkEvent>) async {
        do {
            try await walker.walk { try await events.send($0) }
            events.finish()
        } catch {
            events.finish(throwing: error)
        }
    }

    private func dispatch(
        _ events: BoundedChannel<WalkEvent>, into slots: Slots, _ group: inout ThrowingTaskGroup<Void, any Error>
    ) async throws {
        var running = 0
        while let event = try await events.next() {
            if interrupt.isRaised {
                tally.count { $0.wasInterrupted = true }
                return events.close()
            }
            guard case .object(let object, let cover) = event else {
                try await slots.send(.event(event))
                continue
            }
            if running >= workers {
                try await group.next()
                running -= 1
            }
            let outcome = BoundedChannel<ObjectFetcher<Sink>.Outcome>(capacity: 1)
            try await slots.send(.object(object, cover, outcome))
            let fetcher = fetcher
            group.addTask {
                try? await outcome.send(await fetcher.fetch(object.place, cover: cover))
                outcome.finish()
            }
            running += 1
        }
    }
}
