extension XMLElement {
    /// How deep elements may nest.
    static let maximumDepth = 100

    /// Reads a document: UTF-8, with or without a byte order mark and a declaration.
    ///
    /// Prefixes of element names are dropped. A document type is refused, so there are no entities but the five
    /// predefined ones and character references.
    ///
    /// - Throws: ``AWSCodingError`` with code `.html` for a page, `.malformedXML` for anything else that is no XML.
    package init(parsing bytes: [UInt8]) throws(AWSCodingError) {
        var parser = XMLParser(bytes: bytes)
        self = try parser.document()
    }
}

/// Reads a document in one pass with a stack of its own, so that depth costs no call stack.
private struct XMLParser {
    let bytes: [UInt8]
    var index = 0
    /// The elements that are open, outermost first, with the bytes of their text.
    var open: [(element: XMLElement, text: [UInt8])] = []
    var root: XMLElement?

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    func error(_ reason: String) -> AWSCodingError {
        AWSCodingError(.malformedXML, reason: "not XML at byte \(index): \(reason)")
    }

    mutating func document() throws(AWSCodingError) -> XMLElement {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        skipWhiteSpace()
        if looksLikeHTML {
            throw AWSCodingError(.html, reason: "an HTML page was found where XML was expected; is there a proxy?")
        }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<") {
                try markup()
            } else {
                try text()
            }
        }
        if let unclosed = open.last { throw error("the text ends inside <\(unclosed.element.name)>") }
        guard let root else { throw error("there is no element") }
        return root
    }

    private var looksLikeHTML: Bool {
        let head = bytes[index...].prefix(15).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        return head.starts(with: "<!doctype html".utf8) || head.starts(with: "<html".utf8)
    }

    private mutating func markup() throws(AWSCodingError) {
        if starts(with: "<!--") {
            try skip(4, past: "-->", "a comment")
        } else if starts(with: "<![CDATA[") {
            guard !open.isEmpty else { throw error("text outside the root element") }
            let start = index + 9
            try skip(9, past: "]]>", "a CDATA section")
            open[open.count - 1].text.append(contentsOf: bytes[start..<index - 3])
        } else if starts(with: "<?") {
            try skip(2, past: "?>", "a processing instruction")
        } else if starts(with: "<!") {
            throw error("a document type is not allowed")
        } else if starts(with: "</") {
            try endTag()
        } else {
            try startTag()
        }
    }

    private mutating func startTag() throws(AWSCodingError) {
        guard root == nil else { throw error("a second root element") }
        guard open.count < XMLElement.maximumDepth else { throw error("nested too deep") }
        index += 1
        var element = XMLElement(localName(try name()))
        while true {
            let hadSpace = skipWhiteSpace()
            guard index < bytes.count else { throw error("the text ends inside a tag") }
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                open.append((element, []))
                return
            }
            if starts(with: "/>") {
                index += 2
                close(element)
                return
            }
            guard hadSpace else { throw error("a space was expected in a tag") }
            element.attributes.append(try attribute())
        }
    }

    private mutating func attribute() throws(AWSCodingError) -> XMLElement.Attribute {
        let attributeName = String(decoding: try name(), as: UTF8.self)
        skipWhiteSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { throw error("'=' was expected") }
        index += 1
        skipWhiteSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            throw error("a quoted value was expected")
        }
        let quote = bytes[index]
        index += 1
        var value: [UInt8] = []
        while index < bytes.count, bytes[index] != quote {
            switch bytes[index] {
            case UInt8(ascii: "<"): throw error("'<' in an attribute")
            case UInt8(ascii: "&"): try reference(into: &value)
            case 0x09, 0x0A, 0x0D:
                value.append(0x20)
                index += 1
            default:
                value.append(bytes[index])
                index += 1
            }
        }
        guard index < bytes.count else { throw error("the text ends inside an attribute") }
        index += 1
        return XMLElement.Attribute(name: attributeName, value: String(decoding: value, as: UTF8.self))
    }

    private mutating func endTag() throws(AWSCodingError) {
        index += 2
        let endName = localName(try name())
        skipWhiteSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else { throw error("'>' was expected") }
        index += 1
        guard let innermost = open.popLast() else { throw error("</\(endName)> closes nothing") }
        var element = innermost.element
        guard element.name == endName else { throw error("</\(endName)> closes <\(element.name)>") }
        element.text = String(decoding: innermost.text, as: UTF8.self)
        close(element)
    }

    private mutating func close(_ element: XMLElement) {
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].element.children.append(element)
        }
    }

    /// Text up to the next tag; line ends become `\n` (XML 1.0, section 2.11).
    private mutating func text() throws(AWSCodingError) {
        guard !open.isEmpty else {
            guard skipWhiteSpace() else { throw error("text outside the root element") }
            return
        }
        var text: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
            switch bytes[index] {
            case UInt8(ascii: "&"): try reference(into: &text)
            case 0x0D:
                text.append(0x0A)
                index += index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
            default:
                text.append(bytes[index])
                index += 1
            }
        }
        open[open.count - 1].text.append(contentsOf: text)
    }

    private mutating func reference(into out: inout [UInt8]) throws(AWSCodingError) {
        let start = index + 1
        guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
            throw error("'&' begins no reference")
        }
        let body = String(decoding: bytes[start..<end], as: UTF8.self)
        switch body {
        case "amp": out.append(UInt8(ascii: "&"))
        case "lt": out.append(UInt8(ascii: "<"))
        case "gt": out.append(UInt8(ascii: ">"))
        case "quot": out.append(UInt8(ascii: "\""))
        case "apos": out.append(UInt8(ascii: "'"))
        default:
            let isHexadecimal = body.hasPrefix("#x")
            let digits = body.dropFirst(isHexadecimal ? 2 : 1)
            guard body.hasPrefix("#"), digits.utf8.first != UInt8(ascii: "+"), digits.utf8.first != UInt8(ascii: "-"),
                let code = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(code)
            else { throw error("a reference that is not known") }
            out.append(contentsOf: String(Character(scalar)).utf8)
        }
        index = end + 1
    }

    private mutating func name() throws(AWSCodingError) -> ArraySlice<UInt8> {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x3A, 0x5F, 0x80...0xFF: index += 1
            default:
                guard index > start, !(48...57).contains(bytes[start]) else { throw error("a name was expected") }
                return bytes[start..<index]
            }
        }
        throw error("the text ends inside a tag")
    }

    private func localName(_ name: ArraySlice<UInt8>) -> String {
        let afterPrefix = name.lastIndex(of: UInt8(ascii: ":")).map { name.index(after: $0) } ?? name.startIndex
        return String(decoding: name[afterPrefix...], as: UTF8.self)
    }

    private func starts(with prefix: StaticString) -> Bool {
        bytes[index...].starts(with: prefix.description.utf8)
    }

    /// Skips what begins with `opening` bytes and ends with `end`.
    private mutating func skip(_ opening: Int, past end: String, _ what: String) throws(AWSCodingError) {
        let pattern = Array(end.utf8)
        var position = index + opening
        while position + pattern.count <= bytes.count {
            if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) {
                index = position + pattern.count
                return
            }
            position += 1
        }
        throw error("the text ends inside \(what)")
    }

    @discardableResult
    private mutating func skipWhiteSpace() -> Bool {
        let start = index
        while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
        return index > start
    }
}
