import Digests
import JSON
import Timestamps

/// Values as JSON.
enum JSONValues {
    /// The JSON of a value; members in the order of the type.
    static func encode(_ value: AWSValue, as shape: AWSShape) throws(AWSCodingError) -> JSONValue {
        switch value {
        case .string(let text): return .string(text)
        case .integer(let number): return .integer(Int64(number))
        case .double(let number): return number.isFinite ? .double(number) : .string(ScalarText.spell(number))
        case .boolean(let truth): return .boolean(truth)
        case .blob(let bytes): return .string(Base64.encode(bytes))
        case .timestamp(let time): return encode(time, shape.timestampFormat ?? .epochSeconds)
        case .list(let values):
            guard case .list(let element) = shape.kind else { throw mismatch(value) }
            var elements: [JSONValue] = []
            elements.reserveCapacity(values.count)
            for value in values { elements.append(try encode(value, as: element.shape)) }
            return .array(elements)
        case .map(let entries):
            guard case .map(_, let valueShape) = shape.kind else { throw mismatch(value) }
            var members: [JSONValue.Member] = []
            for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
                members.append(.init(key, try encode(value, as: valueShape.shape)))
            }
            return .object(members)
        case .structure(let values):
            var members: [JSONValue.Member] = []
            for member in shape.members {
                guard let value = values[member.name] else { continue }
                do throws(AWSCodingError) {
                    members.append(.init(member.nameOnWire, try encode(value, as: member.shape)))
                } catch {
                    throw error.inside(member.nameOnWire)
                }
            }
            return .object(members)
        }
    }

    private static func encode(_ time: Timestamp, _ format: AWSTimestampFormat) -> JSONValue {
        guard format == .epochSeconds else { return .string(ScalarText.spell(time, format)) }
        guard time.millisecondOfSecond != 0 else { return .integer(time.seconds) }
        return .double(Double(time.milliseconds) / 1000)
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
        var values: [String: AWSValue] = [:]
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
