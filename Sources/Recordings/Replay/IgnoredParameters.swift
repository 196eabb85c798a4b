/// Parameters by which requests are not told apart.
///
/// | text | ignored |
/// | --- | --- |
/// | `time-window` | the start and end times of every operation |
/// | `region` | the region of the signature |
/// | `limit` | `limit` of every operation |
/// | `logs:FilterLogEvents.limit` | `limit` of that operation |
public struct IgnoredParameters: Sendable, Hashable {
    private var everywhere: Set<String> = []
    private var ofOperation: [String: Set<String>] = [:]

    private static let timeWindow: Set<String> = ["startTime", "endTime", "StartTime", "EndTime"]

    /// Nothing is ignored.
    public init() {}

    /// Reads a list of names.
    ///
    /// - Throws: ``RecordingError`` where a name is empty.
    public init(_ names: [String]) throws(RecordingError) {
        for name in names.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }) {
            try add(name)
        }
    }

    private mutating func add(_ name: String) throws(RecordingError) {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ !$0.isEmpty }) else {
            throw RecordingError(
                .malformed, "--ignore '\(name)' names no parameter; time-window and logs:FilterLogEvents.limit do")
        }
        guard parts.count == 2, parts[0].contains(":") else {
            everywhere.formUnion(IgnoredParameters.parameters(name))
            return
        }
        ofOperation[parts[0], default: []].formUnion(IgnoredParameters.parameters(parts[1]))
    }

    private static func parameters(_ name: String) -> Set<String> {
        switch name {
        case "time-window": timeWindow
        case "region": ["@region"]
        default: [name]
        }
    }

    /// `key` without what is ignored.
    func apply(to key: MatchKey) -> MatchKey {
        let own = ofOperation[key.name] ?? []
        guard !(everywhere.isEmpty && own.isEmpty) else { return key }
        return key.without { everywhere.contains($0) || own.contains($0) }
    }
}
