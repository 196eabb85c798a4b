/// Inflates a gzip stream that comes in pieces of any size, to pieces of bounded size.
///
/// Header, checksum and length of every member are checked here, whatever library inflates, so that all backends accept
/// and refuse the same streams. Members may follow each other; zeros between and after them are skipped. A stream of
/// no bytes at all has no member and is no error, as in Python's `gzip`.
///
/// ```swift
/// let inflater = Inflater()
/// for chunk in chunks {
///     var offset = 0
///     repeat {
///         offset += try inflater.inflate(chunk, from: offset, appendingTo: &output, limit: 1 << 18)
///         // … use output, and empty it …
///     } while offset < chunk.count || !inflater.needsInput
/// }
/// try inflater.finish()
/// ```
///
/// Not `Sendable`: it belongs to the task that feeds it.
public final class Inflater {
    /// The library that inflates.
    public enum Backend: Sendable, Hashable, CaseIterable {
        /// zlib.
        case zlib
        #if ISAL
            /// Intel ISA-L, about three times as fast.
            case isal
        #endif

        /// The fastest that this build has.
        public static var preferred: Backend {
            #if ISAL
                .isal
            #else
                .zlib
            #endif
        }
    }

    private enum State {
        /// Before the first member → header.
        case start
        /// → body.
        case header
        /// → trailer.
        case body
        /// → boundary, after eight bytes.
        case trailer
        /// After a member: zeros → boundary, else → header.
        case boundary
        /// For good; every call throws it again.
        case failed(GzipError)
    }

    private let raw: any RawInflater
    private var state = State.start
    private var header = GzipHeaderParser()
    private var trailer = Trailer()
    private var length: UInt32 = 0

    /// The number of members that are complete.
    public private(set) var memberCount = 0
    /// Compressed bytes taken so far.
    public private(set) var compressedBytes = 0
    /// Whether the last call gave out all it could: more output needs more input.
    ///
    /// False where it stopped because its output was full.
    public private(set) var needsInput = true

    /// Creates an inflater at the start of a stream.
    public init(backend: Backend = .preferred) {
        switch backend {
        case .zlib: raw = ZlibRawInflater()
        #if ISAL
            case .isal: raw = ISALRawInflater()
        #endif
        }
    }

    /// Whether the stream may end here: no byte has come yet, or the last member is complete.
    public var isAtMemberBoundary: Bool {
        switch state {
        case .start, .boundary: true
        default: false
        }
    }

    /// Inflates from `input` into the free room of `output`.
    ///
    /// Call it again with the rest of `input` (which may be none) until that is used up and ``needsInput`` is true.
    ///
    /// - Parameters:
    ///   - input: the next compressed bytes; any number.
    ///   - output: where inflated bytes are appended; nothing is written beyond its capacity.
    /// - Returns: how many bytes of `input` were taken.
    /// - Throws: ``GzipError``; what was inflated before stays in `output`.
    public func inflate(_ input: Span<UInt8>, into output: inout OutputSpan<UInt8>) throws(GzipError) -> Int {
        var position = 0
        needsInput = true
        while true {
            switch state {
            case .failed(let error): throw error
            case .body:
                guard try inflateBody(input, &position, into: &output) else { return position }
            case .start, .header, .trailer, .boundary:
                guard position < input.count else { return position }
                position += 1
                compressedBytes += 1
                try take(input[position - 1])
            }
        }
    }

    /// Inflates from `input` and appends at most `limit` bytes to `output`.
    ///
    /// - Parameters:
    ///   - input: compressed bytes.
    ///   - offset: where in `input` to begin.
    ///   - output: where inflated bytes are appended; grows by doubling.
    ///   - limit: the most bytes to append, at least 1.
    /// - Returns: how many bytes of `input` were taken, from `offset` on.
    /// - Throws: ``GzipError``
    public func inflate(
        _ input: [UInt8], from offset: Int = 0, appendingTo output: inout [UInt8], limit: Int
    ) throws(GzipError) -> Int {
        precondition(limit > 0, "Inflater.inflate: the limit has to be at least 1")
        if output.capacity - output.count < limit {
            output.reserveCapacity(max(output.count + limit, 2 * output.capacity))
        }
        var consumed = 0
        try output.append(addingCapacity: limit) { (room: inout OutputSpan<UInt8>) throws(GzipError) in
            consumed = try inflate(input.span.extracting(offset...), into: &room)
        }
        return consumed
    }

    /// Says that the stream has ended.
    ///
    /// - Throws: ``GzipError`` with code `.truncated` where it ends within a member.
    public func finish() throws(GzipError) {
        if case .failed(let error) = state { throw error }
        guard isAtMemberBoundary else { throw fail(.truncated) }
    }

    /// Inflates a whole stream at once.
    ///
    /// - Parameters:
    ///   - bytes: the stream.
    ///   - maxBytes: the most inflated bytes to accept, against bombs.
    ///   - backend: the library.
    /// - Returns: the inflated bytes.
    /// - Throws: ``GzipError``; `.tooLarge` where there are more than `maxBytes`.
    public static func gunzip(
        _ bytes: [UInt8], maxBytes: Int, backend: Backend = .preferred
    ) throws(GzipError) -> [UInt8] {
        let inflater = Inflater(backend: backend)
        var output: [UInt8] = []
        var offset = 0
        repeat {
            offset += try inflater.inflate(bytes, from: offset, appendingTo: &output, limit: 1 << 16)
            if output.count > maxBytes { throw inflater.fail(.tooLarge) }
        } while offset < bytes.count || !inflater.needsInput
        try inflater.finish()
        return output
    }

    /// Inflates the body of a member; false where it stopped for want of input or room.
    private func inflateBody(
        _ input: Span<UInt8>, _ position: inout Int, into output: inout OutputSpan<UInt8>
    ) throws(GzipError) -> Bool {
        let before = output.count
        let step = raw.step(input.extracting(position...), into: &output)
        position += step.consumed
        compressedBytes += step.consumed
        length &+= UInt32(truncatingIfNeeded: output.count - before)
        switch step.status {
        case .corrupt: throw fail(.corruptData)
        case .end:
            state = .trailer
            for byte in raw.readAhead { try take(byte) }
            return true
        case .more:
            if output.isFull {
                needsInput = false
                return false
            }
            if step.consumed > 0 || output.count > before { return true }
            // Neither library stops with input and room at hand; were one to, the caller would call forever.
            if position < input.count { throw fail(.corruptData) }
            return false
        }
    }

    /// Takes a byte outside of a body.
    private func take(_ byte: UInt8) throws(GzipError) {
        switch state {
        case .boundary where byte == 0: break
        case .start, .boundary, .header:
            state = .header
            do {
                try header.take(byte)
            } catch {
                throw fail(error.code == .notGzip && memberCount > 0 ? .trailingGarbage : error.code)
            }
            if header.isDone { beginBody() }
        case .trailer:
            guard trailer.take(byte) else { return }
            guard trailer.crc == raw.crc else { throw fail(.checksum) }
            guard trailer.length == length else { throw fail(.length) }
            memberCount += 1
            header = GzipHeaderParser()
            state = .boundary
        case .body, .failed: break
        }
    }

    private func beginBody() {
        if memberCount > 0 { raw.reset() }
        trailer = Trailer()
        length = 0
        state = .body
    }

    private func fail(_ code: GzipError.Code) -> GzipError {
        let error = GzipError(code: code, byteOffset: compressedBytes, member: memberCount)
        state = .failed(error)
        return error
    }
}

/// The eight bytes behind a body: CRC-32 and length modulo 2³², least significant byte first.
private struct Trailer {
    private var bits: UInt64 = 0
    private var count = 0

    /// Takes a byte; true when the trailer is complete.
    mutating func take(_ byte: UInt8) -> Bool {
        bits |= UInt64(byte) << UInt64(8 * count)
        count += 1
        return count == 8
    }

    var crc: UInt32 { UInt32(truncatingIfNeeded: bits) }
    var length: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
}
