/// Fault rules that come with the server, usable by their name.
public struct FaultPreset: Sendable, Hashable {
    /// The name, as in `--faults flaky`.
    public var name: String
    /// What it does, in one line.
    public var summary: String
    /// The rules, as a file would have them.
    public var document: String

    /// All of them, in order of their names.
    public static let all = [awsQuotas, badGzipDay, brownout, flaky, paginationTorture]

    /// The preset of a name.
    public static func named(_ name: String) -> FaultPreset? {
        all.first { $0.name == name }
    }

    /// The names with their summaries, a line each, for help texts.
    public static var listing: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map { preset in
            "  " + preset.name + String(repeating: " ", count: width + 2 - preset.name.count) + preset.summary
        }.joined(separator: "\n")
    }
}
