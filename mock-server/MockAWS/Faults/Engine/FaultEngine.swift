import Glibc
import HTTPMessages
import Locking
import Recordings

/// Decides for every request which faults it meets.
///
/// Whether a rule fires follows from the seed, the rule's name, the request's fault key, and its number among the
/// requests with that key: from nothing else, and least of all from the order in which threads come. Quotas are the
/// exception: they depend on the clock.
final class FaultEngine: Sendable {
    /// How many fault keys are counted.
    ///
    /// Requests with others meet no faults: they could not be counted, and a rule for the first request of each would
    /// never let them through.
    static let mostKeys = 200_000

    private let state: Locked<State>
    private let trace: FaultTraceFile?
    private let clock: @Sendable () -> Duration
    private let mostKeys: Int

    private struct State {
        var program: FaultProgram
        var counts: FaultCounts
        /// Whether tokens of ours may be about; they are understood although their rules are gone.
        var handsOutTokens = false
    }

    /// Creates an engine.
    ///
    /// - Parameters:
    ///   - script: the rules, or the trace to replay; none by default.
    ///   - trace: told what fires.
    ///   - clock: the time for quotas, from any beginning; it must not go back.
    ///   - mostKeys: how many fault keys are counted.
    init(
        _ script: FaultScript = FaultScript(), trace: FaultTraceFile? = nil,
        clock: @escaping @Sendable () -> Duration = FaultEngine.monotonicTime, mostKeys: Int = FaultEngine.mostKeys
    ) {
        self.trace = trace
        self.clock = clock
        self.mostKeys = mostKeys
        state = Locked(State(program: FaultProgram(script), counts: FaultCounts(mostKeys: mostKeys)))
    }

    /// The rules or the trace that hold now.
    var script: FaultScript { state.withLock { $0.program.script } }

    /// Whether no request meets a fault.
    var isIdle: Bool { state.withLock { $0.program.isEmpty && !$0.handsOutTokens } }

    /// Replaces rules or trace, and begins to count anew.
    func replace(by script: FaultScript) {
        let program = FaultProgram(script)
        state.withLock { state in
            state = State(
                program: program, counts: FaultCounts(mostKeys: mostKeys), handsOutTokens: state.handsOutTokens)
        }
    }

    /// Begins to count anew.
    func restart() { replace(by: script) }

    /// Decides what happens to a request and its answer.
    ///
    /// - Parameters:
    ///   - request: path-style for S3; the caller has been let in.
    ///   - identity: of that request; not asked for while there are no faults.
    /// - Returns: the plan, which has been entered in the trace.
    func decide(_ request: HTTPRequest, _ identity: @autoclosure () -> RequestIdentity) -> FaultPlan {
        var plan = FaultPlan(request)
        let (program, handsOutTokens) = state.withLock { ($0.program, $0.handsOutTokens) }
        guard !program.isEmpty || handsOutTokens else { return plan }
        let asked = FaultRequest(request, identity())
        plan.operation = asked.operation
        if let standIn = asked.standIn { plan.ask(for: standIn, sent: asked.token) }
        let candidates = program.candidates(for: asked)
        guard !candidates.isEmpty, let fired = count(asked, candidates) else { return plan }
        for fault in FaultEngine.compatible(fired) { plan.add(fault, of: asked) }
        trace?.append(plan.fired)
        return plan
    }

    /// Counts the request, and tells which of the candidates fire; nil where it cannot be counted.
    private func count(_ request: FaultRequest, _ candidates: [FaultProgram.Candidate]) -> [FiredFault]? {
        let now = clock()
        return state.withLock { state -> [FiredFault]? in
            guard let number = state.counts.count(request) else { return nil }
            var fired: [FiredFault] = []
            for candidate in candidates {
                let occurrence = candidate.needsToken ? number.withToken : number.requests
                let fault = candidate.fault(of: request, occurrence: occurrence) { rule, quota in
                    state.counts.exceeds(quota, rule: rule, region: request.identity.region, now: now)
                }
                guard let fault else { continue }
                if case .emptyPage = fault.effect { state.handsOutTokens = true }
                fired.append(fault)
            }
            return fired
        }
    }

    /// What can happen to one answer: the first of each part, and nothing inside an answer that is not given.
    private static func compatible(_ fired: [FiredFault]) -> [FiredFault] {
        let isAnswered = fired.contains { $0.effect.part == .answer }
        let isEmpty = fired.first { $0.effect.part == .items }.map { $0.effect.name == .emptyPage } ?? false
        var taken: Set<FaultEffect.Part> = []
        return fired.filter { fault in
            switch fault.effect.part {
            case .delay, .pace: return true
            case .items, .body: if isAnswered { return false }
            // An empty page has a token of its own.
            case .token: if isAnswered || isEmpty { return false }
            case .answer, .ending: break
            }
            return taken.insert(fault.effect.part).inserted
        }
    }

    /// Time since the machine started.
    @Sendable static func monotonicTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
