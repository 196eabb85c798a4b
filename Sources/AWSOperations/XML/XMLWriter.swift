/// An XML document that is written from its beginning to its end.
///
/// ```swift
/// var xml = XMLWriter()
/// xml.begin("Error")
/// xml.element("Code", "AccessDenied")
/// xml.end("Error")
/// ```
package struct XMLWriter {
    /// What is written so far, as UTF-8.
    package private(set) var bytes: [UInt8]
    /// Whether the last tag may still get attributes: its `>`, or `/>`, is not written yet.
    private var isInTag = false

    /// Begins a document, or elements that will stand in one.
    package init(isDocument: Bool = true) {
        bytes = isDocument ? Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) : []
    }

    /// Begins an element.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - namespace: what it declares.
    package mutating func begin(_ name: String, _ namespace: XMLNamespace? = nil) {
        endTag()
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        isInTag = true
        if let namespace { attribute(namespace.prefix.map { "xmlns:" + $0 } ?? "xmlns", namespace.uri) }
    }

    /// Adds an attribute to the element that has just begun.
    package mutating func attribute(_ name: String, _ value: String) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "=\"".utf8)
        appendEscaped(value, inAttribute: true)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Adds text to the element.
    package mutating func text(_ text: String) {
        guard !text.isEmpty else { return }
        endTag()
        appendEscaped(text, inAttribute: false)
    }

    /// Adds a number to the element.
    package mutating func number(_ number: Int) {
        endTag()
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Adds elements that were written elsewhere.
    package mutating func raw(_ elements: [UInt8]) {
        guard !elements.isEmpty else { return }
        endTag()
        bytes.append(contentsOf: elements)
    }

    /// Ends the element that began with that name; one with nothing in it is `<name/>`.
    package mutating func end(_ name: String) {
        if isInTag {
            bytes.append(contentsOf: "/>".utf8)
            isInTag = false
            return
        }
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ">"))
    }

    /// Adds an element with text in it.
    package mutating func element(_ name: String, _ text: String) {
        begin(name)
        self.text(text)
        end(name)
    }

    private mutating func endTag() {
        guard isInTag else { return }
        bytes.append(UInt8(ascii: ">"))
        isInTag = false
    }

    /// Control characters become references, as AWS writes them, although XML 1.0 knows no such characters.
    private mutating func appendEscaped(_ text: String, inAttribute: Bool) {
        guard XMLWriter.needsEscapes(text) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case 0x09 where !inAttribute, 0x0A where !inAttribute: bytes.append(byte)
            case 0..<0x20:
                bytes.append(contentsOf: "&#x".utf8)
                bytes.append(contentsOf: String(byte, radix: 16, uppercase: true).utf8)
                bytes.append(UInt8(ascii: ";"))
            default: bytes.append(byte)
            }
        }
    }

    /// Looks at every byte, whatever it found before: so the compiler takes many at once.
    private static func needsEscapes(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            var found = false
            for byte in bytes {
                let isSpecial =
                    byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
                    || byte == UInt8(ascii: "\"")
                found = found || isSpecial
            }
            return found
        } ?? true
    }
}
