/// A rule: which requests, what happens to them, and how often.
struct FaultRule: Sendable, Hashable {
    /// The name, for traces and errors; part of the chance, so that the order of the rules is none.
    var name: String
    var selector = FaultSelector()
    var effect: FaultEffect
    var schedule = FaultSchedule.always
}

/// Rules and the seed of their chance.
struct FaultRules: Sendable, Hashable {
    var seed = 0
    var rules: [FaultRule] = []
}

/// What the fault engine plays: rules, or the faults of an earlier run.
///
/// ```swift
/// let script = try FaultScript(named: "flaky")
/// let other = try FaultScript(named: "faults.json")
/// ```
public struct FaultScript: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        case rules(FaultRules)
        case trace([FiredFault])
    }

    var content: Content

    init(_ content: Content) {
        self.content = content
    }

    /// No faults.
    public init() {
        content = .rules(FaultRules())
    }

    /// The same rules with another seed; a trace stays as it is.
    public func seeded(_ seed: Int?) -> FaultScript {
        guard let seed, case .rules(var rules) = content else { return self }
        rules.seed = seed
        return FaultScript(.rules(rules))
    }

    /// Whether nothing can ever happen.
    public var isEmpty: Bool {
        switch content {
        case .rules(let rules): rules.rules.isEmpty
        case .trace(let faults): faults.isEmpty
        }
    }
}
