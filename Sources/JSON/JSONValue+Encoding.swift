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
        case .boolean(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): out.append(contentsOf: String(value).utf8)
        case .double(let value):
            out.append(contentsOf: (value.isFinite ? JSONValue.spell(value) : "null").utf8)
        case .string(let value): JSONValue.appendString(value, to: &out)
        case .array(let elements):
            JSONValue.appendItems(elements, "[", "]", to: &out, indent: indent) { element, out, indent in
                element.append(to: &out, indent: indent)
            }
        case .object(let members):
            JSONValue.appendItems(members, "{", "}", to: &out, indent: indent) { member, out, indent in
                JSONValue.appendString(member.name, to: &out)
                out.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
                member.value.append(to: &out, indent: indent)
            }
        }
    }

    private static func spell(_ value: Double) -> String {
        if let whole = Int64(exactly: value), abs(value) < 1e15 { return String(whole) + ".0" }
        return "\(value)"
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

    private static func appendString(_ value: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
            case 0x0A: out.append(contentsOf: "\\n".utf8)
            case 0x0D: out.append(contentsOf: "\\r".utf8)
            case 0x09: out.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                out.append(contentsOf: "\\u00".utf8)
                out.append(hexDigits[Int(byte >> 4)])
                out.append(hexDigits[Int(byte & 15)])
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}

private let hexDigits = Array("0123456789abcdef".utf8)
