import AWSOperations

/// Adds up how clients behave: how often they ask again, how long they wait, and what they need not have asked.
///
/// What is held does not grow with the number of requests: counters for each operation, and the outcome of the last
/// calls only. A call that is asked again after very many others counts as a new one.
struct Conduct: Sendable {
    /// How many calls are remembered, at least.
    private static let mostCalls = 1 << 16
    /// How many operations, error codes and rules are told apart; the others are one.
    private static let mostNames = 200
    private static let others = "others"

    private struct Outcome {
        var ended: Duration
        var isSuccess: Bool
    }

    private var operations: [String: Counters] = [:]
    private var faults: [String: Int] = [:]
    // Hashes of 64 bits stand for the texts, which are long.
    private var byInvocation = RecentValues<Int, Outcome>(capacity: Conduct.mostCalls)
    private var byKey = RecentValues<Int, Outcome>(capacity: Conduct.mostCalls)

    /// Counts a request and its answer.
    mutating func add(_ entry: Journal.Entry) {
        let trail = entry.trail
        let outcome = Outcome(ended: trail.ended, isSuccess: (200..<400).contains(entry.status) && trail.isWhole)
        // Two accounts may ask the same.
        let key = trail.key.map { "\(entry.accessKeyID ?? "") \($0)".hashValue }
        let invocation = trail.invocation?.hashValue
        let sameKey = key.flatMap { byKey[$0] }
        let sameInvocation = invocation.flatMap { byInvocation[$0] }

        let isRetry = trail.attempt.map { $0 > 1 } ?? false || sameInvocation != nil || sameKey?.isSuccess == false
        let previous = sameInvocation ?? (sameKey?.isSuccess == false ? sameKey : nil)
        count(entry) { counters in
            counters.requests += 1
            counters.bytes += entry.bytes
            if Conduct.isPaginated(entry), (200..<300).contains(entry.status) { counters.pages += 1 }
            if !trail.isWhole { counters.broken += 1 }
            if let code = entry.errorCode { counters.errors.count(code, most: Conduct.mostNames) }
            if isRetry {
                counters.retries += 1
                if !outcome.isSuccess { counters.refusedAgain += 1 }
                if let previous { counters.gaps.add(max(.zero, trail.started - previous.ended)) }
            } else if sameKey?.isSuccess == true {
                counters.repeated += 1
            }
        }
        for rule in trail.faults { faults.count(rule, most: Conduct.mostNames) }
        if let key { byKey[key] = outcome }
        if let invocation { byInvocation[invocation] = outcome }
    }

    /// What there is to say so far.
    var report: ConductReport {
        ConductReport(
            operations: operations.sorted { $0.key < $1.key }.map { name, counters in
                ConductReport.Operation(name: name, counters)
            }, faults: faults)
    }

    private mutating func count(_ entry: Journal.Entry, _ body: (inout Counters) -> Void) {
        let name = [entry.service ?? "unknown", entry.operation ?? entry.method].joined(separator: ":")
        let isNew = operations[name] == nil
        body(&operations[isNew && operations.count >= Conduct.mostNames ? Conduct.others : name, default: Counters()])
    }

    private static func isPaginated(_ entry: Journal.Entry) -> Bool {
        guard let service = entry.service.flatMap({ AWSService(rawValue: $0) }), let name = entry.operation,
            let operation = OperationCatalog.descriptor(of: name, in: service)
        else { return false }
        return PageChange.isPossible(operation)
    }

    /// The counters of an operation.
    struct Counters: Sendable {
        var requests = 0
        var retries = 0
        var gaps = DurationHistogram()
        var pages = 0
        var broken = 0
        var refusedAgain = 0
        var repeated = 0
        var errors: [String: Int] = [:]
        var bytes: Int64 = 0
    }
}

extension [String: Int] {
    /// Counts a name; one that would be too many counts as `others`.
    fileprivate mutating func count(_ name: String, most: Int) {
        let isNew = self[name] == nil
        self[isNew && count >= most ? "others" : name, default: 0] += 1
    }
}
