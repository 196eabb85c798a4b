extension FilterJSON {
    /// How deep parentheses may nest.
    static let maximumDepth = 64
    /// The most wildcards in the selectors of a pattern; a single selector may have one.
    static let maximumWildcards = 3

    /// Reads a pattern; the scanner stands at the opening brace.
    init(parsing scanner: inout FilterScanner) throws(FilterPatternError) {
        scanner.advance()
        var parser = FilterJSONParser(scanner: scanner)
        expression = try parser.disjunction(depth: 0)
        scanner = parser.scanner
        scanner.skipSpace()
        guard scanner.take("}") else {
            throw scanner.atEnd
                ? FilterPatternError("If a filter pattern starts with '{' it must end with '}'")
                : scanner.unexpected("'&&', '||' or '}'")
        }
        scanner.skipSpace()
        guard scanner.atEnd else {
            throw FilterPatternError("If a filter pattern starts with '{' it must end with '}'")
        }
    }
}

/// Recursive descent: `||` binds weaker than `&&`, parentheses strongest.
private struct FilterJSONParser {
    var scanner: FilterScanner
    var wildcards = 0

    mutating func disjunction(depth: Int) throws(FilterPatternError) -> FilterJSON.Expression {
        var parts = [try conjunction(depth: depth)]
        while take("||") { parts.append(try conjunction(depth: depth)) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    mutating func conjunction(depth: Int) throws(FilterPatternError) -> FilterJSON.Expression {
        var parts = [try primary(depth: depth)]
        while take("&&") { parts.append(try primary(depth: depth)) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    mutating func primary(depth: Int) throws(FilterPatternError) -> FilterJSON.Expression {
        if take("(") {
            guard depth < FilterJSON.maximumDepth else { throw FilterPatternError("parentheses nest too deep") }
            let inner = try disjunction(depth: depth + 1)
            guard take(")") else { throw scanner.unexpected("')'") }
            return inner
        }
        let selector = try selector()
        scanner.skipSpace()
        if scanner.takeKeyword("IS") {
            scanner.skipSpace()
            if scanner.takeKeyword("NULL") { return .condition(selector, .isNull) }
            if scanner.takeKeyword("TRUE") { return .condition(selector, .isBoolean(true)) }
            if scanner.takeKeyword("FALSE") { return .condition(selector, .isBoolean(false)) }
            throw scanner.unexpected("NULL, TRUE or FALSE")
        }
        if scanner.takeKeyword("NOT") {
            scanner.skipSpace()
            guard scanner.takeKeyword("EXISTS") else { throw scanner.unexpected("EXISTS") }
            return .condition(selector, .notExists)
        }
        let comparison = try FilterComparison(parsing: &scanner)
        let operand = try FilterOperand(parsing: &scanner, for: comparison)
        return .condition(selector, .compare(comparison, operand))
    }

    mutating func selector() throws(FilterPatternError) -> FilterJSON.Selector {
        scanner.skipSpace()
        guard scanner.take("$") else { throw scanner.unexpected("a property selector such as $.name") }
        var steps: [FilterJSON.Selector.Step] = []
        while true {
            if scanner.take(".") {
                if scanner.take("*") {
                    steps.append(.anyMember)
                } else if scanner.take("['") {
                    steps.append(try quotedMember())
                } else {
                    let name = scanner.run { FilterScanner.isWord($0) || $0 == UInt8(ascii: "-") }
                    guard !name.isEmpty else { throw scanner.unexpected("a property name") }
                    steps.append(.member(String(decoding: name, as: UTF8.self)))
                }
            } else if scanner.take("['") {
                steps.append(try quotedMember())
            } else if scanner.take("[") {
                if scanner.take("*") {
                    steps.append(.anyElement)
                } else {
                    let digits = scanner.run { (48...57).contains($0) }
                    guard let index = Int(String(decoding: digits, as: UTF8.self)) else {
                        throw scanner.unexpected("an array index")
                    }
                    steps.append(.element(index))
                }
                guard scanner.take("]") else { throw scanner.unexpected("']'") }
            } else {
                break
            }
        }
        guard !steps.isEmpty else { throw scanner.unexpected("'.' or '[' after '$'") }
        let found = steps.count { $0 == .anyMember || $0 == .anyElement }
        wildcards += found
        guard found <= 1 else { throw FilterPatternError("a property selector may have one wildcard") }
        guard wildcards <= FilterJSON.maximumWildcards else {
            throw FilterPatternError("more than \(FilterJSON.maximumWildcards) wildcard property selectors")
        }
        return FilterJSON.Selector(steps: steps)
    }

    /// The rest of `['name']`.
    private mutating func quotedMember() throws(FilterPatternError) -> FilterJSON.Selector.Step {
        let name = scanner.run { $0 != UInt8(ascii: "'") }
        guard !name.isEmpty, scanner.take("']") else { throw scanner.unexpected("a property name in ['…']") }
        return .member(String(decoding: name, as: UTF8.self))
    }

    private mutating func take(_ literal: String) -> Bool {
        scanner.skipSpace()
        return scanner.take(literal)
    }
}
