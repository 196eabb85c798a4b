/// An unstructured pattern: words, phrases and regular expressions.
///
/// Terms without a mark must all occur; terms with `-` must not; of the terms with `?` one must occur, but where there
/// is any other term these are ignored, as the service does.
struct FilterTerms: Sendable {
    private enum Term: Sendable {
        case text([UInt8])
        case regex(FilterRegex)

        func occurs(in message: ArraySlice<UInt8>) -> Bool {
            switch self {
            case .text(let needle): contains(message.span, needle.span)
            case .regex(let regex): regex.matches(message)
            }
        }
    }

    private var required: [Term] = []
    private var excluded: [Term] = []
    private var alternatives: [Term] = []

    init(parsing scanner: inout FilterScanner) throws(FilterPatternError) {
        scanner.skipSpace()
        while let mark = scanner.current {
            let start = scanner
            switch mark {
            case UInt8(ascii: "?"):
                scanner.advance()
                alternatives.append(try FilterTerms.term(&scanner, from: start))
            case UInt8(ascii: "-"):
                scanner.advance()
                excluded.append(try FilterTerms.term(&scanner, from: start))
            default:
                required.append(try FilterTerms.term(&scanner, from: start))
            }
            guard scanner.atEnd || scanner.current.map(FilterScanner.isSpace) == true else {
                throw FilterTerms.invalidCharacters(start)
            }
            scanner.skipSpace()
        }
    }

    func matches(_ message: ArraySlice<UInt8>) -> Bool {
        if required.isEmpty && excluded.isEmpty { return alternatives.contains { $0.occurs(in: message) } }
        return required.allSatisfy { $0.occurs(in: message) } && !excluded.contains { $0.occurs(in: message) }
    }

    /// Reads a word, quotes or a regular expression; `start` is where the term begins, its mark included.
    private static func term(
        _ scanner: inout FilterScanner, from start: FilterScanner
    ) throws(FilterPatternError) -> Term {
        switch scanner.current {
        case UInt8(ascii: "\""):
            let text = try scanner.quoted()
            guard !text.isEmpty else { throw FilterPatternError("Invalid character(s) in term '\"\"'") }
            // The guide: `" "`, blanks in quotes, matches all log events.
            return .text(text.allSatisfy(FilterScanner.isSpace) ? [] : text)
        case UInt8(ascii: "%"):
            return .regex(try scanner.regex())
        default:
            let word = scanner.run(while: FilterScanner.isWord)
            guard !word.isEmpty else { throw invalidCharacters(start) }
            return .text(word)
        }
    }

    private static func invalidCharacters(_ start: FilterScanner) -> FilterPatternError {
        var scanner = start
        let term = scanner.run { !FilterScanner.isSpace($0) }
        return FilterPatternError("Invalid character(s) in term '\(String(decoding: term, as: UTF8.self))'")
    }
}

/// Whether `needle` occurs in `haystack`; the empty one always does.
private func contains(_ haystack: Span<UInt8>, _ needle: Span<UInt8>) -> Bool {
    guard needle.count > 0 else { return true }
    guard haystack.count >= needle.count else { return false }
    let first = needle[0]
    var start = 0
    let last = haystack.count - needle.count
    while start <= last {
        if haystack[start] == first {
            var offset = 1
            while offset < needle.count, haystack[start + offset] == needle[offset] { offset += 1 }
            if offset == needle.count { return true }
        }
        start += 1
    }
    return false
}
