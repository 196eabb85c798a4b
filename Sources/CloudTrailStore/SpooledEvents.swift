import CloudTrail
import CloudTrailReader

/// The events of one object, each with its own bytes, until all of the object is known to be intact.
///
/// In memory while they are few, then in a temporary file; as for ``CloudTrailReader/SpooledBytes``, not for two tasks at
/// the same time.
public struct SpooledEvents: Sendable {
    /// How many there are.
    public private(set) var count = 0
    private let bytes = SpooledBytes()

    /// Creates an empty spool.
    public init() {}

    /// Appends events.
    ///
    /// - Throws: `TrailReaderError` where the temporary file cannot be written.
    mutating func append(_ batch: Batch) throws(TrailReaderError) {
        guard batch.count > 0 else { return }
        count += batch.count
        try bytes.append(batch.bytes)
    }

    /// Calls `body` with each event.
    ///
    /// - Throws: what `body` throws; `TrailReaderError` where the temporary file cannot be read, or holds something else.
    func forEach(_ body: (CloudTrailEvent) throws -> Void) throws {
        var rest: [UInt8] = []
        try bytes.forEachPieceAtOnce { piece in
            rest += piece
            var offset = 0
            while let length = SpooledEvents.length(in: rest, at: offset), offset + 4 + length <= rest.count {
                offset += 4
                try body(try SpooledEvents.event(Array(rest[offset..<offset + length])))
                offset += length
            }
            rest.removeFirst(offset)
        }
        guard rest.isEmpty else { throw SpooledEvents.altered("ends within an event") }
    }

    /// It was read from these very bytes, under the same limits: what is no event now was not kept as it was.
    private static func event(_ record: [UInt8]) throws(TrailReaderError) -> CloudTrailEvent {
        do throws(CloudTrailError) {
            return try CloudTrailEvent(parsing: record)
        } catch {
            throw altered("\(error)")
        }
    }

    private static func altered(_ what: String) -> TrailReaderError {
        TrailReaderError(
            .temporaryFile, "what was kept of an object is not what was read: \(what); nothing of it was stored")
    }

    private static func length(in bytes: [UInt8], at offset: Int) -> Int? {
        guard offset + 4 <= bytes.count else { return nil }
        return bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The events of one piece of text: the length of each, in four bytes, and its bytes.
    struct Batch {
        private(set) var bytes: [UInt8] = []
        private(set) var count = 0

        mutating func append(_ event: CloudTrailEvent) { append(event.rawBytes) }

        mutating func append(_ record: ArraySlice<UInt8>) {
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: record.count >> shift)) }
            bytes.append(contentsOf: record)
            count += 1
        }
    }
}
