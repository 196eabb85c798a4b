import HTTPMessages

/// A path with labels and the fixed part of the query: `/{Bucket}/{Key+}?versions`.
struct URITemplate: Sendable {
    private enum Segment: Sendable {
        case literal(String)
        case label(String, isGreedy: Bool)
    }

    private let segments: [Segment]
    /// The fixed parameters of the query.
    let query: QueryString

    /// Reads a template.
    init(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1)
        segments = (parts.first ?? "").split(separator: "/").map { part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return .literal(String(part)) }
            let name = part.dropFirst().dropLast()
            return name.hasSuffix("+")
                ? .label(String(name.dropLast()), isGreedy: true)
                : .label(String(name), isGreedy: false)
        }
        query = QueryString(parsing: parts.count > 1 ? parts[1] : "")
    }

    /// The path with the labels' values.
    ///
    /// - Throws: ``AWSCodingError`` with code `.missingMember` for a label without a value.
    func path(_ values: [String: String]) throws(AWSCodingError) -> String {
        var path = ""
        for segment in segments {
            switch segment {
            case .literal(let text): path += "/" + text
            case .label(let name, let isGreedy):
                guard let value = values[name], !value.isEmpty else {
                    throw AWSCodingError(.missingMember, path: name, reason: "a value is required")
                }
                path += "/" + PercentEncoding.encode(value, keeping: isGreedy ? "/" : "")
            }
        }
        return path.isEmpty ? "/" : path
    }

    /// The values of the labels in a path; nil where the path does not fit.
    ///
    /// A slash at its end is passed over unless
    /// it belongs to a greedy label.
    func match(_ path: String) -> [String: String]? {
        var rest = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        if rest.first == "" { rest.removeFirst() }
        let isGreedy = segments.contains { if case .label(_, true) = $0 { true } else { false } }
        if !isGreedy, rest.last == "" { rest.removeLast() }
        var values: [String: String] = [:]
        for (index, segment) in segments.enumerated() {
            switch segment {
            case .literal(let text):
                guard rest.popFirst().map({ PercentEncoding.decode($0) }) == text else { return nil }
            case .label(let name, isGreedy: false):
                guard let part = rest.popFirst(), !part.isEmpty else { return nil }
                values[name] = PercentEncoding.decode(part)
            case .label(let name, isGreedy: true):
                let following = segments.count - index - 1
                guard rest.count > following else { return nil }
                let value = rest.dropLast(following).joined(separator: "/")
                guard !value.isEmpty else { return nil }
                values[name] = PercentEncoding.decode(value)
                rest = rest.suffix(following)
            }
        }
        return rest.isEmpty ? values : nil
    }
}
