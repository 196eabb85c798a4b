/// The digits of a number.
private func decimal(_ number: Int64) -> (digits: InlineArray<20, UInt8>, first: Int) {
    var digits = InlineArray<20, UInt8>(repeating: 0x2D)
    var first = 20
    var rest = number.magnitude
    repeat {
        first -= 1
        digits[first] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
    } while rest > 0
    // All places hold a minus sign before they hold a digit.
    return (digits, number < 0 ? first - 1 : first)
}

extension OutputSpan<UInt8> {
    /// Appends a number in decimal, or `-` for nil.
    mutating func appendNumber(_ number: Int64?) {
        guard let number else { return append(0x2D) }
        let (digits, first) = decimal(number)
        append(digits.span, first..<20)
    }
}

/// Appends a number in decimal, or `-` for nil.
func appendNumber(_ number: Int64?, to output: inout [UInt8]) {
    guard let number else { return output.append(0x2D) }
    let (digits, first) = decimal(number)
    output.append(digits.span, first..<20)
}
