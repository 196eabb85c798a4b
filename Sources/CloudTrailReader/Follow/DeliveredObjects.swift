/// Which objects of which messages were delivered lately, and which of them with a shortfall.
struct DeliveredObjects {
    /// How an object was delivered.
    enum Delivery {
        case whole
        case shortfall(TrailProblem)
    }

    private var recent = RecentIdentifiers(capacity: 100_000)
    private var shortfalls: [HashedIdentifier: TrailProblem] = [:]

    /// How many shortfalls are known, at most.
    private static let mostShortfalls = 10_000

    /// How an object was delivered; nil where it was not, as far as is known.
    subscript(_ identifier: HashedIdentifier) -> Delivery? {
        guard recent.contains(identifier) else { return nil }
        return shortfalls[identifier].map { .shortfall($0) } ?? .whole
    }

    /// Enters an object that was delivered.
    mutating func insert(_ identifier: HashedIdentifier, _ shortfall: TrailProblem?) {
        if let shortfall {
            // Better read once more than taken for whole.
            guard shortfalls.count < DeliveredObjects.mostShortfalls else { return }
            shortfalls[identifier] = shortfall
        }
        recent.insert(identifier)
    }
}
