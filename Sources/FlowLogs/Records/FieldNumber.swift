import Timestamps

/// Numbers as Python's `int()` reads them: ASCII digits with an optional sign, within 64 bits.
enum FieldNumber {
    /// What a look at a number tells, without working it out where it is short.
    enum Check {
        /// Digits without a sign or leading zeros: spelled as it is printed.
        case plain
        /// A number that is spelled otherwise.
        case other
        case malformed
    }

    static func check(_ bytes: Span<UInt8>, _ slice: FieldSlice) -> Check {
        let count = slice.count
        guard count > 0, count <= 18 else { return parse(bytes, slice) == nil ? .malformed : .other }
        let start = Int(slice.start)
        var allDigits = true
        for index in start..<start + count where bytes[index] &- 0x30 > 9 { allDigits = false }
        if allDigits { return count == 1 || bytes[start] != 0x30 ? .plain : .other }
        return parse(bytes, slice) == nil ? .malformed : .other
    }

    /// Reads the number of a plain line (see ``FlowRow/isPlain``), which is at most 18 digits, or `-`: then nil.
    @inline(__always)
    static func parsePlain(_ bytes: Span<UInt8>, _ slice: FieldSlice) -> Int64? {
        if slice.end >= 16, slice.count <= 16, slice.count > 0 {
            return bytes[slice.start] == 0x2D ? nil : digits16(bytes, slice)
        }
        var value: Int64 = 0
        for index in slice.range {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    static func parse(_ bytes: Span<UInt8>, _ slice: FieldSlice) -> Int64? {
        var index = Int(slice.start)
        let end = Int(slice.end)
        guard index < end else { return nil }
        let negative = bytes[index] == 0x2D
        if negative || bytes[index] == 0x2B { index += 1 }
        guard index < end else { return nil }
        var value: Int64 = 0
        while index < end {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) =
                negative
                ? product.subtractingReportingOverflow(Int64(digit)) : product.addingReportingOverflow(Int64(digit))
            guard !overflow, !carry else { return nil }
            value = sum
            index += 1
        }
        return value
    }

    /// The largest number that is taken as seconds; one above it is milliseconds.
    static let largestSeconds: Int64 = 2_147_483_647
    private static let firstSecond: Int64 = -62_135_596_800
    private static let lastMillisecond: Int64 = 253_402_300_799_999

    /// The time of a start or end; nil outside the years 1 to 9999.
    static func timestamp(_ number: Int64) -> Timestamp? {
        if number > largestSeconds {
            return number <= lastMillisecond ? Timestamp(milliseconds: number) : nil
        }
        return number >= firstSecond ? Timestamp(seconds: number) : nil
    }

    /// The number that stands for a time in a log: seconds where they do, else milliseconds.
    static func number(_ time: Timestamp) -> Int64 {
        time.millisecondOfSecond == 0 && time.seconds <= largestSeconds ? time.seconds : time.milliseconds
    }
}
