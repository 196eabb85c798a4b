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

    /// The value of a JSON; nil for `null`, in lists and maps too.
    ///
    /// Unknown members are passed over.
    static func decode(_ value: JSONValue, as shape: AWSShape) throws(AWSCodingError) -> AWSValue? {
        if value == .null { return nil }
        switch shape.kind {
        case .string:
            guard let text = value.string else { throw mismatch(value, "a string") }
            return .string(text)
        case .integer:
            guard let number = value.integer else { throw mismatch(value, "an integer") }
            return .integer(Int(number))
        case .double:
            guard let number = value.double ?? value.string.flatMap(ScalarText.double) else {
                throw mismatch(value, "a number")
            }
            return .double(number)
        case .boolean:
            guard let truth = value.boolean else { throw mismatch(value, "true or false") }
            return .boolean(truth)
        case .blob:
            guard let bytes = value.string.flatMap({ Base64.decode($0) }) else { throw mismatch(value, "base64") }
            return .blob(bytes)
        case .timestamp:
            let time = value.double.flatMap(ScalarText.timestamp) ?? value.string.flatMap(ScalarText.timestamp)
            guard let time else { throw mismatch(value, "a time") }
            return .timestamp(time)
        case .list(let element): return try list(value, element.shape)
        case .map(_, let valueShape): return try map(value, valueShape.shape)
        case .structure(let members): return try structure(value, members())
        }
    }

    private static func list(_ value: JSONValue, _ element: AWSShape) throws(AWSCodingError) -> AWSValue {
        guard let items = value.array else { throw mismatch(value, "a list") }
        var values: [AWSValue] = []
        values.reserveCapacity(items.count)
        for (index, item) in items.enumerated() {
            do throws(AWSCodingError) {
                if let value = try decode(item, as: element) { values.append(value) }
            } catch {
                throw error.inside("[\(index)]")
            }
        }
        return .list(values)
    }

    private static func map(_ value: JSONValue, _ shape: AWSShape) throws(AWSCodingError) -> AWSValue {
        guard let members = value.object else { throw mismatch(value, "an object") }
        var values: [String: AWSValue] = [:]
        for member in members {
            do throws(AWSCodingError) {
                values[member.name] = try decode(member.value, as: shape)
            } catch {
                throw error.inside("[\(member.name)]")
            }
        }
        return .map(values)
    }

    private static func structure(_ value: JSONValue, _ shapes: [AWSMemberShape]) throws(AWSCodingError) -> AWSValue {
        guard value.object != nil else { throw mismatch(value, "an object") }
        var values = AWSMembers()
        for shape in shapes {
            guard let member = value[shape.nameOnWire] else { continue }
            do throws(AWSCodingError) {
                values[shape.name] = try decode(member, as: shape.shape)
            } catch {
                throw error.inside(shape.nameOnWire)
            }
        }
        return .structure(values)
    }

    private static func mismatch(_ value: JSONValue, _ expected: String) -> AWSCodingError {
        AWSCodingError(
            .wrongType, reason: "\(expected) was expected, \(oneLine(value.text(), limit: 60)) was found")
    }
}
