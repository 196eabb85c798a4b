/// Where a field lies in the bytes of a batch.
struct FieldSlice: Sendable {
    let start: Int
    let end: Int

    var range: Range<Int> { start..<end }
    var count: Int { end &- start }
}

/// Where a field ends in the bytes of a batch: four bytes a field.
///
/// The fields of a batch follow one another, divided by one byte each, so that a field begins behind the end of the one
/// before it. The first of the ends is that of no field: the byte before the first one.
struct FieldEnd: Sendable {
    private static let positionMask: UInt32 = 0x7FFF_FFFF

    private let bits: UInt32

    /// An end at a position below 2³¹; -1 is the byte before the first.
    @inline(__always)
    init(_ position: Int, isPlainNumber: Bool = false) {
        bits = UInt32(truncatingIfNeeded: position) & FieldEnd.positionMask | (isPlainNumber ? 1 << 31 : 0)
    }

    /// The byte behind the field.
    @inline(__always)
    var position: Int { Int(bits & FieldEnd.positionMask) }

    /// Where the next field begins.
    @inline(__always)
    var next: Int { Int((bits &+ 1) & FieldEnd.positionMask) }

    /// Whether the field is known to be digits without a leading zero.
    @inline(__always)
    var isPlainNumber: Bool { bits >> 31 == 1 }
}

extension Span<FieldEnd> {
    /// The field whose end is at `index`, which is not 0.
    @inline(__always)
    func slice(_ index: Int) -> FieldSlice {
        FieldSlice(start: self[index &- 1].next, end: self[index].position)
    }
}
