/// A request that a recording has no answer for, and what comes closest.
public struct ReplayMiss: Sendable, Hashable {
    /// A recorded exchange, and in what its request differs.
    public struct Candidate: Sendable, Hashable {
        /// The exchange's number.
        public var sequence: Int
        /// Its key.
        public var key: MatchKey
        /// The parameters that differ.
        public var differences: [Difference]
    }

    /// A parameter that differs; nil where it is absent.
    public struct Difference: Sendable, Hashable {
        /// The parameter's name; `operation` for service and operation.
        public var name: String
        /// What was recorded.
        public var recorded: String?
        /// What is asked.
        public var asked: String?
    }

    /// What is asked.
    public var key: MatchKey
    /// Whether the recording knows the request, and all of its answers are used up.
    public var isExhausted: Bool
    /// Up to three exchanges, the closest first.
    public var nearest: [Candidate]

    /// What to print: one line for the request, and for each candidate one with a line a difference.
    public var report: [String] {
        func show(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "nothing" }
        var lines = [
            isExhausted
                ? "every recorded answer was given already: \(key)" : "the recording has no answer for: \(key)"
        ]
        for candidate in nearest where !isExhausted {
            lines.append("  nearest: exchange \(candidate.sequence): \(candidate.key)")
            lines += candidate.differences.map {
                "    \($0.name): recorded \(show($0.recorded)), asked \(show($0.asked))"
            }
        }
        return lines
    }
}

extension ReplayMiss.Candidate {
    /// Compares a recorded key with the one that is asked.
    init(sequence: Int, key: MatchKey, asked: MatchKey) {
        self.sequence = sequence
        self.key = key
        differences = []
        if key.name != asked.name {
            // The parameters of another operation say nothing.
            differences.append(ReplayMiss.Difference(name: "operation", recorded: key.name, asked: asked.name))
            return
        }
        let recordedValues = Dictionary(grouping: key.parameters, by: \.name)
        let askedValues = Dictionary(grouping: asked.parameters, by: \.name)
        for name in Set(recordedValues.keys).union(askedValues.keys).sorted() {
            let recorded = recordedValues[name]?.map(\.value).joined(separator: ", ")
            let asked = askedValues[name]?.map(\.value).joined(separator: ", ")
            guard recorded != asked else { continue }
            differences.append(ReplayMiss.Difference(name: name, recorded: recorded, asked: asked))
        }
    }

    /// How far it is from what is asked: another operation counts more than any parameter.
    var distance: Int {
        differences.reduce(0) { $0 + ($1.name == "operation" ? 1000 : 1) }
    }
}
