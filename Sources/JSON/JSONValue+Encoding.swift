extension JSONValue {
    /// The value as UTF-8 without white space, or indented by two spaces.
    ///
    /// Members keep their order. A number that JSON cannot hold (infinity, NaN) becomes `null`.
    public func encoded(indented: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        append(to: &out, indent: indented ? 0 : nil)
        return out
    }

    /// The value as text; see ``encoded(indented:)``.
    public func text(indented: Bool = false) -> String {
        String(decoding: encoded(indented: indented), as: UTF8.self)
    }

    private func append(to out: inout [UInt8], indent: Int?) {
        switch self {
        case .null: out.append(contentsOf: "null".utf8)
        case .boolean(let value): JSONText.append(value, to: &out)
        case .integer(let value): JSONText.append(value, to: &out)
        case .double(let value): JSONText.append(value, to: &out)
        case .string(let value): JSONText.append(value, to: &out)
        case .array(let elements):
            JSONValue.appendItems(elements, "[", "]", to: &out, indent: indent) { element, out, indent in
                element.append(to: &out, indent: indent)
            }
        case .object(let members):
            JSONValue.appendItems(members, "{", "}", to: &out, indent: indent) { member, out, indent in
                JSONText.append(member.name, to: &out)
                out.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
                member.value.append(to: &out, indent: indent)
            }
        }
    }

    private static func appendItems<Item>(
        _ items: [Item], _ open: String, _ close: String, to out: inout [UInt8], indent: Int?,
        _ append: (Item, inout [UInt8], Int?) -> Void
    ) {
        out.append(contentsOf: open.utf8)
        for (index, item) in items.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            if let indent { newLine(indent + 1, to: &out) }
            append(item, &out, indent.map { $0 + 1 })
        }
        if let indent, !items.isEmpty { newLine(indent, to: &out) }
        out.append(contentsOf: close.utf8)
    }

    private static func newLine(_ indent: Int, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<indent { out.append(contentsOf: "  ".utf8) }
    }
}
