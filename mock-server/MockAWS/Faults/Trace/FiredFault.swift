import JSON

/// A fault that fired: a line of a trace.
struct FiredFault: Sendable, Hashable {
    /// The rule's name.
    var rule: String
    /// The fault key of the request.
    var key: String
    /// The number of the request among those with the key, or among those with a page token for effects on tokens.
    var occurrence: Int
    /// The effect, with nothing left to chance.
    var effect: FaultEffect

    /// The line, without its end.
    var json: JSONValue {
        [
            "rule": .string(rule), "key": .string(key), "occurrence": .integer(Int64(occurrence)),
            "effect": effect.json,
        ]
    }
}

extension FiredFault: Comparable {
    /// By key, occurrence and rule: the order of a finished trace.
    static func < (a: FiredFault, b: FiredFault) -> Bool {
        if a.key != b.key { return a.key.utf8.lexicographicallyPrecedes(b.key.utf8) }
        if a.occurrence != b.occurrence { return a.occurrence < b.occurrence }
        return a.rule.utf8.lexicographicallyPrecedes(b.rule.utf8)
    }
}

extension FiredFault {
    /// Reads the lines of a trace.
    ///
    /// - Throws: ``FaultError`` that names the line.
    static func list(parsing bytes: [UInt8], file: String) throws(FaultError) -> [FiredFault] {
        var faults: [FiredFault] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
            let place = "\(file):\(index + 1)"
            do throws(WorldError) {
                faults.append(try FiredFault(line: Array(line), place: place))
            } catch {
                throw FaultError(error)
            }
        }
        return faults
    }

    private init(line: [UInt8], place: String) throws(WorldError) {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: line)
        } catch {
            throw WorldError(place, "\(error)")
        }
        var object = try WorldJSONObject(json, file: place, title: "a line of a trace")
        rule = try object.requiredString("rule")
        key = try object.requiredString("key")
        occurrence = try object.integer("occurrence", from: 1)
        effect = try FaultEffect(of: &object)
        try object.finish()
    }
}
