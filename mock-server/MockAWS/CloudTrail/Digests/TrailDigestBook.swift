import Timestamps

/// A log file that the next digest is to name.
struct DigestedLogFile: Sendable {
    var bucket: String
    var key: String
    /// The SHA-256 of its content before it was compressed, hexadecimal.
    var hash: String
    /// When its first and last event happened; nil where it has none.
    var times: ClosedRange<Timestamp>?
    var delivered: Timestamp
}

/// The chains of a trail's digests: one for each account and region that it logs.
struct TrailDigestBook: Sendable {
    /// Whose log files a chain is about.
    struct Place: Sendable, Hashable, Comparable {
        var account: String
        var region: String

        static func < (a: Place, b: Place) -> Bool { (a.account, a.region) < (b.account, b.region) }
    }

    /// A digest that the next one refers to.
    struct Made: Sendable {
        var bucket: String
        var key: String
        /// The SHA-256 of its content before it was compressed, hexadecimal.
        var hash: String
        /// Hexadecimal.
        var signature: String
    }

    struct Chain: Sendable {
        /// The log files that no digest names yet.
        var waiting: [DigestedLogFile] = []
        /// Until when there are digests; nil where there are none.
        var end: Timestamp?
        /// The last digest; nil where the next one begins a chain.
        var last: Made?
    }

    private(set) var chains: [Place: Chain] = [:]

    mutating func add(_ files: [DigestedLogFile], at place: Place) {
        guard !files.isEmpty else { return }
        chains[place, default: Chain()].waiting += files
    }

    /// Takes a chain with everything that waits, so that no other digest names it, too.
    mutating func take(_ place: Place) -> Chain {
        let chain = chains[place] ?? Chain()
        chains[place, default: Chain()].waiting = []
        return chain
    }

    /// Puts a chain back; what came meanwhile waits behind what is left of it.
    mutating func put(_ chain: Chain, at place: Place) {
        let since = chains[place]?.waiting ?? []
        chains[place] = chain
        chains[place]?.waiting += since
    }

    /// Has the next digest of each chain begin a new one, as it does when logging or validation was off.
    mutating func breakChains() {
        for place in chains.keys { chains[place]?.last = nil }
    }
}

extension TrailDigestBook.Chain {
    /// The most digests that one request makes: more than a year of hours.
    static let windowLimit = 10_000

    /// The hours for which digests are due until `end`; nil where they are more than anybody wants.
    ///
    /// A chain goes on where it ended, hour by hour. A new one begins a whole number of hours before `end`: with the hour
    /// of the oldest file that waits, or the last hour.
    func windows(until end: Timestamp) -> [Range<Timestamp>]? {
        var start: Timestamp
        if last != nil, let before = self.end {
            start = before
        } else {
            let oldest = waiting.map(\.delivered).filter { $0 < end }.min() ?? end.adding(seconds: -1)
            let hours = max(1, (end.seconds - oldest.seconds + 3599) / 3600)
            start = end.adding(seconds: -3600 * hours)
            if let before = self.end { start = max(start, before) }
        }
        var windows: [Range<Timestamp>] = []
        while start < end {
            guard windows.count < Self.windowLimit else { return nil }
            let next = min(start.adding(seconds: 3600), end)
            windows.append(start..<next)
            start = next
        }
        return windows
    }
}
