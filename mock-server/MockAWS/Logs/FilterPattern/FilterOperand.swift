/// The operator of a condition.
enum FilterComparison: Sendable, Hashable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

    init(parsing scanner: inout FilterScanner) throws(FilterPatternError) {
        if scanner.take("!=") {
            self = .notEqual
        } else if scanner.take("<=") {
            self = .lessOrEqual
        } else if scanner.take(">=") {
            self = .greaterOrEqual
        } else if scanner.take("=") {
            self = .equal
        } else if scanner.take("<") {
            self = .less
        } else if scanner.take(">") {
            self = .greater
        } else {
            throw scanner.unexpected("an operator")
        }
    }

    func holds(_ a: Double, _ b: Double) -> Bool {
        switch self {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }

    /// Whether the operator only asks for equality, so that texts can be compared by it.
    var isEquality: Bool { self == .equal || self == .notEqual }
}

/// The right-hand side of a condition.
enum FilterOperand: Sendable {
    /// A text, in which `*` stands for anything; quoted, or a bare word.
    case text(FilterWildcard, quoted: Bool)
    /// A number; the text is how it was written.
    case number(Double, FilterWildcard)
    case regex(FilterRegex)

    /// Reads an operand.
    ///
    /// Bare words may hold what addresses, times, paths and numbers are made of; the service's own list is not known.
    init(parsing scanner: inout FilterScanner, for comparison: FilterComparison) throws(FilterPatternError) {
        scanner.skipSpace()
        switch scanner.current {
        case UInt8(ascii: "\""):
            self = .text(FilterWildcard(try scanner.quoted()), quoted: true)
        case UInt8(ascii: "%"):
            self = .regex(try scanner.regex())
        default:
            let word = scanner.run { FilterScanner.isWord($0) || ".*-+:/@#".utf8.contains($0) }
            guard !word.isEmpty else { throw scanner.unexpected("a value") }
            if let number = decimal(word[...]) {
                self = .number(number, FilterWildcard(word))
            } else {
                self = .text(FilterWildcard(word), quoted: false)
            }
        }
        if case .number = self { return }
        guard comparison.isEquality else { throw FilterPatternError("only a number can be compared by < and >") }
    }

    /// Whether `text op self` holds.
    func holds(_ comparison: FilterComparison, text: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .text(let wildcard, _): return wildcard.matches(text) == (comparison == .equal)
        case .regex(let regex): return regex.matches(text) == (comparison == .equal)
        case .number(let number, let wildcard):
            if let value = decimal(text) { return comparison.holds(value, number) }
            return comparison.isEquality && wildcard.matches(text) == (comparison == .equal)
        }
    }
}

/// The number a text spells: sign, digits, fraction, exponent; nil for anything else, such as `inf` and `0x1`.
func decimal(_ text: ArraySlice<UInt8>) -> Double? {
    guard !text.isEmpty, text.count <= 64 else { return nil }
    for byte in text {
        switch byte {
        case 48...57, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            continue
        default: return nil
        }
    }
    return Double(String(decoding: text, as: UTF8.self))
}
