import CZlib

/// zlib's `inflate`.
///
/// The `z_stream` has an allocation of its own, as zlib keeps its address.
@safe
final class ZlibRawInflater: RawInflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var crc: UInt32 = 0

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe czlib_inflate_init(stream, -MAX_WBITS)
        precondition(status == Z_OK, "inflateInit2: \(status)")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deinitialize(count: 1)
        unsafe stream.deallocate()
    }

    func reset() {
        let status = unsafe inflateReset(stream)
        precondition(status == Z_OK, "inflateReset: \(status)")
        crc = 0
    }

    func step(_ input: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> RawStep {
        unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                let room = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
                let inputCount = UInt32(clamping: input.count)
                let outputCount = UInt32(clamping: room.count)
                unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = inputCount
                unsafe stream.pointee.next_out = room.baseAddress
                unsafe stream.pointee.avail_out = outputCount
                let status = unsafe inflate(stream, Z_NO_FLUSH)
                let consumed = Int(unsafe inputCount - stream.pointee.avail_in)
                let produced = Int(unsafe outputCount - stream.pointee.avail_out)
                unsafe stream.pointee.next_in = nil
                unsafe stream.pointee.next_out = nil
                if produced > 0 {
                    crc = unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(crc), room.baseAddress, produced))
                }
                count += produced
                switch status {
                case Z_OK, Z_BUF_ERROR: return RawStep(consumed: consumed, status: .more)
                case Z_STREAM_END: return RawStep(consumed: consumed, status: .end)
                case Z_MEM_ERROR: preconditionFailure("inflate: out of memory")
                default: return RawStep(consumed: consumed, status: .corrupt)
                }
            }
        }
    }

    var readAhead: [UInt8] { [] }
}
