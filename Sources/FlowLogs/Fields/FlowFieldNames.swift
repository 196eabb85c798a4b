/// Finds fields by the bytes of their names, in either spelling.
struct FlowFieldNames: Sendable {
    static let shared = FlowFieldNames()

    /// The names in hyphens with their fields, by a small hash of length and first byte.
    private var buckets: [[(name: [UInt8], field: FlowField)]]

    private init() {
        buckets = Array(repeating: [], count: 256)
        for field in FlowField.allCases {
            let name = Array(field.name.utf8)
            buckets[FlowFieldNames.bucket(first: name[0], count: name.count)].append((name, field))
        }
    }

    private static func bucket(first: UInt8, count: Int) -> Int {
        (Int(first) &* 31 &+ count &* 7) & 255
    }

    /// The field whose name lies in `bytes` from `start` to `end`.
    func field(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> FlowField? {
        let count = end - start
        guard count > 0, count <= 64 else { return nil }
        let bucket = FlowFieldNames.bucket(first: bytes[start], count: count)
        for index in buckets[bucket].indices where buckets[bucket][index].name.count == count {
            var matches = true
            for offset in 0..<count {
                var byte = bytes[start + offset]
                if byte == 0x5F { byte = 0x2D }
                if byte != buckets[bucket][index].name[offset] {
                    matches = false
                    break
                }
            }
            if matches { return buckets[bucket][index].field }
        }
        return nil
    }
}
