import Digests
import FlowLogs

/// The first batches of a compressed object, held back until its checksum is known to be right.
///
/// A bit that is wrong in a gzip stream can give well-formed records that are not true; only the checksum at the end
/// tells. So the records of an object of up to ``limit`` bytes of text are given out when they are all certain. A longer
/// object is given out as it comes: memory stays bounded.
struct HeldBatches {
    /// How many bytes of text are held back.
    static let limit = 1 << 20

    private var held: [(batch: FlowRecordBatch, counted: FlowLogCounters)] = []
    private var heldBytes = 0
    private var isOpen: Bool
    /// The transferred bytes, while they are few.
    private var received: [[UInt8]] = []
    private let md5: [UInt8]?

    /// - Parameters:
    ///   - isVerified: whether a checksum follows at all.
    ///   - md5: the MD5 of the whole object as it is transferred, where S3 tells it.
    init(isVerified: Bool, md5: [UInt8]? = nil) {
        isOpen = !isVerified
        self.md5 = md5
    }

    /// Notes bytes as they were transferred.
    mutating func note(received bytes: [UInt8]) {
        if !isOpen, md5 != nil { received.append(bytes) }
    }

    /// Whether the bytes, all of which came, are others than those that were stored.
    var isAltered: Bool {
        guard !isOpen, let md5 else { return false }
        let digest = MD5()
        for bytes in received { digest.update(bytes) }
        return digest.finalize() != md5
    }

    /// Takes a batch; gives it out with all that was held where there is too much to hold.
    mutating func add(
        _ batch: FlowRecordBatch, _ counted: FlowLogCounters,
        _ deliver: (FlowRecordBatch?, FlowLogCounters) async throws -> Void
    ) async throws {
        guard !isOpen else { return try await deliver(batch, counted) }
        held.append((batch, counted))
        heldBytes += counted.bytes
        guard heldBytes > Self.limit else { return }
        isOpen = true
        received = []
        try await release(deliver)
    }

    /// Gives out what is held.
    mutating func release(_ deliver: (FlowRecordBatch?, FlowLogCounters) async throws -> Void) async throws {
        let batches = held
        held = []
        for (batch, counted) in batches { try await deliver(batch, counted) }
    }

    /// Drops what is held: its bytes count, its records do not.
    ///
    /// - Returns: how many records were dropped, and what is counted of them.
    mutating func drop() -> (records: Int, counted: FlowLogCounters) {
        var counted = FlowLogCounters()
        for batch in held { counted += batch.counted }
        held = []
        var left = FlowLogCounters()
        left.bytes = counted.bytes
        left.compressedBytes = counted.compressedBytes
        return (counted.records, left)
    }
}
