import CFlowKernels
import Glibc

// The file of the module in which bytes become pointers; the table of an aggregate is the other place that has any. It
// pays: C tells 64 bytes at once, and numbers, keys and copies go by words. Every range is checked before a pointer is
// used.

/// The dividers of a text, and which of them are line ends.
struct TextDividers {
    /// Where the fields end; the first is that of no field, see ``FieldEnd``.
    let ends: [FieldEnd]
    /// Of the ends those that are line ends.
    let lineEnds: [UInt32]
}

/// The widest vectors that the processor has.
let vectorLevel = flow_vector_level()

/// Finds the dividers of an even text (see ``LineScan``); nil where the text is not even.
///
/// - Parameters:
///   - bytes: what holds the text.
///   - start: where the text begins.
///   - end: the byte after its last line end.
///   - isKnownToBeEven: whether it is not looked for what makes it odd.
///   - level: the vectors to use.
/// - Returns: what was found.
func evenDividers(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, isKnownToBeEven: Bool, level: Int32 = vectorLevel
) -> TextDividers? {
    precondition(start >= 0 && start < end && end <= bytes.count && end < 1 << 31, "the text lies outside the bytes")
    return bytes.withUnsafeBufferPointer { text in
        guard let text = text.baseAddress else { return nil }
        let counts = flow_count_dividers(level, text + start, end - start)
        var lineEnds: [UInt32] = []
        var isEven = true
        let room = counts.dividers + 65
        let ends = [FieldEnd](unsafeUninitializedCapacity: room) { ends, count in
            guard let first = ends.baseAddress else { return }
            first.initialize(to: FieldEnd(start - 1))
            lineEnds = [UInt32](unsafeUninitializedCapacity: counts.lines) { lines, lineCount in
                isEven = first.withMemoryRebound(to: UInt32.self, capacity: room) { positions in
                    flow_find_dividers(
                        level, text, start, end, isKnownToBeEven ? 1 : 0, 1, positions + 1, lines.baseAddress) == 1
                }
                lineCount = isEven ? counts.lines : 0
            }
            count = isEven ? counts.dividers + 1 : 0
        }
        return isEven ? TextDividers(ends: ends, lineEnds: lineEnds) : nil
    }
}

/// A hash of a key that is too long for a ``FlowKey``, with the process's own seed.
func hashOfLongKey(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the key lies outside the bytes")
    return bytes.withUnsafeBufferPointer { buffer in
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[range])))
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}

/// The words of a key of at most ``FlowKey/inlineBytes`` bytes.
@inline(__always)
func keyWords(_ bytes: Span<UInt8>, _ range: Range<Int>) -> flow_key {
    precondition(
        range.lowerBound >= 0 && range.upperBound <= bytes.count && range.count <= FlowKey.inlineBytes,
        "the key lies outside the bytes, or is too long")
    return bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return flow_key() }
        if range.lowerBound + MemoryLayout<flow_key>.size <= buffer.count {
            return flow_make_key(base + range.lowerBound, UInt32(truncatingIfNeeded: range.count))
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: MemoryLayout<flow_key>.size) { copy in
            copy.initialize(repeating: 0)
            guard let start = copy.baseAddress else { return flow_key() }
            memcpy(start, base + range.lowerBound, range.count)
            return flow_make_key(start, UInt32(truncatingIfNeeded: range.count))
        }
    }
}

/// The number of the digits in `slice`, which are 1 to 16, and which have 16 bytes or more before their end.
@inline(__always)
func digits16(_ bytes: Span<UInt8>, _ slice: FieldSlice) -> Int64 {
    precondition(slice.end >= 16 && slice.end <= bytes.count && slice.count >= 1 && slice.count <= 16)
    return bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return Int64(bitPattern: flow_digits16(base + slice.end, UInt32(truncatingIfNeeded: slice.count)))
    }
}

/// Whether `count` bytes from `start` of `a` are those from `otherStart` of `b`.
@inline(__always)
func areEqual(_ a: Span<UInt8>, from start: Int, _ b: Span<UInt8>, from otherStart: Int, count: Int) -> Bool {
    precondition(
        start >= 0 && otherStart >= 0 && count >= 0 && start + count <= a.count && otherStart + count <= b.count)
    return a.withUnsafeBufferPointer { left in
        b.withUnsafeBufferPointer { right in
            guard let left = left.baseAddress, let right = right.baseAddress else { return true }
            return memcmp(left + start, right + otherStart, count) == 0
        }
    }
}

extension [UInt8] {
    /// Appends the bytes of `range`.
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the bytes lie outside their source")
        bytes.withUnsafeBufferPointer { append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    }
}

extension OutputSpan<UInt8> {
    /// Appends the bytes of `range`, for which there must be room.
    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= bytes.count && range.count <= freeCapacity,
            "the bytes lie outside their source or do not fit")
        bytes.withUnsafeBufferPointer { source in
            withUnsafeMutableBufferPointer { target, count in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                memcpy(target + count, source + range.lowerBound, range.count)
                count += range.count
            }
        }
    }
}
