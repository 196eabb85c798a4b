import Digests

/// A stream of bytes that a key and a name determine: HMAC-SHA-256 of a counter and the name.
struct KeyedBytes {
    private let key: [UInt8]
    private let name: [UInt8]
    private var block: [UInt8] = []
    private var position = 0
    private var counter: UInt8 = 0

    init(key: [UInt8], kind: String, value: [UInt8]) {
        self.key = key
        name = Array(kind.utf8) + [0] + value
    }

    mutating func next() -> UInt8 {
        if position == block.count {
            block = HMACSHA256.authenticate([counter] + name, key: key)
            // The longest name has some hundred characters; were it to come round, bytes would repeat, no more.
            counter &+= 1
            position = 0
        }
        position += 1
        return block[position - 1]
    }

    /// Eight bytes as a number.
    mutating func nextNumber() -> UInt64 {
        (0..<8).reduce(0) { number, _ in number << 8 | UInt64(next()) }
    }
}

/// A dictionary that forgets everything when it is full.
struct BoundedCache<Key: Hashable, Value> {
    private let limit: Int
    private var values: [Key: Value] = [:]

    init(limit: Int) { self.limit = limit }

    subscript(key: Key) -> Value? {
        get { values[key] }
        set {
            if values.count >= limit { values.removeAll(keepingCapacity: true) }
            values[key] = newValue
        }
    }
}
