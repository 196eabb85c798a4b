#if ISAL
    import CISAL

    /// Intel ISA-L's `isal_inflate`, which counts the CRC along.
    ///
    /// It reads up to eight bytes ahead and keeps them, which may be from an earlier input: hence ``readAhead``.
    @safe
    final class ISALRawInflater: RawInflater {
        private let state: UnsafeMutablePointer<cisal_inflate_state>

        init() {
            guard let state = unsafe cisal_inflate_create() else { preconditionFailure("isal_inflate: out of memory") }
            unsafe self.state = state
        }

        deinit {
            unsafe cisal_inflate_destroy(state)
        }

        func reset() {
            unsafe cisal_inflate_reset(state)
        }

        func step(_ input: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> RawStep {
            unsafe input.withUnsafeBufferPointer { input in
                unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                    let room = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
                    let inputCount = UInt32(clamping: input.count)
                    let outputCount = UInt32(clamping: room.count)
                    var inputLeft = inputCount
                    var outputLeft = outputCount
                    let status = unsafe cisal_inflate(
                        state, input.baseAddress, &inputLeft, room.baseAddress, &outputLeft)
                    count += Int(outputCount - outputLeft)
                    let consumed = Int(inputCount - inputLeft)
                    guard status == ISAL_DECOMP_OK || status == ISAL_END_INPUT else {
                        return RawStep(consumed: consumed, status: .corrupt)
                    }
                    let isFinished = unsafe cisal_inflate_is_finished(state) != 0
                    return RawStep(consumed: consumed, status: isFinished ? .end : .more)
                }
            }
        }

        var crc: UInt32 {
            unsafe cisal_inflate_crc(state)
        }

        var readAhead: [UInt8] {
            var count: Int32 = 0
            let bits = unsafe cisal_inflate_read_ahead(state, &count)
            return (0..<Int(count)).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
        }
    }
#endif
