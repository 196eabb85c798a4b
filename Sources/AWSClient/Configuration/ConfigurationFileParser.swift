/// One section of a config or credentials file.
struct ConfigurationSection: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case profile, ssoSession, services
    }

    var kind: Kind
    var name: String
    /// Whether the header said `profile default` rather than `default`.
    var hasPrefix: Bool
    var properties: [String: String] = [:]
}

/// Reads the INI dialect of AWS's config and credentials files.
///
/// Grammar: "AWS SDKs and Tools Reference Guide", and the test suite that the SDKs share. botocore differs: it takes `:`
/// as a delimiter, keeps comments after values, and refuses duplicates; here the suite decides. A byte-order mark is
/// skipped.
struct ConfigurationFileParser {
    enum FileKind: Sendable, Hashable {
        /// Profiles are `[profile name]` or `[default]`; there are `[sso-session name]` and `[services name]` too.
        case config
        /// Every section is a profile by its bare name.
        case credentials
    }

    /// Where the next line stands: before any section, in a section, in a property of it.
    private enum Position {
        case start
        case section
        /// In a property; `name` is nil where it is ignored, `isNested` where its value began empty.
        case property(name: String?, isNested: Bool)
    }

    private let kind: FileKind
    private let file: String
    private var lineNumber = 0
    private var position = Position.start
    private var sections: [ConfigurationSection] = []
    /// Whether the current section has a name nobody can use.
    private var isIgnored = false

    private init(kind: FileKind, file: String) {
        self.kind = kind
        self.file = file
    }

    /// The sections of `text`, in order, those with unusable names left out.
    static func parse(
        _ text: String, kind: FileKind, file: String
    ) throws(AWSConfigurationError) -> [ConfigurationSection] {
        var parser = ConfigurationFileParser(kind: kind, file: file)
        var text = text[...]
        if text.first == "\u{FEFF}" { text.removeFirst() }
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            parser.lineNumber += 1
            try parser.take(line)
        }
        return parser.sections
    }

    private mutating func take(_ line: Substring) throws(AWSConfigurationError) {
        let trimmed = line.trimmingBlanks
        guard let first = trimmed.first, first != "#", first != ";" else { return }
        if line.first?.isBlank == true {
            try takeContinuation(trimmed)
        } else if first == "[" {
            try takeHeader(trimmed)
        } else {
            try takeProperty(trimmed)
        }
    }

    private mutating func takeHeader(_ line: Substring) throws(AWSConfigurationError) {
        let header = line.prefix { $0 != "#" && $0 != ";" }.trimmingBlanks
        guard header.last == "]", header.count > 1 else { throw wrong("Profile definition must end with ']'") }
        position = .section
        guard let section = section(named: header.dropFirst().dropLast().trimmingBlanks) else {
            isIgnored = true
            return
        }
        isIgnored = false
        sections.append(section)
    }

    private func section(named text: Substring) -> ConfigurationSection? {
        let words = text.split(maxSplits: 1, whereSeparator: \.isBlank)
        guard let first = words.first else { return nil }
        guard words.count == 2 else {
            let isProfile = kind == .credentials || first == "default"
            guard isProfile, first.isIdentifier else { return nil }
            return ConfigurationSection(kind: .profile, name: String(first), hasPrefix: false)
        }
        let name = words[1].trimmingBlanks
        guard kind == .config, name.isIdentifier else { return nil }
        let sectionKind: ConfigurationSection.Kind
        switch first {
        case "profile": sectionKind = .profile
        case "sso-session": sectionKind = .ssoSession
        case "services": sectionKind = .services
        default: return nil
        }
        return ConfigurationSection(kind: sectionKind, name: String(name), hasPrefix: true)
    }

    private mutating func takeProperty(_ line: Substring) throws(AWSConfigurationError) {
        if case .start = position { throw wrong("Expected a profile definition") }
        guard let equals = line.firstIndex(of: "=") else {
            throw wrong("Expected an '=' sign defining a property")
        }
        let name = line[..<equals].trimmingBlanks
        guard !name.isEmpty else { throw wrong("Property did not have a name") }
        let value = line[line.index(after: equals)...].withoutComment.trimmingBlanks
        guard name.isIdentifier else {
            position = .property(name: nil, isNested: value.isEmpty)
            return
        }
        let key = name.lowercased()
        position = .property(name: key, isNested: value.isEmpty)
        change { $0[key] = String(value) }
    }

    private mutating func takeContinuation(_ line: Substring) throws(AWSConfigurationError) {
        switch position {
        case .start: throw wrong("Expected a profile definition, found continuation")
        case .section: throw wrong("Expected a property definition, found continuation")
        case .property(let name, let isNested):
            if isNested {
                guard let equals = line.firstIndex(of: "=") else {
                    throw wrong("Expected an '=' sign defining a sub-property")
                }
                guard !line[..<equals].trimmingBlanks.isEmpty else { throw wrong("Sub-property did not have a name") }
            }
            guard let name else { return }
            change { $0[name, default: ""] += "\n" + line }
        }
    }

    private mutating func change(_ body: (inout [String: String]) -> Void) {
        guard !isIgnored, !sections.isEmpty else { return }
        body(&sections[sections.count - 1].properties)
    }

    private func wrong(_ reason: String) -> AWSConfigurationError {
        AWSConfigurationError(.syntax, file: file, line: lineNumber, message: "\(reason); correct the file")
    }
}

extension Character {
    var isBlank: Bool { self == " " || self == "\t" }
}

extension Substring {
    /// The text without blanks and tabs at its ends.
    var trimmingBlanks: Substring {
        var text = self
        while text.first?.isBlank == true { text.removeFirst() }
        while text.last?.isBlank == true { text.removeLast() }
        return text
    }

    /// The text up to a `#` or `;` that a blank stands before.
    fileprivate var withoutComment: Substring {
        var previous: Character = "x"
        for index in indices {
            let character = self[index]
            if previous.isBlank, character == "#" || character == ";" { return self[..<index] }
            previous = character
        }
        return self
    }

    /// Whether the text may name a profile or a property.
    fileprivate var isIdentifier: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122: true
                default: "-_/.%@:+".utf8.contains(byte)
                }
            }
    }
}
