import CFlowKernels

/// The keys of a batch's records with what each record adds: what an aggregator takes in, made on any task.
///
/// It holds no record of the batch, and nothing of its bytes but the keys.
public struct KeyedFlows: Sendable {
    struct Entry: Sendable {
        let key: FlowKey
        let hash: UInt32
        let sums: FlowSums
    }

    private(set) var entries: [Entry] = []
    /// The bytes of the keys that do not lie in their entries.
    private(set) var longKeys: [UInt8] = []
    /// Records that were left out because they lack a key field.
    public private(set) var recordsWithoutKey = 0

    /// The names of the key fields.
    let keyFields: [String]

    init(keyFields: [String], capacity: Int) {
        self.keyFields = keyFields
        entries.reserveCapacity(capacity)
    }

    /// The number of records that have a key.
    public var count: Int { entries.count }

    mutating func addRecordWithoutKey() { recordsWithoutKey += 1 }

    /// Adds a record whose key lies in `range` of `bytes`.
    @inline(__always)
    mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>, _ sums: FlowSums) {
        if range.count <= FlowKey.inlineBytes {
            let key = FlowKey(bytes, range)
            entries.append(Entry(key: key, hash: key.hash, sums: sums))
        } else {
            let key = FlowKey(offset: longKeys.count, count: range.count)
            longKeys.append(bytes, range)
            entries.append(Entry(key: key, hash: hashOfLongKey(bytes, range), sums: sums))
        }
    }
}
