import CDelimiters
import Glibc

// The only file of the module that sees a pointer. It pays: one call in C classifies 64 bytes at once, and keys are
// hashed, compared and copied as blocks. Every range is checked before a pointer is used.

/// What the (at most 64) bytes from `offset` to `end` are: bit n of a mask stands for byte `offset + n`.
@inline(__always)
func blockMasks(_ bytes: Span<UInt8>, at offset: Int, end: Int) -> cdelimiters_masks {
    precondition(offset >= 0 && offset < end && end <= bytes.count, "the block lies outside the bytes")
    return bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return cdelimiters_masks() }
        let count = end - offset
        return count >= 64
            ? cdelimiters_masks64(base + offset) : cdelimiters_masks_upto64(base + offset, Int32(count))
    }
}

/// A hash of the bytes in `range`, with the process's own seed, so that nobody can prepare keys that collide.
func hashValue(of bytes: Span<UInt8>, in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the key lies outside the bytes")
    return bytes.withUnsafeBufferPointer { buffer in
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[range])))
        return hasher.finalize()
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
