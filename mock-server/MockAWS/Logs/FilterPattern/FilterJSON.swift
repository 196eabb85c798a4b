import JSON

/// A pattern on JSON messages: `{ $.eventName = "Delete*" && ($.bytes > 1000 || $.user.name NOT EXISTS) }`.
struct FilterJSON: Sendable {
    indirect enum Expression: Sendable {
        case any([Expression])
        case all([Expression])
        case condition(Selector, Test)
    }

    /// What is asked of the values a selector finds.
    enum Test: Sendable {
        case compare(FilterComparison, FilterOperand)
        case isNull
        case isBoolean(Bool)
        case notExists
    }

    /// A way into a JSON value: `$.a.b[0].*`.
    struct Selector: Sendable, Hashable {
        enum Step: Sendable, Hashable {
            case member(String)
            case anyMember
            case element(Int)
            case anyElement
        }

        var steps: [Step]
    }

    let expression: Expression

    /// Whether a message is JSON and the expression holds for it.
    func matches(_ message: ArraySlice<UInt8>) -> Bool {
        guard let first = message.first(where: { !FilterScanner.isSpace($0) }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            let value = try? JSONValue(parsing: Array(message))
        else { return false }
        return expression.holds(for: value)
    }
}

extension FilterJSON.Expression {
    func holds(for value: JSONValue) -> Bool {
        switch self {
        case .any(let parts): parts.contains { $0.holds(for: value) }
        case .all(let parts): parts.allSatisfy { $0.holds(for: value) }
        case .condition(let selector, .notExists): selector.values(in: value).isEmpty
        case .condition(let selector, let test): selector.values(in: value).contains { test.holds(for: $0) }
        }
    }
}

extension FilterJSON.Selector {
    /// Everything the selector leads to.
    func values(in root: JSONValue) -> [JSONValue] {
        var values = [root]
        for step in steps {
            values = values.flatMap { value -> [JSONValue] in
                switch step {
                case .member(let name): value[name].map { [$0] } ?? []
                case .anyMember: value.object?.map(\.value) ?? []
                case .element(let index): value[index].map { [$0] } ?? []
                case .anyElement: value.array ?? []
                }
            }
        }
        return values
    }
}

extension FilterJSON.Test {
    /// Whether the test holds for a value that is there; arrays and objects never pass.
    func holds(for value: JSONValue) -> Bool {
        switch (self, value) {
        case (.isNull, .null): true
        case (.isBoolean(let wanted), .boolean(let found)): wanted == found
        case (.compare(let comparison, let operand), _): operand.holds(comparison, json: value)
        default: false
        }
    }
}

extension FilterOperand {
    /// Whether `value op self` holds.
    ///
    /// Quoted text is compared with strings only. A bare word, a number and a regular expression are compared with the
    /// text of numbers and of `true` and `false` too. `null` has no value: neither `=` nor `!=` holds for it.
    func holds(_ comparison: FilterComparison, json value: JSONValue) -> Bool {
        switch (value, self) {
        case (.null, _), (.array, _), (.object, _):
            return false
        case (.string(let text), .number(_, let wildcard)):
            // A string is no number: "10" > 9 does not hold, "10" = 10 does.
            return comparison.isEquality && wildcard.matches(Array(text.utf8)[...]) == (comparison == .equal)
        case (.string(let text), _):
            return holds(comparison, text: Array(text.utf8)[...])
        case (.integer(let number), .number(let wanted, _)):
            return comparison.holds(Double(number), wanted)
        case (.double(let number), .number(let wanted, _)):
            return comparison.holds(number, wanted)
        case (_, .text(_, quoted: true)):
            return comparison == .notEqual
        default:
            return holds(comparison, text: value.encoded()[...])
        }
    }
}
