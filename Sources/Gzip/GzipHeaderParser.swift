import CZlib

/// The header of a gzip member, taken byte by byte, so that it may be cut anywhere (RFC 1952 section 2.3).
///
/// ```
/// 1f 8b 08 flags mtime(4) xfl os   then, by flags: FEXTRA length(2) bytes, FNAME text 0, FCOMMENT text 0, FHCRC crc(2)
/// ```
struct GzipHeaderParser {
    private enum State {
        /// → extraLength, name, comment, checksum or done, by flags, after ten bytes.
        case fixed(Int)
        /// → extra, after two bytes.
        case extraLength(Int)
        /// → name, comment, checksum or done, when none remain.
        case extra
        /// → comment, checksum or done, after a zero.
        case name
        /// → checksum or done, after a zero.
        case comment
        /// → done, after two bytes.
        case checksum(Int)
        case done
    }

    private var state = State.fixed(0)
    private var flags: UInt8 = 0
    private var extraLength = 0
    private var crc: UInt32 = 0
    private var expectedCRC: UInt32 = 0

    /// Whether the header is complete.
    var isDone: Bool {
        if case .done = state { true } else { false }
    }

    /// Whether no byte was taken yet.
    var isAtStart: Bool {
        if case .fixed(0) = state { true } else { false }
    }

    /// Takes a byte; not to be called once the header is done.
    mutating func take(_ byte: UInt8) throws(Failure) {
        switch state {
        case .checksum: break
        default: sum(byte)
        }
        switch state {
        case .fixed(let index):
            try takeFixed(byte, at: index)
            state = .fixed(index + 1)
            if index == 9 { next(after: 0) }
        case .extraLength(let index):
            extraLength |= Int(byte) << (8 * index)
            state = .extraLength(1)
            if index == 1 {
                state = .extra
                if extraLength == 0 { next(after: Flag.extra) }
            }
        case .extra:
            extraLength -= 1
            if extraLength == 0 { next(after: Flag.extra) }
        case .name:
            if byte == 0 { next(after: Flag.name) }
        case .comment:
            if byte == 0 { next(after: Flag.comment) }
        case .checksum(let index):
            expectedCRC |= UInt32(byte) << UInt32(8 * index)
            state = .checksum(1)
            if index == 1 {
                guard expectedCRC == crc & 0xffff else { throw Failure(code: .headerChecksum) }
                state = .done
            }
        case .done: break
        }
    }

    /// The error of a header; the inflater adds where.
    struct Failure: Error {
        var code: GzipError.Code
    }

    private enum Flag {
        static let checksum: UInt8 = 2
        static let extra: UInt8 = 4
        static let name: UInt8 = 8
        static let comment: UInt8 = 16
        static let reserved: UInt8 = 0xe0
    }

    private mutating func takeFixed(_ byte: UInt8, at index: Int) throws(Failure) {
        switch index {
        case 0, 1: if byte != GzipMagic.bytes[index] { throw Failure(code: .notGzip) }
        case 2: if byte != 8 { throw Failure(code: .unsupportedMethod) }
        case 3:
            if byte & Flag.reserved != 0 { throw Failure(code: .reservedFlags) }
            flags = byte
        default: break
        }
    }

    /// Goes to the next part that the flags announce; parts follow in the order of this function.
    private mutating func next(after part: UInt8) {
        if part < Flag.extra, flags & Flag.extra != 0 {
            state = .extraLength(0)
        } else if part < Flag.name, flags & Flag.name != 0 {
            state = .name
        } else if part < Flag.comment, flags & Flag.comment != 0 {
            state = .comment
        } else if flags & Flag.checksum != 0 {
            state = .checksum(0)
        } else {
            state = .done
        }
    }

    private mutating func sum(_ byte: UInt8) {
        var byte = byte
        crc = unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(crc), &byte, 1))
    }
}
