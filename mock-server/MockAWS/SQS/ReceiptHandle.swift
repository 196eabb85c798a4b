import Digests

/// What names one receipt of one message: opaque for clients.
struct ReceiptHandle: Sendable, Hashable {
    /// The ARN of the queue.
    var queue: String
    /// The message's place in the queue.
    var sequence: UInt64
    /// The number of the receipt.
    var receipt: UInt64

    /// The handle as clients see it.
    var text: String { Base64.encode(Array("\(sequence) \(receipt) \(queue)".utf8)) }

    init(queue: String, sequence: UInt64, receipt: UInt64) {
        self.queue = queue
        self.sequence = sequence
        self.receipt = receipt
    }

    /// Reads a handle; nil where it is none.
    init?(_ text: String) {
        guard let bytes = Base64.decode(text) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard parts.count == 3, let sequence = UInt64(parts[0]), let receipt = UInt64(parts[1]) else { return nil }
        self.init(queue: String(parts[2]), sequence: sequence, receipt: receipt)
    }
}
