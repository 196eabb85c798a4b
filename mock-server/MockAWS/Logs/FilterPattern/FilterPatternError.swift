/// Why a text is not a filter pattern.
struct FilterPatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, without a full stop.
    var reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// The service's own words: it says `Invalid filter pattern`, and often the reason after a colon.
    var description: String { "Invalid filter pattern: \(reason)" }
}
