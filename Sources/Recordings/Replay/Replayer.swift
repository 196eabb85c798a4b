import HTTPMessages
import Locking

/// Answers requests from a recording; for any number of tasks at once.
///
/// Equal requests form a queue: they get the recorded answers in the order in which those were given.
public final class Replayer: Sendable {
    /// What happens when the answers to a request are used up.
    public enum OnExhausted: String, Sendable, Hashable, CaseIterable {
        /// The request is a miss.
        case fail
        /// The last answer is given again.
        case repeatLast = "repeat-last"
        /// The answers begin again with the first.
        case loop
    }

    /// The recording.
    public let recording: Recording
    private let onExhausted: OnExhausted
    private let ignored: IgnoredParameters
    private let scrubber: Scrubber?
    private let queues: [MatchKey: [Int]]
    private let state: Locked<State>

    private struct State {
        /// How many answers of a queue were given.
        var given: [MatchKey: Int] = [:]
        /// The indices of the exchanges that were given.
        var used: Set<Int> = []
        var misses = 0
    }

    /// Creates a replayer with every answer unused.
    ///
    /// - Parameters:
    ///   - recording: the recording.
    ///   - onExhausted: what happens when the answers to a request are used up.
    ///   - ignored: parameters by which requests are not told apart.
    /// - Throws: ``RecordingError`` where the key of its pseudonyms cannot be read.
    public init(
        _ recording: Recording, onExhausted: OnExhausted = .fail, ignoring ignored: IgnoredParameters = .init()
    ) throws(RecordingError) {
        self.recording = recording
        self.onExhausted = onExhausted
        self.ignored = ignored
        var queues: [MatchKey: [Int]] = [:]
        for (index, exchange) in recording.exchanges.enumerated() {
            queues[ignored.apply(to: exchange.identity.key), default: []].append(index)
        }
        self.queues = queues
        scrubber = try Replayer.scrubber(of: recording)
        state = Locked(State())
    }

    /// What does to incoming requests what was done to the recorded ones.
    private static func scrubber(of recording: Recording) throws(RecordingError) -> Scrubber? {
        let salt = Array(recording.manifest.salt.utf8)
        switch recording.manifest.scrub {
        case .off: return nil
        case .secrets: return Scrubber(policy: .secrets, salt: salt)
        case .identities:
            guard let key = try RecordingFolder.identityKey(recording.folder) else {
                return Scrubber(policy: .secrets, salt: salt)
            }
            // What the client learnt from earlier answers are pseudonyms already.
            let words = Set(
                recording.exchanges.flatMap { $0.identity.key.parameters.flatMap { Scrubber.words(in: $0.value) } })
            return Scrubber(policy: .identities, salt: salt, key: key, leaving: words)
        }
    }

    /// What comes of a request.
    public enum Outcome: Sendable {
        /// The answer.
        case answer(ReplayAnswer)
        /// There is none.
        case miss(ReplayMiss)
    }

    /// Finds the answer to a request.
    ///
    /// - Parameters:
    ///   - request: as the client sent it.
    ///   - consuming: whether the answer counts as given; false where the client will not get it whole, so that its
    ///     next try gets the same.
    /// - Returns: the answer, or what comes closest.
    public func answer(to request: HTTPRequest, consuming: Bool = true) -> Outcome {
        let plain = ignored.apply(to: RequestIdentity(request).key)
        var candidates = [plain]
        if let scrubber {
            let scrubbed = ignored.apply(to: RequestIdentity(scrubber.scrub(request).value).key)
            if scrubbed != plain { candidates.append(scrubbed) }
        }
        for key in candidates {
            if let index = take(key, consuming: consuming) {
                return .answer(ReplayAnswer(recording.exchanges[index]))
            }
        }
        for key in candidates {
            if let part = part(of: key, request, consuming: consuming) { return .answer(part) }
        }
        return .miss(miss(candidates.last ?? plain, isExhausted: candidates.contains { queues[$0] != nil }))
    }

    /// The exchanges that nobody asked for, in order.
    public var unused: [RecordedExchange] {
        let used = state.withLock { $0.used }
        return recording.exchanges.enumerated().filter { !used.contains($0.offset) }.map(\.element)
    }

    /// How many requests there was no answer for.
    public var missCount: Int { state.withLock { $0.misses } }

    /// Goes back to the beginning: every answer is unused.
    public func reset() {
        state.withLock { $0 = State() }
    }

    private func take(_ key: MatchKey, consuming: Bool) -> Int? {
        guard let queue = queues[key] else { return nil }
        return state.withLock { state in
            let given = state.given[key, default: 0]
            let position: Int
            switch onExhausted {
            case _ where given < queue.count: position = given
            case .fail: return nil
            case .repeatLast: position = queue.count - 1
            case .loop: position = given % queue.count
            }
            if consuming {
                state.given[key] = given + 1
                state.used.insert(queue[position])
            }
            return queue[position]
        }
    }

    /// A part of an object that was recorded whole; it takes no answer away, however many parts are asked for.
    private func part(of key: MatchKey, _ request: HTTPRequest, consuming: Bool) -> ReplayAnswer? {
        guard key.name == "s3:GetObject", let range = request.headers["Range"] else { return nil }
        let whole = key.without { ["range", "if-match", "if-none-match"].contains($0) }
        guard let queue = queues[whole] else { return nil }
        return state.withLock { state in
            // The object that the client began to read, or will read.
            let given = state.given[whole, default: 0]
            let index = queue[min(max(given - 1, 0), queue.count - 1)]
            if consuming { state.used.insert(index) }
            return ReplayAnswer.part(of: recording.exchanges[index], range: range, headers: request.headers)
        }
    }

    private func miss(_ key: MatchKey, isExhausted: Bool) -> ReplayMiss {
        state.withLock { $0.misses += 1 }
        var seen: Set<MatchKey> = []
        let nearest = recording.exchanges.lazy.filter { seen.insert($0.identity.key).inserted }
            .map {
                ReplayMiss.Candidate(sequence: $0.sequence, key: self.ignored.apply(to: $0.identity.key), asked: key)
            }
            .sorted { ($0.distance, $0.sequence) < ($1.distance, $1.sequence) }
            .prefix(3)
        return ReplayMiss(key: key, isExhausted: isExhausted, nearest: Array(nearest))
    }
}
