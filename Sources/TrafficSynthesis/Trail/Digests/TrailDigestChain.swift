import Timestamps

/// A digest that the next one refers to.
package struct SignedDigest: Sendable {
    package var bucket: String
    package var key: String
    /// The SHA-256 of its content before it was compressed, hexadecimal.
    package var hash: String
    /// Hexadecimal.
    package var signature: String
}

/// The digests of a trail's log files of one account and region.
package struct TrailDigestChain: Sendable {
    /// The log files that no digest names yet.
    package var waiting: [DigestedLogFile] = []
    /// Until when there are digests; nil where there are none.
    package var end: Timestamp?
    /// The last digest; nil where the next one begins a chain.
    package var last: SignedDigest?

    package init() {}

    /// The most digests that one request makes: more than a year of hours.
    package static let windowLimit = 10_000

    /// The hours for which digests are due until `end`; nil where they are more than anybody wants.
    ///
    /// A chain goes on where it ended, hour by hour. A new one begins a whole number of hours before `end`: with the hour
    /// of the oldest file that waits, or the last hour.
    package func windows(until end: Timestamp) -> [Range<Timestamp>]? {
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
            guard windows.count < TrailDigestChain.windowLimit else { return nil }
            let next = min(start.adding(seconds: 3600), end)
            windows.append(start..<next)
            start = next
        }
        return windows
    }
}
