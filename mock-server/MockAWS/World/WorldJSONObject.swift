import JSON
import Timestamps

/// One object of `world.json` or of a faults file, read member by member; what nobody asked for is an error.
struct WorldJSONObject {
    let file: String
    /// The way to the object, such as `flowLogs[2]`; empty for the whole file.
    let path: String
    /// What an object without a path is called where its members are listed.
    let title: String
    private let members: [JSONValue.Member]
    private var asked: Set<String> = []

    init(
        _ value: JSONValue, file: String, path: String = "", title: String = "world.json"
    ) throws(WorldError) {
        self.file = file
        self.path = path
        self.title = title
        guard let members = value.object else {
            throw WorldError(file, "\(path.isEmpty ? "the file" : path) must be a JSON object")
        }
        self.members = members
        for (index, member) in members.enumerated() where members[..<index].contains(where: { $0.name == member.name })
        {
            throw error(member.name, "stands twice")
        }
    }

    /// The error about one member.
    func error(_ name: String, _ reason: String) -> WorldError {
        WorldError(file, "\(place(name)) \(reason)")
    }

    private func place(_ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }

    /// The value of a member; nil where it is absent or `null`.
    mutating func value(_ name: String) -> JSONValue? {
        asked.insert(name)
        let value = members.first { $0.name == name }?.value
        return value == .null ? nil : value
    }

    mutating func string(_ name: String) throws(WorldError) -> String? {
        guard let value = value(name) else { return nil }
        guard let string = value.string else { throw error(name, "must be a string") }
        return string
    }

    mutating func requiredString(_ name: String) throws(WorldError) -> String {
        guard let value = try string(name), !value.isEmpty else { throw error(name, "is missing") }
        return value
    }

    /// A string that must be one of `choices`.
    mutating func string(_ name: String, oneOf choices: [String]) throws(WorldError) -> String? {
        guard let value = try string(name) else { return nil }
        guard choices.contains(value) else {
            throw error(name, "is '\(value)'; it must be \(choices.joined(separator: ", "))")
        }
        return value
    }

    mutating func integer(_ name: String) throws(WorldError) -> Int? {
        guard let value = value(name) else { return nil }
        guard let integer = value.integer.flatMap({ Int(exactly: $0) }) else {
            throw error(name, "must be a whole number")
        }
        return integer
    }

    mutating func number(_ name: String) throws(WorldError) -> Double? {
        guard let value = value(name) else { return nil }
        guard let number = value.double else { throw error(name, "must be a number") }
        return number
    }

    mutating func boolean(_ name: String) throws(WorldError) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let boolean = value.boolean else { throw error(name, "must be true or false") }
        return boolean
    }

    /// A time: ISO 8601, or milliseconds since 1970.
    mutating func timestamp(_ name: String) throws(WorldError) -> Timestamp? {
        guard let value = value(name) else { return nil }
        if let milliseconds = value.integer { return Timestamp(milliseconds: milliseconds) }
        guard let time = value.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw error(name, "must be a time such as 2026-03-04T05:06:07Z")
        }
        return time
    }

    /// An account id: twelve digits.
    mutating func account(_ name: String) throws(WorldError) -> String? {
        guard let value = try string(name) else { return nil }
        guard World.isAccount(value) else { throw error(name, "is '\(value)'; an account has twelve digits") }
        return value
    }

    mutating func strings(_ name: String) throws(WorldError) -> [String]? {
        guard let value = value(name) else { return nil }
        guard let elements = value.array else { throw error(name, "must be an array of strings") }
        var strings: [String] = []
        for element in elements {
            guard let string = element.string else { throw error(name, "must be an array of strings") }
            strings.append(string)
        }
        return strings
    }

    mutating func object(_ name: String) throws(WorldError) -> WorldJSONObject? {
        guard let value = value(name) else { return nil }
        return try WorldJSONObject(value, file: file, path: place(name))
    }

    mutating func objects(_ name: String) throws(WorldError) -> [WorldJSONObject] {
        guard let value = value(name) else { return [] }
        guard let elements = value.array else { throw error(name, "must be an array of objects") }
        var objects: [WorldJSONObject] = []
        for (index, element) in elements.enumerated() {
            objects.append(try WorldJSONObject(element, file: file, path: "\(place(name))[\(index)]"))
        }
        return objects
    }

    /// A map from names to strings.
    mutating func stringMap(_ name: String) throws(WorldError) -> [String: String]? {
        guard let object = try object(name) else { return nil }
        var map: [String: String] = [:]
        for member in object.members {
            guard let value = member.value.string else { throw object.error(member.name, "must be a string") }
            map[member.name] = value
        }
        return map
    }

    /// The names of the members in order, for objects that are maps.
    var names: [String] { members.map(\.name) }

    /// Fails where the object has a member that was not asked for.
    func finish() throws(WorldError) {
        for member in members where !asked.contains(member.name) {
            let known = asked.sorted().joined(separator: ", ")
            throw error(member.name, "is not known; \(path.isEmpty ? title : path) may have \(known)")
        }
    }
}

extension World {
    /// Whether a text has the form of an account id.
    static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// Whether a text has the form of a region, such as `us-gov-west-1`.
    static func isRegion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let last = parts.last, !last.isEmpty, last.utf8.allSatisfy({ (48...57).contains($0) })
        else { return false }
        return parts.dropLast().allSatisfy { part in
            part.utf8.count >= 2 && part.utf8.allSatisfy { (97...122).contains($0) }
        }
    }

    /// Whether text has the form of an organisation's id: AWS Organizations API reference, "Organization".
    static func isOrganization(_ text: String) -> Bool {
        let id = text.dropFirst(2).utf8
        return text.hasPrefix("o-") && (10...32).contains(id.count)
            && id.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
}
