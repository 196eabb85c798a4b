/// A library's decoder of raw deflate (RFC 1951), without gzip around it.
protocol RawInflater: AnyObject {
    /// Prepares for another stream.
    func reset()

    /// Inflates as much of `input` as `output` has room for.
    ///
    /// - Returns: how many bytes of `input` were taken, and how it ended.
    func step(_ input: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> RawStep

    /// The CRC-32 of all output since the last reset.
    var crc: UInt32 { get }

    /// After the end: bytes that were taken from the input and do not belong to the stream; at most 8.
    var readAhead: [UInt8] { get }
}

/// How a step of a ``RawInflater`` ended.
struct RawStep {
    enum Status {
        /// Input is used up or output is full.
        case more
        /// The stream ended.
        case end
        /// The data are no deflate stream.
        case corrupt
    }

    var consumed: Int
    var status: Status
}
