import Files
import JSON

extension FaultScript {
    /// Loads a preset by its name, or rules or a trace from a file.
    ///
    /// - Parameter name: the name of a preset; else the path of a file.
    /// - Throws: ``FaultError`` in one line.
    public init(named name: String) throws(FaultError) {
        if let preset = FaultPreset.named(name) {
            try self.init(parsing: Array(preset.document.utf8), file: name)
            return
        }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileContents.bytes(ofFile: name)
        } catch {
            let presets = FaultPreset.all.map(\.name).joined(separator: ", ")
            throw FaultError("\(error); it is no preset either: there are \(presets)")
        }
        try self.init(parsing: bytes, file: name)
    }

    /// Reads a document of rules, or the lines of a trace.
    ///
    /// - Parameters:
    ///   - bytes: JSON; an object with `rules` or `preset`, or one object a line, as `--fault-trace` writes them.
    ///   - file: what to call it in errors.
    /// - Throws: ``FaultError`` in one line that names the rule and the member.
    public init(parsing bytes: [UInt8], file: String) throws(FaultError) {
        let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let isTrace = (try? JSONValue(parsing: Array(first)))?["occurrence"] != nil
        if isTrace || bytes.allSatisfy({ [0x20, 0x0A, 0x0D, 0x09].contains($0) }) {
            content = .trace(try FiredFault.list(parsing: bytes, file: file))
            return
        }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw FaultError("\(file): \(error)")
        }
        content = .rules(try FaultRules(json, file: file))
    }
}

extension FaultRules {
    /// Reads a document: `seed`, and `rules` or the `preset` whose rules are to hold.
    init(_ json: JSONValue, file: String) throws(FaultError) {
        do throws(WorldError) {
            try self.init(reading: json, file: file)
        } catch {
            throw FaultError(error)
        }
    }

    private init(reading json: JSONValue, file: String) throws(WorldError) {
        var top = try WorldJSONObject(json, file: file, title: "the document")
        let seed = try top.integer("seed")
        if let name = try top.string("preset", oneOf: FaultPreset.all.map(\.name)) {
            guard top.value("rules") == nil else { throw top.error("rules", "does not go together with preset") }
            try top.finish()
            guard let preset = FaultPreset.named(name) else { return }
            do throws(FaultError) {
                self = try FaultRules(JSONValue(preset.document, file: name), file: name)
            } catch {
                throw WorldError(file, error.description)
            }
        } else {
            guard let list = top.value("rules") else { throw top.error("rules", "is missing") }
            guard let values = list.array else { throw top.error("rules", "must be an array of objects") }
            try top.finish()
            for (index, value) in values.enumerated() {
                rules.append(try FaultRules.rule(value, file: file, number: index + 1))
            }
            var names: Set<String> = []
            for rule in rules where !names.insert(rule.name).inserted {
                throw WorldError(file, "rule '\(rule.name)': name stands twice; traces tell rules by their names")
            }
        }
        self.seed = seed ?? self.seed
    }

    private static func rule(_ json: JSONValue, file: String, number: Int) throws(WorldError) -> FaultRule {
        let name = json["name"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? "rule-\(number)"
        guard json.object != nil else { throw WorldError(file, "rules[\(number - 1)] must be a JSON object") }
        var object = try WorldJSONObject(json, file: "\(file): rule '\(name)'", title: "a rule")
        _ = try object.string("name")
        let selector = try object.object("match").map { value throws(WorldError) in try FaultSelector(value) }
        let effect = try FaultEffect(of: &object)
        let schedule = try FaultSchedule(of: &object)
        try object.finish()
        let rule = FaultRule(
            name: name, selector: selector ?? FaultSelector(), effect: effect, schedule: schedule ?? .always)
        guard rule.selector.operations.contains(where: effect.isPossible) else {
            throw object.error(
                "effect", "is \(effect.name.rawValue), of which no operation that match names is capable")
        }
        return rule
    }
}

extension JSONValue {
    fileprivate init(_ text: String, file: String) throws(FaultError) {
        do throws(JSONError) {
            try self.init(parsing: text)
        } catch {
            throw FaultError("\(file): \(error)")
        }
    }
}
