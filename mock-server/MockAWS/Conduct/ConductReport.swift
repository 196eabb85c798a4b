import JSON

/// How clients behaved towards the server, operation by operation.
public struct ConductReport: Sendable, Hashable {
    /// One operation.
    public struct Operation: Sendable, Hashable {
        /// Service and operation, such as `logs:FilterLogEvents`.
        public var name: String
        /// All requests.
        public var requests: Int
        /// Requests beyond the first attempt of a call.
        public var retries: Int
        /// The waits before those, in milliseconds; nil where there were none.
        public var backOff: BackOff?
        /// Pages that were answered.
        public var pages: Int
        /// Answers that did not reach the client whole, by the work of faults.
        public var broken: Int
        /// Attempts that failed like the one before.
        public var refusedAgain: Int
        /// Calls that asked for what had been answered already.
        public var repeated: Int
        /// Errors by code.
        public var errors: [String: Int]
        /// Bytes of the answers' bodies.
        public var bytes: Int64

        /// Calls that brought nothing: those that were refused again, and those that were repeated.
        public var wasted: Int { refusedAgain + repeated }
    }

    /// Waits between an answer and the next attempt, in milliseconds.
    public struct BackOff: Sendable, Hashable {
        /// The shortest.
        public var least: Int
        /// The one in the middle, right to three per cent.
        public var median: Int
        /// The longest.
        public var greatest: Int
    }

    /// The operations in order of their names.
    public var operations: [Operation]
    /// How often each fault rule fired.
    public var faults: [String: Int]

    /// The report as a document.
    public var json: JSONValue {
        [
            "requests": .integer(sum(\.requests)), "retries": .integer(sum(\.retries)),
            "wastedCalls": .integer(sum(\.wasted)), "bytes": .integer(operations.reduce(0) { $0 + $1.bytes }),
            "operations": .array(operations.map(\.json)), "faults": ConductReport.counts(faults),
        ]
    }

    private func sum(_ counter: KeyPath<Operation, Int>) -> Int64 {
        Int64(operations.reduce(0) { $0 + $1[keyPath: counter] })
    }

    fileprivate static func counts(_ counts: [String: Int]) -> JSONValue {
        .object(counts.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .integer(Int64($0.value))) })
    }
}

extension ConductReport.Operation {
    init(name: String, _ counters: Conduct.Counters) {
        self.init(
            name: name, requests: counters.requests, retries: counters.retries,
            backOff: ConductReport.BackOff(counters.gaps), pages: counters.pages, broken: counters.broken,
            refusedAgain: counters.refusedAgain, repeated: counters.repeated, errors: counters.errors,
            bytes: counters.bytes)
    }

    fileprivate var json: JSONValue {
        let backOff: JSONValue =
            self.backOff.map {
                [
                    "min": .integer(Int64($0.least)), "median": .integer(Int64($0.median)),
                    "max": .integer(Int64($0.greatest)),
                ]
            } ?? .null
        return [
            "operation": .string(name), "requests": .integer(Int64(requests)), "retries": .integer(Int64(retries)),
            "backOffMs": backOff, "pages": .integer(Int64(pages)), "brokenAnswers": .integer(Int64(broken)),
            "refusedAgain": .integer(Int64(refusedAgain)), "repeatedCalls": .integer(Int64(repeated)),
            "wastedCalls": .integer(Int64(wasted)), "errors": ConductReport.counts(errors), "bytes": .integer(bytes),
        ]
    }
}

extension ConductReport.BackOff {
    init?(_ gaps: DurationHistogram) {
        guard let least = gaps.least, let median = gaps.median, let greatest = gaps.greatest else { return nil }
        self.init(least: least, median: median, greatest: greatest)
    }
}
