import Channels
import CloudTrail

/// Takes what the pipeline hands over: gives outputs to the sink, and remembers what the sink took.
///
/// At most `workers` objects that the sink took are not recorded yet, the one that it is taking among them.
struct ScanDelivery<Sink: ObjectSink> {
    let sink: Sink
    let state: any ScanStateStore
    let workers: Int
    let tally: ScanTally

    /// Taken by the sink, not recorded yet.
    private var taken: [ScanObject] = []
    /// What of the day that is handed over could not be read.
    private var gapsOfDay = 0

    init(sink: Sink, state: any ScanStateStore, workers: Int, tally: ScanTally) {
        self.sink = sink
        self.state = state
        self.workers = workers
        self.tally = tally
    }

    /// Takes everything; what was taken before an error is recorded all the same.
    mutating func run(_ slots: BoundedChannel<ScanSlot<Sink>>) async throws {
        do {
            while let slot = try await slots.next() {
                switch slot {
                case .object(let object, let cover, let outcome): try await take(object, cover, outcome)
                case .event(.problem(let problem)): tell(problem)
                case .event(.endOfDay(let day, let closing)): try await end(day, closing)
                case .event(.settled(let object, let cover)):
                    check(object, cover)
                    try await remember(object)
                case .event(.object): break  // comes as a slot of its own
                }
            }
        } catch {
            try? await record()
            throw error
        }
        try await record()
    }

    private mutating func take(
        _ object: ScanObject, _ cover: DigestCover?, _ outcome: BoundedChannel<ObjectFetcher<Sink>.Outcome>
    ) async throws {
        switch try await outcome.next() {
        case .output(let output, let hash):
            try await sink.deliver(output, of: object.place)
            tally.count { report in
                report.read += 1
                report.late += object.isLate ? 1 : 0
            }
            check(object, cover)
            if object.wasAltered {
                tell(
                    TrailProblem(
                        place: object.place.description, cause: .altered,
                        reason: "an earlier scan delivered another text of it, before its digest came; "
                            + "now it is the one in the digest"))
            }
            var object = object
            if cover == .notCovered { object.pendingHash = hash.flatMap { ScanObject.pendingHash(of: $0) } }
            try await remember(object)
        case .problem(let problem): tell(problem)
        case .failure(let error): throw error
        case nil: throw CancellationError()
        }
    }

    private mutating func remember(_ object: ScanObject) async throws {
        taken.append(object)
        if taken.count >= workers { try await record() }
    }

    /// Counts what digests say of an object that is delivered, or was by an earlier scan.
    ///
    /// What no valid digest vouches for is delivered all the same: else whoever takes a digest away hides what it names.
    private func check(_ object: ScanObject, _ cover: DigestCover?) {
        switch cover {
        case nil: break
        case .hashes: tally.count { $0.integrity?.valid += 1 }
        case .notCovered: tally.count { $0.integrity?.notCovered += 1 }
        case .unsigned, .unlisted:
            let fault = cover == .unsigned ? LogFileFault.unsigned : .unlisted
            tally.add(TrailProblem(place: object.place.description, cause: .unsigned, reason: "\(fault)"))
        }
    }

    private mutating func tell(_ problem: TrailProblem) {
        gapsOfDay += 1
        tally.add(problem)
    }

    /// Closes a day all of whose objects were read.
    private mutating func end(_ day: ScanDay, _ closing: ClosedDay?) async throws {
        defer { gapsOfDay = 0 }
        guard let closing, gapsOfDay == 0 else { return }
        try await record()
        try await state.close(day, as: closing)
    }

    private mutating func record() async throws {
        guard !taken.isEmpty else { return }
        try await state.record(taken)
        taken = []
    }
}
