import CDelimiters
import Glibc

// The only file of the module that sees a pointer. It pays: one call in C finds the delimiters of 64 bytes at once, and
// keys are hashed and compared without being copied. Every range is checked before a pointer is used.

/// Where bytes up to 0x20 lie among the (at most 64) bytes from `offset` to `end`: bit n stands for byte `offset + n`.
@inline(__always)
func delimiterMask(_ bytes: [UInt8], at offset: Int, end: Int) -> UInt64 {
    precondition(offset >= 0 && offset < end && end <= bytes.count, "the block lies outside the bytes")
    return bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        let count = end - offset
        return count >= 64 ? cdelimiters_mask64(base + offset) : cdelimiters_mask(base + offset, Int32(count))
    }
}

/// A hash of the bytes in `range`, with the process's own seed, so that nobody can prepare keys that collide.
func hashValue(of bytes: [UInt8], in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the key lies outside the bytes")
    return bytes.withUnsafeBufferPointer { buffer in
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[range])))
        return hasher.finalize()
    }
}

/// Whether `count` bytes from `start` of `a` are those from `otherStart` of `b`.
func areEqual(_ a: [UInt8], from start: Int, _ b: [UInt8], from otherStart: Int, count: Int) -> Bool {
    precondition(
        start >= 0 && otherStart >= 0 && count >= 0 && start + count <= a.count && otherStart + count <= b.count)
    return a.withUnsafeBufferPointer { left in
        b.withUnsafeBufferPointer { right in
            guard let left = left.baseAddress, let right = right.baseAddress else { return true }
            return memcmp(left + start, right + otherStart, count) == 0
        }
    }
}
