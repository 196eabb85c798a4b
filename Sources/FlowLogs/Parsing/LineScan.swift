import CDelimiters

/// A line before it is known what its columns hold: where they are, and what one look at them tells.
struct ScannedLine {
    /// The first of its columns among the slices of the scan; they follow one another.
    let firstSlice: Int
    let columnCount: Int
    /// Bytes, without the line end.
    let length: Int
    /// Of the first 64 columns those that are 1 to 18 digits without a leading zero: bit n for column n.
    let plainNumbers: UInt64
    /// Whether single blanks divide the columns and none of them is `None`.
    let isEven: Bool

    var sliceRange: Range<Int> { firstSlice..<firstSlice + columnCount }

    func isPlainNumber(_ column: Int) -> Bool { column < 64 && plainNumbers >> UInt64(column) & 1 == 1 }
}

/// The columns and lines of a text, found in one pass that knows nothing of formats.
struct LineScan {
    private(set) var slices: [FieldSlice] = []
    /// The lines that have a column.
    private(set) var lines: [ScannedLine] = []

    /// Scans the bytes from `start` to `end`, where a line end stands last.
    init(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        lines.reserveCapacity((end - start) / 96 + 1)
        let most = LineScan.controlCount(bytes, from: start, to: end)
        slices = Array(capacity: most) { slices in
            LineScan.scan(bytes, from: start, to: end, &slices, &lines)
        }
    }

    /// How many bytes could end a column.
    private static func controlCount(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var count = 0
        for block in stride(from: start, to: end, by: 64) {
            count += blockMasks(bytes, at: block, end: end).controls.nonzeroBitCount
        }
        return count
    }

    private static func scan(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, _ slices: inout OutputSpan<FieldSlice>,
        _ lines: inout [ScannedLine]
    ) {
        var line = LineBuilder(start: start, firstSlice: 0)
        var tokenStart = start
        // Whether the column holds something else than digits in an earlier block.
        var hasOthers = false
        for block in stride(from: start, to: end, by: 64) {
            let masks = blockMasks(bytes, at: block, end: end)
            var controls = masks.controls
            var others = ~masks.digits
            while controls != 0 {
                let position = block + controls.trailingZeroBitCount
                let upToHere = controls ^ (controls &- 1)
                controls &= controls &- 1
                let byte = bytes[position]
                guard byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) else { continue }  // another control character
                if position > tokenStart {
                    let slice = FieldSlice(start: tokenStart, end: position)
                    slices.append(slice)
                    let isNumber = !hasOthers && others & (upToHere >> 1) == 0
                    line.add(bytes, slice, isNumber: isNumber)
                    if byte != 0x20 && byte != 0x0A {
                        line.isEven = line.isEven && byte == 0x0D && bytes[position + 1] == 0x0A
                    }
                } else if byte != 0x0A {
                    line.isEven = false
                }
                tokenStart = position + 1
                hasOthers = false
                others &= ~upToHere
                if byte == 0x0A {
                    if line.columnCount > 0 {
                        if bytes[Int(slices[line.firstSlice].start)] == 0xEF {
                            line.stripByteOrderMark(bytes, &slices)
                        }
                        if line.columnCount > 0 { lines.append(line.scanned(end: position)) }
                    }
                    line = LineBuilder(start: tokenStart, firstSlice: slices.count)
                }
            }
            hasOthers = hasOthers || others != 0
        }
    }
}

/// A line while its columns are found.
private struct LineBuilder {
    let start: Int
    let firstSlice: Int
    private(set) var columnCount = 0
    private var plainNumbers: UInt64 = 0
    var isEven = true

    init(start: Int, firstSlice: Int) {
        self.start = start
        self.firstSlice = firstSlice
    }

    @inline(__always)
    mutating func add(_ bytes: Span<UInt8>, _ slice: FieldSlice, isNumber: Bool) {
        let count = slice.count
        if isNumber {
            // Shifted by 64 and more, the bit is gone.
            if count == 1 || (count <= 18 && bytes[Int(slice.start)] != 0x30) { plainNumbers |= 1 << columnCount }
        } else if count == 4 && isNone(bytes, Int(slice.start)) {
            isEven = false
        }
        columnCount += 1
    }

    /// Takes a UTF-8 byte order mark off the first column.
    mutating func stripByteOrderMark(_ bytes: Span<UInt8>, _ slices: inout OutputSpan<FieldSlice>) {
        let slice = slices[firstSlice]
        let start = Int(slice.start)
        guard slice.count >= 3, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF else { return }
        if slice.count > 3 {
            slices[firstSlice] = FieldSlice(start: start + 3, end: Int(slice.end))
        } else {
            for index in firstSlice + 1..<slices.count { slices[index - 1] = slices[index] }
            _ = slices.removeLast()
            columnCount -= 1
            plainNumbers >>= 1
        }
    }

    func scanned(end: Int) -> ScannedLine {
        ScannedLine(
            firstSlice: firstSlice, columnCount: columnCount, length: end - start, plainNumbers: plainNumbers,
            isEven: isEven)
    }
}
