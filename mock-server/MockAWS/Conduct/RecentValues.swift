/// The values of the last keys: at least of `capacity` of them, and at most of twice as many.
///
/// Two generations: when the younger one is full, the older one is dropped. So nothing is ordered or searched.
struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    subscript(key: Key) -> Value? {
        get { young[key] ?? old[key] }
        set {
            if young[key] == nil, young.count >= capacity {
                old = young
                young = [:]
            }
            young[key] = newValue
        }
    }

    /// How many values are held.
    var count: Int { young.count + old.count }
}
