import CZlib

/// Deflates bytes that come in pieces to one gzip member, by zlib.
///
/// The header has no name and no time, so the same bytes at the same level give the same stream.
@safe
public final class Deflater {
    /// The `z_stream` has an allocation of its own, as zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var isFinished = false

    /// Creates a deflater.
    ///
    /// - Parameter level: from 0, stored, and 1, fast, to 9, small.
    public init(level: Int = 6) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe czlib_deflate_init(stream, Int32(min(max(level, 0), 9)), MAX_WBITS + 16)
        precondition(status == Z_OK, "deflateInit2: \(status)")
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deinitialize(count: 1)
        unsafe stream.deallocate()
    }

    /// Takes `bytes` and appends what is ready of the stream to `output`, which may be nothing yet.
    public func deflate(_ bytes: [UInt8], appendingTo output: inout [UInt8]) {
        precondition(!isFinished, "Deflater.deflate after finish")
        run(bytes.span, flush: Z_NO_FLUSH, appendingTo: &output)
    }

    /// Appends the rest of the stream, with its trailer, to `output`; to be called once.
    public func finish(appendingTo output: inout [UInt8]) {
        precondition(!isFinished, "Deflater.finish called twice")
        isFinished = true
        run([UInt8]().span, flush: Z_FINISH, appendingTo: &output)
    }

    /// Returns a gzip stream of `bytes`.
    ///
    /// - Parameters:
    ///   - bytes: what to deflate.
    ///   - level: from 0, stored, and 1, fast, to 9, small.
    /// - Returns: one member.
    public static func gzip(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
        let deflater = Deflater(level: level)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 4 + 64)
        deflater.deflate(bytes, appendingTo: &output)
        deflater.finish(appendingTo: &output)
        return output
    }

    private func run(_ input: Span<UInt8>, flush: Int32, appendingTo output: inout [UInt8]) {
        var position = 0
        var isFull = true
        while position < input.count || isFull {
            if output.capacity - output.count < 1 << 14 {
                output.reserveCapacity(max(output.count + 1 << 14, 2 * output.capacity))
            }
            output.append(addingCapacity: output.capacity - output.count) { room in
                position += step(input.extracting(position...), flush: flush, into: &room)
                isFull = room.isFull
            }
        }
    }

    /// Deflates once and returns how many bytes of `input` were taken.
    private func step(_ input: Span<UInt8>, flush: Int32, into output: inout OutputSpan<UInt8>) -> Int {
        unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                let room = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
                let inputCount = UInt32(clamping: input.count)
                let outputCount = UInt32(clamping: room.count)
                unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = inputCount
                unsafe stream.pointee.next_out = room.baseAddress
                unsafe stream.pointee.avail_out = outputCount
                let status = unsafe CZlib.deflate(stream, flush)
                precondition(
                    status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR, "deflate: \(status)")
                count += Int(unsafe outputCount - stream.pointee.avail_out)
                let consumed = Int(unsafe inputCount - stream.pointee.avail_in)
                unsafe stream.pointee.next_in = nil
                unsafe stream.pointee.next_out = nil
                return consumed
            }
        }
    }
}
