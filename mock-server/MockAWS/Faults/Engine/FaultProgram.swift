/// A script made ready to be asked: rules in order, or the faults of a trace by their fault keys.
struct FaultProgram: Sendable {
    let script: FaultScript
    private let seed: Int
    private let rules: [FaultRule]
    private let replayed: [FaultKey.Digest: [FiredFault]]

    init(_ script: FaultScript) {
        self.script = script
        switch script.content {
        case .rules(let document):
            seed = document.seed
            rules = document.rules
            replayed = [:]
        case .trace(let faults):
            seed = 0
            rules = []
            replayed = Dictionary(grouping: faults) { FaultKey.Digest($0.key) }
        }
    }

    /// Something that may happen to a request, as soon as its number is known.
    enum Candidate: Sendable {
        case rule(FaultRule, seed: Int)
        case replayed(FiredFault)

        var needsToken: Bool {
            switch self {
            case .rule(let rule, _): rule.effect.needsToken
            case .replayed(let fault): fault.effect.needsToken
            }
        }
    }

    var isEmpty: Bool { rules.isEmpty && replayed.isEmpty }

    /// What may happen to requests with the fault key of this one, in the order of the rules or of the trace.
    ///
    /// It is the same for all of them, because they are counted together: a trace that is replayed knows no rules, and
    /// has to come to the same numbers.
    func candidates(for request: FaultRequest) -> [Candidate] {
        if !replayed.isEmpty { return replayed[request.faultKey.digest, default: []].map(Candidate.replayed) }
        return rules.filter { $0.selector.matches(request) && $0.effect.concerns(request.operation) }.map {
            .rule($0, seed: seed)
        }
    }
}

extension FaultProgram.Candidate {
    /// The fault, with everything decided; nil where none happens.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - occurrence: its number, counted as the effect is counted.
    ///   - exceeds: takes a token of a rule's quota, and tells whether none was left.
    /// - Returns: the fault; nil where the rule does not fire.
    func fault(
        of request: FaultRequest, occurrence: Int, exceeds: (String, FaultSchedule.Quota) -> Bool
    ) -> FiredFault? {
        switch self {
        case .replayed(let fault):
            return fault.occurrence == occurrence && fault.effect.isPossible(request) ? fault : nil
        case .rule(let rule, let seed):
            guard rule.effect.isPossible(request) else { return nil }
            let hash = FaultHash(
                seed: seed, rule: rule.name, key: request.faultKey.text, occurrence: occurrence)
            var fires = rule.schedule.fires(at: occurrence, hash)
            if case .quota(let quota) = rule.schedule { fires = exceeds(rule.name, quota) }
            // The empty pages before one page belong together: the first decides for the others.
            if case .emptyPage = rule.effect, request.standIn != nil { fires = true }
            guard fires else { return nil }
            let fault = FiredFault(
                rule: rule.name, key: request.faultKey.text, occurrence: occurrence,
                effect: rule.effect.resolved(by: hash))
            // Not every request names something that can vanish.
            if rule.effect.part == .answer, rule.effect.name != .http, fault.error(request) == nil { return nil }
            return fault
        }
    }
}
