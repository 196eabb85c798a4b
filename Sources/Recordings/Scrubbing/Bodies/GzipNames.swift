import Gzip

/// Finds the names and comments in the headers of gzip members, which no text of theirs shows.
///
/// Headers are told by their first bytes wherever they are, as the inflater does not say where members begin: three
/// bytes that look like one in compressed data do no harm.
struct GzipNames {
    private enum State {
        /// Counts how many bytes of `1f 8b 08` have come.
        case outside(Int)
        case flags
        /// The time, the level and the system.
        case fixed(Int, flags: UInt8)
        case extraLength([UInt8], flags: UInt8)
        case extra(Int, flags: UInt8)
        case text(flags: UInt8)
    }

    /// Longer ones are cut.
    private static let longest = 4096
    private static let magic = GzipMagic.bytes + [8]

    private var state = State.outside(0)
    private var collected: [UInt8] = []

    /// Whether a header has begun and not ended.
    var isInside: Bool {
        if case .outside = state { false } else { true }
    }

    /// Takes compressed bytes, and returns the texts of the headers that ended in them.
    mutating func take(_ bytes: [UInt8]) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        for byte in bytes {
            if case .outside(let count) = state {
                let next = byte == Self.magic[count] ? count + 1 : byte == Self.magic[0] ? 1 : 0
                state = next == Self.magic.count ? .flags : .outside(next)
                continue
            }
            step(byte)
            if collected.count > Self.longest { state = .outside(0) }
            if case .outside = state, !collected.isEmpty {
                texts.append(collected)
                collected = []
            }
        }
        return texts
    }

    private mutating func step(_ byte: UInt8) {
        switch state {
        case .outside: break
        case .flags: state = byte & 0xE0 == 0 && byte & 0x1C != 0 ? .fixed(6, flags: byte) : .outside(0)
        case .fixed(let left, let flags):
            if left > 1 { state = .fixed(left - 1, flags: flags) } else { next(flags) }
        case .extraLength(let bytes, let flags):
            if bytes.isEmpty {
                state = .extraLength([byte], flags: flags)
            } else {
                let count = Int(bytes[0]) | Int(byte) << 8
                if count == 0 { next(flags & ~4) } else { state = .extra(count, flags: flags) }
            }
        case .extra(let left, let flags):
            collected.append(byte)
            if left > 1 { state = .extra(left - 1, flags: flags) } else { next(flags & ~4) }
        case .text(let flags):
            collected.append(byte)
            if byte == 0 { next(flags & 8 != 0 ? flags & ~8 : flags & ~16) }
        }
    }

    /// Goes on to the next field that the flags (RFC 1952 section 2.3.1) announce.
    private mutating func next(_ flags: UInt8) {
        if flags & 4 != 0 {
            state = .extraLength([], flags: flags)
        } else {
            state = flags & 0x18 != 0 ? .text(flags: flags) : .outside(0)
        }
    }
}
