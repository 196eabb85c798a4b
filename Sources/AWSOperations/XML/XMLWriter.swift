extension XMLElement {
    /// The document with this element as root, as UTF-8.
    package func document() -> [UInt8] {
        var out = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        append(to: &out)
        return out
    }

    /// Appends the element without a declaration.
    private func append(to out: inout [UInt8]) {
        out.append(UInt8(ascii: "<"))
        out.append(contentsOf: name.utf8)
        for attribute in attributes {
            out.append(UInt8(ascii: " "))
            out.append(contentsOf: attribute.name.utf8)
            out.append(contentsOf: "=\"".utf8)
            appendEscaped(attribute.value, inAttribute: true, to: &out)
            out.append(UInt8(ascii: "\""))
        }
        if text.isEmpty && children.isEmpty {
            out.append(contentsOf: "/>".utf8)
            return
        }
        out.append(UInt8(ascii: ">"))
        appendEscaped(text, inAttribute: false, to: &out)
        for child in children { child.append(to: &out) }
        out.append(contentsOf: "</".utf8)
        out.append(contentsOf: name.utf8)
        out.append(UInt8(ascii: ">"))
    }
}

/// Control characters become references, as AWS writes them, although XML 1.0 knows no such characters.
private func appendEscaped(_ text: String, inAttribute: Bool, to out: inout [UInt8]) {
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
        case 0x09 where !inAttribute, 0x0A where !inAttribute: out.append(byte)
        case 0..<0x20:
            out.append(contentsOf: "&#x".utf8)
            out.append(contentsOf: String(byte, radix: 16, uppercase: true).utf8)
            out.append(UInt8(ascii: ";"))
        default: out.append(byte)
        }
    }
}
