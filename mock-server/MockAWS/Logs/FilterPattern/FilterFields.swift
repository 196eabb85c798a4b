/// A pattern of space-delimited fields: `[ip, user, ..., status=4*, bytes>1000]`.
struct FilterFields: Sendable {
    private struct Condition: Sendable {
        var comparison: FilterComparison
        var operand: FilterOperand

        func holds(_ field: ArraySlice<UInt8>) -> Bool { operand.holds(comparison, text: field) }
    }

    /// The conditions on one field: `||` of `&&`; empty for a bare name.
    private struct Field: Sendable {
        var alternatives: [[Condition]] = []

        func matches(_ field: ArraySlice<UInt8>) -> Bool {
            alternatives.isEmpty || alternatives.contains { $0.allSatisfy { $0.holds(field) } }
        }
    }

    private var leading: [Field] = []
    /// The fields after `...`; nil where the pattern has none.
    private var trailing: [Field]?

    init(parsing scanner: inout FilterScanner) throws(FilterPatternError) {
        scanner.advance()
        while true {
            scanner.skipSpace()
            if scanner.take("...") {
                guard trailing == nil else { throw FilterPatternError("'...' may stand only once") }
                trailing = []
            } else {
                let field = try FilterFields.field(&scanner)
                if trailing == nil { leading.append(field) } else { trailing?.append(field) }
            }
            scanner.skipSpace()
            if scanner.take("]") { break }
            guard !scanner.atEnd else {
                throw FilterPatternError("If a filter pattern starts with '[' it must end with ']'")
            }
            guard scanner.take(",") else { throw scanner.unexpected("',' or ']'") }
        }
        scanner.skipSpace()
        guard scanner.atEnd else {
            throw FilterPatternError("If a filter pattern starts with '[' it must end with ']'")
        }
    }

    func matches(_ message: ArraySlice<UInt8>) -> Bool {
        let fields = FilterFields.split(message)
        if let trailing {
            return fields.count >= leading.count + trailing.count
                && zip(leading, fields).allSatisfy { $0.matches($1) }
                && zip(trailing, fields.suffix(trailing.count)).allSatisfy { $0.matches($1) }
        }
        guard fields.count >= leading.count else { return leading.count == 1 && leading[0].alternatives.isEmpty }
        guard fields.count == leading.count || leading.last?.alternatives.isEmpty == true else { return false }
        return zip(leading, fields).allSatisfy { $0.matches($1) }
    }

    private static func field(_ scanner: inout FilterScanner) throws(FilterPatternError) -> Field {
        let name = scanner.run(while: FilterScanner.isWord)
        var field = Field()
        scanner.skipSpace()
        guard !name.isEmpty else {
            guard scanner.atEnd || [UInt8(ascii: ","), UInt8(ascii: "]")].contains(scanner.current) else {
                throw scanner.unexpected("a field name")
            }
            return field
        }
        guard !scanner.atEnd, ![UInt8(ascii: ","), UInt8(ascii: "]")].contains(scanner.current) else { return field }
        var conjunction: [Condition] = []
        while true {
            let comparison = try FilterComparison(parsing: &scanner)
            let operand = try FilterOperand(parsing: &scanner, for: comparison)
            conjunction.append(Condition(comparison: comparison, operand: operand))
            scanner.skipSpace()
            let isOr = scanner.take("||")
            guard isOr || scanner.take("&&") else { break }
            if isOr {
                field.alternatives.append(conjunction)
                conjunction = []
            }
            scanner.skipSpace()
            guard scanner.run(while: FilterScanner.isWord) == name else {
                throw FilterPatternError(
                    "the conditions of field '\(String(decoding: name, as: UTF8.self))' name another field")
            }
            scanner.skipSpace()
        }
        field.alternatives.append(conjunction)
        return field
    }

    /// The fields of a message: what blanks separate; text in `[…]` and `"…"` is one field, without them.
    static func split(_ message: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var fields: [ArraySlice<UInt8>] = []
        var index = message.startIndex
        // Where the search for a closing mark has failed once it fails for the rest of the message.
        var unclosed: Set<UInt8> = []
        while index < message.endIndex {
            let byte = message[index]
            if byte == 0x20 {
                index += 1
                continue
            }
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\"") {
                let closing = byte == UInt8(ascii: "[") ? UInt8(ascii: "]") : byte
                if !unclosed.contains(closing) {
                    if let end = message[(index + 1)...].firstIndex(of: closing) {
                        fields.append(message[(index + 1)..<end])
                        index = end + 1
                        continue
                    }
                    unclosed.insert(closing)
                }
            }
            let end = message[index...].firstIndex(of: 0x20) ?? message.endIndex
            fields.append(message[index..<end])
            index = end
        }
        return fields
    }
}
