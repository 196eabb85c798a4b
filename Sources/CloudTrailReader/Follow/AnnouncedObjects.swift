import AWSClient
import AWSOperations
import CloudTrail
import HTTPTransport
import Locking

/// Reads the objects that messages announce, a few at the same time, and delivers them one by one.
final class AnnouncedObjects<Sink: ObjectSink>: Sendable {
    /// What became of the objects of a message.
    struct Outcome: Sendable {
        /// What could not be read.
        var problems: [TrailProblem] = []
        /// What was delivered with a shortfall.
        var shortfalls: [TrailProblem] = []
        /// Whether every object was tried; otherwise following ends.
        var isComplete = true
    }

    private enum Fate: Sendable {
        case delivered
        case shortfall(TrailProblem)
        case problem(TrailProblem)
        case notRead
    }

    private let fetcher: ObjectFetcher<Sink>
    private let halt: FollowHalt
    private let tally: FollowTally
    private let workers: Int
    /// For objects that are fetched.
    private let permits: Permits
    /// For the one object that is delivered.
    private let delivery = Permits(1)
    /// Which objects of which messages were delivered: a message that comes again has them read no second time.
    private let delivered = Locked(DeliveredObjects())
    /// Whether S3 gives nothing.
    let outage: ObjectOutage
    private let options: FollowOptions
    private let interrupt: ReadingInterrupt

    init(
        client: AWSClient, sink: Sink, options: FollowOptions, interrupt: ReadingInterrupt, halt: FollowHalt,
        tally: FollowTally
    ) {
        fetcher = ObjectFetcher(client: client, sink: sink)
        self.options = options
        self.interrupt = interrupt
        outage = ObjectOutage(tally: tally)
        workers = options.workers
        self.halt = halt
        self.tally = tally
        permits = Permits(workers)
    }

    /// Reads the objects of a message; one that cannot be read keeps none from being read.
    func read(_ objects: [AnnouncedObject], of message: String) async -> Outcome {
        await withTaskGroup(of: (Int, Fate).self) { group in
            var outcome = Outcome()
            var problems: [(Int, TrailProblem)] = []
            var shortfalls: [(Int, TrailProblem)] = []
            func note(_ place: Int, _ fate: Fate) {
                switch fate {
                case .delivered: break
                case .problem(let problem): problems.append((place, problem))
                case .shortfall(let problem): shortfalls.append((place, problem))
                case .notRead: outcome.isComplete = false
                }
            }
            for (place, object) in objects.enumerated() {
                if place >= workers, let (place, fate) = await group.next() { note(place, fate) }
                group.addTask { (place, await self.read(object, of: message)) }
            }
            for await (place, fate) in group { note(place, fate) }
            outcome.problems = problems.sorted { $0.0 < $1.0 }.map(\.1)
            outcome.shortfalls = shortfalls.sorted { $0.0 < $1.0 }.map(\.1)
            return outcome
        }
    }

    private func read(_ object: AnnouncedObject, of message: String) async -> Fate {
        // By the message, too: the same key in another message may be another content.
        let identifier = HashedIdentifier("\(message)\0\(object.bucket)\0\(object.key)".utf8)
        switch delivered.withLock({ $0[identifier] }) {
        case .whole: return .delivered
        case .shortfall(let problem): return .shortfall(problem)
        case nil: break
        }
        let place = TrailObject(bucket: object.bucket, key: object.key)
        var retry = outage.retry()
        while !halt.isSet {
            let fate = await permits.withPermit { () -> Fate? in
                guard !halt.isSet else { return .notRead }
                return await attempt(place, identifier)
            }
            guard let fate else { continue }
            if case .notRead = fate { return fate }
            guard case .problem(let problem) = fate, problem.cause == .transfer else {
                outage.end()
                return fate
            }
            guard !options.isOnce, !interrupt.isRaised, let length = retry.pause(after: problem) else { return fate }
            // The permit was given back: others may fare better meanwhile.
            await pause(length)
        }
        return .notRead
    }

    /// Waits; what ends the following ends the pause, then there is one more attempt.
    private func pause(_ length: Duration) async {
        let (interrupt, halt, sleep) = (interrupt, halt, options.sleep)
        try? await interrupt.cancelling {
            try await halt.interrupt.cancelling { try await sleep(length) }
        }
    }

    /// Fetches and delivers an object; nil where that is to be done once more.
    private func attempt(_ place: TrailObject, _ identifier: HashedIdentifier) async -> Fate? {
        switch await fetcher.fetch(place) {
        case .output(let output, hash: _):
            return await delivery.withPermit { await deliver(output, of: place, identifier) }
        case .problem(let problem): return fail(problem)
        case .failure(let error):
            guard let problem = AnnouncedObjects.problem(error, place) else {
                halt.set(error)
                return .notRead
            }
            return fail(problem)
        }
    }

    private func deliver(
        _ output: Sink.Reader.Output, of place: TrailObject, _ identifier: HashedIdentifier
    ) async -> Fate? {
        guard !halt.isSet else { return .notRead }
        do {
            let shortfall = fetcher.sink.shortfall(of: output).map { reason in
                TrailProblem(place: place.description, cause: .invalid, reason: reason)
            }
            try await fetcher.sink.deliver(output, of: place)
            delivered.withLock { $0.insert(identifier, shortfall) }
            tally.count { $0.read += 1 }
            return shortfall.map { .shortfall($0) } ?? .delivered
        } catch is ReadObjectAgain {
            return nil
        } catch {
            halt.set(error)
            return .notRead
        }
    }

    private func fail(_ problem: TrailProblem) -> Fate {
        tally.count { $0.failed += 1 }
        return .problem(problem)
    }

    /// What would end a scan, but concerns one bucket only; nil for the rest.
    private static func problem(_ error: any Error, _ place: TrailObject) -> TrailProblem? {
        switch error {
        case let error as AWSError where error.code == "NoSuchBucket":
            TrailProblem(
                place: place.description, cause: .refused, reason: error.description, requestID: error.requestID)
        case let error as TransportError where error.code != .cancelled:
            TrailProblem(place: place.description, cause: .transfer, reason: error.description)
        default: nil
        }
    }
}
