import Timestamps
import TrafficSynthesis

/// The chains of a trail's digests: one for each account and region that it logs.
struct TrailDigestBook: Sendable {
    /// Whose log files a chain is about.
    struct Place: Sendable, Hashable, Comparable {
        var account: String
        var region: String

        static func < (a: Place, b: Place) -> Bool { (a.account, a.region) < (b.account, b.region) }
    }

    private(set) var chains: [Place: TrailDigestChain] = [:]

    mutating func add(_ files: [DigestedLogFile], at place: Place) {
        guard !files.isEmpty else { return }
        chains[place, default: TrailDigestChain()].waiting += files
    }

    /// Takes a chain with everything that waits, so that no other digest names it, too.
    mutating func take(_ place: Place) -> TrailDigestChain {
        let chain = chains[place] ?? TrailDigestChain()
        chains[place, default: TrailDigestChain()].waiting = []
        return chain
    }

    /// Puts a chain back; what came meanwhile waits behind what is left of it.
    mutating func put(_ chain: TrailDigestChain, at place: Place) {
        let since = chains[place]?.waiting ?? []
        chains[place] = chain
        chains[place]?.waiting += since
    }

    /// Has the next digest of each chain begin a new one, as it does when logging or validation was off.
    mutating func breakChains() {
        for place in chains.keys { chains[place]?.last = nil }
    }
}
