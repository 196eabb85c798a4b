import HTTPMessages

/// Values as headers.
enum HeaderValues {
    /// Appends the headers of a member.
    ///
    /// - Throws: ``AWSCodingError`` with code `.unencodable` for text that no header can hold.
    static func encode(
        _ value: AWSValue, of member: AWSMemberShape, to headers: inout HTTPHeaders
    ) throws(AWSCodingError) {
        switch (member.location, value) {
        case (.headerMap, .map(let entries)):
            for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
                let text = try ScalarText.encode(entry, as: AWSShape(.string), timestampFormat: .httpDate)
                try append(member.nameOnWire + name, text, to: &headers)
            }
        case (_, .list(let values)):
            guard case .list(let element) = member.shape.kind else { return }
            var parts: [String] = []
            for value in values {
                let text = try ScalarText.encode(value, as: element.shape, timestampFormat: .httpDate)
                if case .string = value { parts.append(quoted(text)) } else { parts.append(text) }
            }
            try append(member.nameOnWire, parts.joined(separator: ", "), to: &headers)
        default:
            let text = try ScalarText.encode(value, as: member.shape, timestampFormat: .httpDate)
            try append(member.nameOnWire, text, to: &headers)
        }
    }

    /// Reads a member; nil where there is no such header.
    static func decode(_ member: AWSMemberShape, from headers: HTTPHeaders) throws(AWSCodingError) -> AWSValue? {
        if member.location == .headerMap {
            let prefix = member.nameOnWire
            var entries: [String: AWSValue] = [:]
            for field in headers.fields where field.name.utf8.count > prefix.utf8.count {
                let head = String(decoding: field.name.utf8.prefix(prefix.utf8.count), as: UTF8.self)
                guard head.equalsIgnoringASCIICase(prefix) else { continue }
                let name = String(decoding: field.name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
                entries[name.lowercased()] = .string(field.value)
            }
            return entries.isEmpty ? nil : .map(entries)
        }
        let fields = headers.values(of: member.nameOnWire)
        guard !fields.isEmpty else { return nil }
        guard case .list(let element) = member.shape.kind else {
            return try ScalarText.decode(fields[0], as: member.shape)
        }
        var values: [AWSValue] = []
        for part in split(fields.joined(separator: ","), datesHaveCommas: element.shape.isHTTPDate) {
            if let value = try ScalarText.decode(part, as: element.shape) { values.append(value) }
        }
        return .list(values)
    }

    private static func append(
        _ name: String, _ value: String, to headers: inout HTTPHeaders
    ) throws(AWSCodingError) {
        let nameIsFine = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        let valueIsFine = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        guard nameIsFine, valueIsFine else {
            throw AWSCodingError(
                .unencodable, path: oneLine(name, limit: 60), reason: "no header can hold a control character")
        }
        headers.append(name, value)
    }

    /// An element of a list, in quotation marks where it has a comma or a quotation mark in it.
    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
        var out = "\""
        for character in text {
            if character == "\"" || character == "\\" { out.append("\\") }
            out.append(character)
        }
        return out + "\""
    }

    /// The elements of a list, without their quotation marks.
    private static func split(_ text: String, datesHaveCommas: Bool) -> [String] {
        var parts: [String] = []
        var part = ""
        var isQuoted = false
        var wasQuoted = false
        var isEscaped = false
        func finish() {
            let text = wasQuoted ? part : part.trimmingWhiteSpace()
            if wasQuoted || !text.isEmpty { parts.append(text) }
            part = ""
            wasQuoted = false
        }
        for character in text {
            if isEscaped {
                part.append(character)
                isEscaped = false
            } else if isQuoted {
                switch character {
                case "\\": isEscaped = true
                case "\"": isQuoted = false
                default: part.append(character)
                }
            } else if character == "\"", part.allSatisfy(\.isWhitespace) {
                part = ""
                isQuoted = true
                wasQuoted = true
            } else if character == "," {
                // `Mon, 16 Dec 2019 …`: the comma after the name of the day parts nothing.
                if datesHaveCommas, part.trimmingWhiteSpace().count == 3 { part.append(",") } else { finish() }
            } else if !(wasQuoted && character.isWhitespace) {
                part.append(character)
            }
        }
        finish()
        return parts
    }
}

extension AWSShape {
    /// Whether the type is a time that headers spell with a comma.
    fileprivate var isHTTPDate: Bool {
        if case .timestamp = kind { timestampFormat == nil || timestampFormat == .httpDate } else { false }
    }
}
