import JSON
import Locking
import Timestamps

/// The last requests, for `GET /_mock/requests`.
///
/// It is bounded: the oldest are forgotten first.
final class Journal: Sendable {
    /// One request and what came of it.
    struct Entry: Sendable, Hashable {
        /// Counted from 1; set by the journal.
        var sequence = 0
        var time: Timestamp
        var method: String
        var target: String
        var service: String?
        var operation: String?
        var region: String?
        var account: String?
        var accessKeyID: String?
        var status: Int
        /// The length of the answer's body.
        var bytes: Int64
        var errorCode: String?
        /// What the check said; nil where signatures are not checked.
        var signature: String?
        /// What a recording had no answer for, and what comes closest; nil for an answer.
        var miss: [String]?
        var requestID: String
        /// What tells attempts and repeated calls from others.
        var trail = Trail()

        var json: JSONValue {
            func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
            return [
                "seq": .integer(Int64(sequence)), "time": .string(time.iso8601Milliseconds), "service": text(service),
                "operation": text(operation), "region": text(region), "account": text(account),
                "accessKeyId": text(accessKeyID), "method": .string(method), "target": .string(target),
                "status": .integer(Int64(status)), "bytes": .integer(bytes), "errorCode": text(errorCode),
                "signature": text(signature), "miss": miss.map { .array($0.map { .string($0) }) } ?? .null,
                "requestId": .string(requestID), "attempt": trail.attempt.map { .integer(Int64($0)) } ?? .null,
                "key": text(trail.key), "faults": .array(trail.faults.map { .string($0) }),
            ]
        }
    }

    private struct Ring {
        var entries: [Entry] = []
        /// Where the oldest entry stands once the ring is full.
        var oldest = 0
        var sequence = 0
    }

    private let capacity: Int
    private let ring = Locked(Ring())
    private let conductSoFar = Locked(Conduct())

    /// Creates a journal of at most `capacity` entries; none for 0.
    init(capacity: Int) {
        self.capacity = max(0, capacity)
    }

    /// How clients behaved since the start; clearing the journal changes nothing in it.
    var conduct: ConductReport {
        conductSoFar.withLock { $0.report }
    }

    /// Writes an entry and gives it its number.
    func append(_ entry: Entry) {
        conductSoFar.withLock { $0.add(entry) }
        ring.withLock { ring in
            ring.sequence += 1
            guard capacity > 0 else { return }
            var entry = entry
            entry.sequence = ring.sequence
            if ring.entries.count < capacity {
                ring.entries.append(entry)
            } else {
                ring.entries[ring.oldest] = entry
                ring.oldest = (ring.oldest + 1) % capacity
            }
        }
    }

    /// The entries, oldest first.
    var entries: [Entry] {
        ring.withLock { Array($0.entries[$0.oldest...] + $0.entries[..<$0.oldest]) }
    }

    /// How many requests there were since the start, forgotten ones too.
    var total: Int {
        ring.withLock { $0.sequence }
    }

    /// Forgets every entry; the numbers go on.
    func clear() {
        ring.withLock { ring in
            ring.entries = []
            ring.oldest = 0
        }
    }
}
