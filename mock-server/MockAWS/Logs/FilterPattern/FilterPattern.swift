/// A CloudWatch Logs filter pattern, ready to be tried on messages.
///
/// The language is that of the user guide's "Filter pattern syntax for metric filters, subscription filters, filter
/// log events, and Live Tail". The first character that is not a space tells the kind: `{` a JSON pattern, `[` a
/// pattern of space-delimited fields, anything else terms. AWS publishes no grammar; where the guide is silent:
///
/// - A term matches anywhere, inside a longer word too. Letters are compared with their case.
/// - `\"` and `\\` may stand in quotes; `-` and `?` may stand before a word, quotes and a regular expression.
/// - An empty pair of quotes is invalid; an empty pattern, and one of white space only, matches everything.
/// - White space is free around operators, commas and parentheses.
/// - In JSON, a condition on a property that is absent does not hold, `!=` included; only `NOT EXISTS` does.
/// - A selector with a wildcard holds if it holds for one of the values.
/// - Without `...`, a message needs as many fields as the pattern. Further ones go to the last field of the pattern if
///   it has no condition, else the message does not match.
///
/// Matching takes time in proportion to the length of the message times that of the pattern, whatever they hold.
struct FilterPattern: Sendable {
    private enum Kind: Sendable {
        case everything
        case terms(FilterTerms)
        case json(FilterJSON)
        case delimited(FilterFields)
    }

    private let kind: Kind

    /// The longest pattern, in characters.
    static let maximumLength = 1024
    /// The most regular expressions in a pattern.
    static let maximumRegexCount = 2

    /// Reads a pattern.
    init(_ text: String) throws(FilterPatternError) {
        var scanner = FilterScanner(text)
        scanner.skipSpace()
        switch scanner.current {
        case nil: kind = .everything
        case UInt8(ascii: "{"): kind = .json(try FilterJSON(parsing: &scanner))
        case UInt8(ascii: "["): kind = .delimited(try FilterFields(parsing: &scanner))
        default: kind = .terms(try FilterTerms(parsing: &scanner))
        }
    }

    /// Whether every message matches.
    var matchesEverything: Bool {
        if case .everything = kind { true } else { false }
    }

    /// Whether a message matches.
    func matches(_ message: ArraySlice<UInt8>) -> Bool {
        switch kind {
        case .everything: true
        case .terms(let terms): terms.matches(message)
        case .json(let json): json.matches(message)
        case .delimited(let fields): fields.matches(message)
        }
    }

    /// Whether a message matches.
    func matches(_ message: String) -> Bool {
        matches(Array(message.utf8)[...])
    }
}
