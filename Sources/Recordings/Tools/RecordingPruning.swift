/// A recording without what nobody needs: bodies of no exchange, a torn line, exchanges by choice.
public enum RecordingPruning {
    /// Which exchanges go.
    public struct Choice: Sendable, Hashable {
        /// How many exchanges of a key stay, the last ones; nil for all.
        public var keepLast: Int?
        /// The numbers of exchanges that go.
        public var unused: Set<Int>

        /// Creates a choice; the one without arguments keeps every exchange.
        public init(keepLast: Int? = nil, unused: Set<Int> = []) {
            self.keepLast = keepLast
            self.unused = unused
        }
    }

    /// Rewrites a recording without orphan bodies, a torn line and the exchanges that were chosen.
    ///
    /// Numbers and names of what stays are kept. The new form takes the place of the old one at the end, at once.
    ///
    /// - Parameters:
    ///   - recording: the recording.
    ///   - choice: which exchanges go.
    /// - Returns: the numbers of the exchanges that went.
    /// - Throws: ``RecordingError``; the recording is unchanged then. Numbers of exchanges that do not exist are wrong.
    public static func prune(_ recording: Recording, _ choice: Choice = Choice()) throws(RecordingError) -> [Int] {
        let known = Set(recording.exchanges.map(\.sequence))
        if let stranger = choice.unused.subtracting(known).min() {
            throw RecordingError(.absent, "\(recording.folder): there is no exchange \(stranger) to remove")
        }
        let removed = self.removed(recording, choice)
        let rewrite = try FolderRewrite(recording)
        for exchange in recording.exchanges where !removed.contains(exchange.sequence) {
            for body in [exchange.request.body, exchange.response.body] {
                if case .file(let file) = body { _ = try rewrite.take(file, as: file.path) }
            }
            try rewrite.append(exchange)
        }
        try rewrite.commit(recording.manifest)
        return removed.sorted()
    }

    private static func removed(_ recording: Recording, _ choice: Choice) -> Set<Int> {
        var removed = choice.unused
        guard let keepLast = choice.keepLast else { return removed }
        var counts: [MatchKey: Int] = [:]
        for exchange in recording.exchanges.reversed() where !removed.contains(exchange.sequence) {
            let count = counts[exchange.identity.key, default: 0]
            counts[exchange.identity.key] = count + 1
            if count >= keepLast { removed.insert(exchange.sequence) }
        }
        return removed
    }

    /// Reads a list of numbers, divided by white space or commas.
    ///
    /// - Parameter text: such as `3 5 8`, or a number a line.
    /// - Returns: the numbers.
    /// - Throws: ``RecordingError`` where a word is no number.
    public static func sequences(_ text: String) throws(RecordingError) -> Set<Int> {
        var numbers: Set<Int> = []
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            guard let number = Int(word) else {
                throw RecordingError(.malformed, "'\(word)' is no number of an exchange")
            }
            numbers.insert(number)
        }
        return numbers
    }
}
