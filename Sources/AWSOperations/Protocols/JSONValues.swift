import Digests
import JSON
import Timestamps

/// Values as JSON.
enum JSONValues {
    /// Appends a value; members in the order of the type.
    static func append(_ value: AWSValue, as shape: AWSShape, to json: inout [UInt8]) throws(AWSCodingError) {
        switch value {
        case .string(let text): JSONText.append(text, to: &json)
        case .integer(let number): JSONText.append(Int64(number), to: &json)
        case .double(let number) where number.isFinite: JSONText.append(number, to: &json)
        case .double(let number): JSONText.append(ScalarText.spell(number), to: &json)
        case .boolean(let truth): JSONText.append(truth, to: &json)
        case .blob(let bytes): JSONText.append(Base64.encode(bytes), to: &json)
        case .timestamp(let time): append(time, shape.timestampFormat ?? .epochSeconds, to: &json)
        case .list(let values):
            guard case .list(let element) = shape.kind else { throw mismatch(value) }
            json.append(UInt8(ascii: "["))
            for index in values.indices {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                try append(values[index], as: element.shape, to: &json)
            }
            json.append(UInt8(ascii: "]"))
        case .map(let entries):
            guard case .map(_, let valueShape) = shape.kind else { throw mismatch(value) }
            var isFirst = true
            json.append(UInt8(ascii: "{"))
            for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
                appendName(key, isFirst: &isFirst, to: &json)
                try append(value, as: valueShape.shape, to: &json)
            }
            json.append(UInt8(ascii: "}"))
        case .written(let bytes): json.append(contentsOf: bytes)
        case .structure(let values): try append(values, shape.members, to: &json)
        }
    }

    private static func append(
        _ values: AWSMembers, _ members: [AWSMemberShape], to json: inout [UInt8]
    ) throws(AWSCodingError) {
        var isFirst = true
        var position = 0
        json.append(UInt8(ascii: "{"))
        // By their indices: a copy of a member is a dozen references counted.
        for index in members.indices {
            guard let value = values.value(of: members[index].name, from: &position) else { continue }
            appendName(members[index].nameOnWire, isFirst: &isFirst, to: &json)
            do throws(AWSCodingError) {
                try append(value, as: members[index].shape, to: &json)
            } catch {
                throw error.inside(members[index].nameOnWire)
            }
        }
        json.append(UInt8(ascii: "}"))
    }

    private static func appendName(_ name: String, isFirst: inout Bool, to json: inout [UInt8]) {
        if !isFirst { json.append(UInt8(ascii: ",")) }
        isFirst = false
        JSONText.append(name, to: &json)
        json.append(UInt8(ascii: ":"))
    }

    private static func append(_ time: Timestamp, _ format: AWSTimestampFormat, to json: inout [UInt8]) {
        if format != .epochSeconds {
            JSONText.append(ScalarText.spell(time, format), to: &json)
        } else if time.millisecondOfSecond == 0 {
            JSONText.append(time.seconds, to: &json)
        } else {
            JSONText.append(Double(time.milliseconds) / 1000, to: &json)
        }
    }

    private static func mismatch(_ value: AWSValue) -> AWSCodingError {
        AWSCodingError(.unencodable, reason: "\(value.kindName) stands where its type has none")
    }

    /// Reads a document: one value of that type.
    ///
    /// - Returns: nil for `null`, which is left out of lists and maps, too; unknown members are passed over.
    static func decode(_ document: [UInt8], as shape: AWSShape) throws(AWSCodingError) -> AWSValue? {
        var json = JSONScanner(document)
        let value = try decode(&json, as: shape)
        try syntax { () throws(JSONError) in try json.end() }
        return value
    }

    private static func decode(_ json: inout JSONScanner, as shape: AWSShape) throws(AWSCodingError) -> AWSValue? {
        let kind = try syntax { () throws(JSONError) in try json.next() }
        if kind == .null {
            try syntax { () throws(JSONError) in try json.null() }
            return nil
        }
        switch (shape.kind, kind) {
        case (.string, .string):
            return .string(try syntax { () throws(JSONError) in try json.string() })
        case (.boolean, .boolean):
            return .boolean(try syntax { () throws(JSONError) in try json.boolean() })
        case (.list(let element), .array): return .list(try list(&json, element.shape))
        case (.map(_, let valueShape), .object): return .map(try map(&json, valueShape.shape))
        case (.structure(let members), .object): return .structure(try structure(&json, members()))
        default:
            let value = try syntax { () throws(JSONError) in try json.value() }
            return try scalar(value, as: shape)
        }
    }

    private static func scalar(_ value: JSONValue, as shape: AWSShape) throws(AWSCodingError) -> AWSValue {
        switch shape.kind {
        case .integer:
            guard let number = value.integer else { throw mismatch(value, "an integer") }
            return .integer(Int(number))
        case .double:
            guard let number = value.double ?? value.string.flatMap(ScalarText.double) else {
                throw mismatch(value, "a number")
            }
            return .double(number)
        case .blob:
            guard let bytes = value.string.flatMap({ Base64.decode($0) }) else { throw mismatch(value, "base64") }
            return .blob(bytes)
        case .timestamp:
            let time = value.double.flatMap(ScalarText.timestamp) ?? value.string.flatMap(ScalarText.timestamp)
            guard let time else { throw mismatch(value, "a time") }
            return .timestamp(time)
        case .string: throw mismatch(value, "a string")
        case .boolean: throw mismatch(value, "true or false")
        case .list: throw mismatch(value, "a list")
        case .map, .structure: throw mismatch(value, "an object")
        }
    }

    private static func list(_ json: inout JSONScanner, _ shape: AWSShape) throws(AWSCodingError) -> [AWSValue] {
        var values: [AWSValue] = []
        var index = 0
        try syntax { () throws(JSONError) in try json.enter() }
        while try syntax({ () throws(JSONError) in try json.element() }) {
            do throws(AWSCodingError) {
                if let value = try decode(&json, as: shape) { values.append(value) }
            } catch {
                throw error.inside("[\(index)]")
            }
            index += 1
        }
        return values
    }

    private static func map(
        _ json: inout JSONScanner, _ shape: AWSShape
    ) throws(AWSCodingError) -> [String: AWSValue] {
        var values: [String: AWSValue] = [:]
        try syntax { () throws(JSONError) in try json.enter() }
        while let name = try syntax({ () throws(JSONError) in try json.member() }) {
            do throws(AWSCodingError) {
                values[name] = try decode(&json, as: shape)
            } catch {
                throw error.inside("[\(name)]")
            }
        }
        return values
    }

    /// Reads an object; of a member that comes twice the last counts, but each must be of the type.
    private static func structure(
        _ json: inout JSONScanner, _ members: [AWSMemberShape]
    ) throws(AWSCodingError) -> AWSMembers {
        var values = AWSMembers()
        values.reserveCapacity(members.count)
        var expected = 0
        try syntax { () throws(JSONError) in try json.enter() }
        while let name = try syntax({ () throws(JSONError) in try json.member() }) {
            guard let index = members.index(ofNameOnWire: name, expectedAt: expected) else {
                try syntax { () throws(JSONError) in try json.skip() }
                continue
            }
            expected = index + 1
            do throws(AWSCodingError) {
                values[members[index].name] = try decode(&json, as: members[index].shape)
            } catch {
                throw error.inside(name)
            }
        }
        return values
    }

    private static func syntax<Result>(_ read: () throws(JSONError) -> Result) throws(AWSCodingError) -> Result {
        do throws(JSONError) {
            return try read()
        } catch {
            throw AWSCodingError(.malformedJSON, reason: error.description)
        }
    }

    private static func mismatch(_ value: JSONValue, _ expected: String) -> AWSCodingError {
        AWSCodingError(
            .wrongType, reason: "\(expected) was expected, \(oneLine(value.text(), limit: 60)) was found")
    }
}

extension [AWSMemberShape] {
    /// The index of a member; it is looked for first where it is expected.
    fileprivate func index(ofNameOnWire name: String, expectedAt expected: Int) -> Int? {
        if expected < count, self[expected].nameOnWire == name { return expected }
        return indices.first { self[$0].nameOnWire == name }
    }
}
