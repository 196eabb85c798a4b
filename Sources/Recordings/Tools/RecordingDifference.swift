import HTTPMessages

/// What is different between two recordings of the same requests.
///
/// Exchanges are paired by their match keys, the first with the first. Compared is what a client would notice: status,
/// headers and body of the response, and how it ended.
public struct RecordingDifference {
    private let a: Recording
    private let b: Recording
    private let ignoresVolatile: Bool

    /// Creates a comparison.
    ///
    /// - Parameters:
    ///   - a: the one recording.
    ///   - b: the other.
    ///   - ignoresVolatile: whether `Date` and the request ids may differ.
    public init(_ a: Recording, _ b: Recording, ignoresVolatile: Bool = false) {
        self.a = a
        self.b = b
        self.ignoresVolatile = ignoresVolatile
    }

    /// Compares.
    ///
    /// - Parameter report: gets the lines, in the order of the exchanges.
    /// - Returns: whether the recordings are equal.
    /// - Throws: ``RecordingError`` where a body cannot be read.
    public func compare(_ report: (String) -> Void) throws -> Bool {
        var waiting: [MatchKey: [RecordedExchange]] = [:]
        for exchange in b.exchanges.reversed() { waiting[exchange.identity.key, default: []].append(exchange) }
        var isEqual = true
        for exchange in a.exchanges {
            guard let other = waiting[exchange.identity.key]?.popLast() else {
                report("only in A: \(name(exchange))")
                isEqual = false
                continue
            }
            let lines = try differences(exchange, other)
            if lines.isEmpty { continue }
            isEqual = false
            report(
                "different: \(name(exchange))"
                    + (other.sequence == exchange.sequence ? "" : " (\(other.sequence) in B)"))
            for line in lines { report("  " + line) }
        }
        let left = Set(waiting.values.joined().map(\.sequence))
        for exchange in b.exchanges where left.contains(exchange.sequence) {
            report("only in B: \(name(exchange))")
            isEqual = false
        }
        return isEqual
    }

    private func name(_ exchange: RecordedExchange) -> String {
        "\(exchange.sequence) \(exchange.identity.key.text)"
    }

    private func differences(_ x: RecordedExchange, _ y: RecordedExchange) throws -> [String] {
        var lines: [String] = []
        if x.response.status != y.response.status {
            lines.append("status: \(x.response.status) → \(y.response.status)")
        }
        if x.response.end != y.response.end {
            lines.append("end: \(x.response.end.rawValue) → \(y.response.end.rawValue)")
        }
        if x.response.framing != y.response.framing {
            lines.append("framing: \(x.response.framing.rawValue) → \(y.response.framing.rawValue)")
        }
        lines += headerDifferences(headers(x), headers(y))
        lines += try BodyDifference(a, x.response.body, b, y.response.body).lines()
        return lines
    }

    private func headers(_ exchange: RecordedExchange) -> HTTPHeaders {
        ignoresVolatile ? VolatileHeaders.fix(exchange.response.headers) : exchange.response.headers
    }

    private func headerDifferences(_ x: HTTPHeaders, _ y: HTTPHeaders) -> [String] {
        if x == y { return [] }
        var lines: [String] = []
        var seen: Set<String> = []
        for field in x.fields + y.fields where seen.insert(field.name.lowercased()).inserted {
            let (old, new) = (x.values(of: field.name), y.values(of: field.name))
            if old == new { continue }
            func text(_ values: [String]) -> String { values.isEmpty ? "absent" : values.joined(separator: ", ") }
            lines.append("header \(field.name): \(text(old)) → \(text(new))")
        }
        return lines.isEmpty ? ["headers: the same, in another order or spelling"] : lines
    }
}
