import AWSOperations
import JSON
import Timestamps

/// Types and values out of a vector file's JSON.
struct VectorShapes: Sendable {
    let shapes: JSONValue

    /// The type that `reference` names, with the traits of both.
    func shape(_ reference: JSONValue) -> AWSShape {
        let definition = shapes[reference["shape"]?.string ?? ""] ?? .null
        let format = (reference["timestampFormat"] ?? definition["timestampFormat"])?.string
        return AWSShape(
            kind(definition),
            timestampFormat: format.flatMap {
                ["iso8601": .iso8601, "rfc822": .httpDate, "unixTimestamp": .epochSeconds][$0]
            },
            xmlNamespace: namespace(definition))
    }

    private func kind(_ definition: JSONValue) -> AWSShape.Kind {
        switch definition["type"]?.string {
        case "integer", "long": .integer
        case "float", "double": .double
        case "boolean": .boolean
        case "blob": .blob
        case "timestamp": .timestamp
        case "list": .list(element: part(definition["member"]))
        case "map": .map(key: part(definition["key"]), value: part(definition["value"]))
        case "structure": .structure { members(definition) }
        default: .string
        }
    }

    private func part(_ reference: JSONValue?) -> AWSMemberShape {
        let reference = reference ?? .null
        return AWSMemberShape(
            "", wireName: reference["locationName"]?.string, shape(reference), xmlNamespace: namespace(reference))
    }

    private func members(_ definition: JSONValue) -> [AWSMemberShape] {
        let payload = definition["payload"]?.string
        return (definition["members"]?.object ?? []).map { member in
            let reference = member.value
            let target = shapes[reference["shape"]?.string ?? ""] ?? .null
            let isPayload = member.name == payload
            let locations: [String: AWSMemberShape.Location] = [
                "uri": .label, "querystring": .query, "header": .header, "headers": .headerMap, "statusCode": .status,
            ]
            var wireName = reference["locationName"]?.string
            if isPayload, target["type"] == "structure" {
                // The model gives every payload its own name as locationName, which then means nothing.
                if wireName == member.name { wireName = nil }
                wireName = wireName ?? target["locationName"]?.string ?? reference["shape"]?.string
            }
            return AWSMemberShape(
                member.name, wireName: wireName, ec2QueryName: reference["queryName"]?.string, shape(reference),
                location: isPayload ? .payload : locations[reference["location"]?.string ?? ""] ?? .body,
                isFlattened: (reference["flattened"] ?? target["flattened"]) == true,
                isXMLAttribute: reference["xmlAttribute"] == true, xmlNamespace: namespace(reference))
        }
    }

    func namespace(_ definition: JSONValue?) -> XMLNamespace? {
        switch definition?["xmlNamespace"] {
        case .string(let uri): XMLNamespace(uri)
        case .some(let value): value["uri"]?.string.map { XMLNamespace($0, prefix: value["prefix"]?.string) }
        case nil: nil
        }
    }

    /// A value as the vectors write it: times as seconds, bytes as text, special numbers as strings.
    static func value(_ json: JSONValue, as shape: AWSShape) -> AWSValue? {
        switch shape.kind {
        case .string: json.string.map(AWSValue.string)
        case .integer: json.integer.map { .integer(Int($0)) }
        case .double:
            (json.double ?? ["NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity][json.string ?? ""])
                .map(AWSValue.double)
        case .boolean: json.boolean.map(AWSValue.boolean)
        case .blob: json.string.map { .blob(Array($0.utf8)) }
        case .timestamp:
            json.double.map { .timestamp(Timestamp(milliseconds: Int64(($0 * 1000).rounded()))) }
        case .list(let element): json.array.map { .list($0.compactMap { value($0, as: element.shape) }) }
        case .map(_, let valueShape):
            json.object.map { members in
                var entries: [String: AWSValue] = [:]
                for member in members { entries[member.name] = value(member.value, as: valueShape.shape) }
                return .map(entries)
            }
        case .structure(let members):
            json.object.map { _ in
                var values = AWSMembers()
                for member in members() {
                    if let memberValue = json[member.name] {
                        values[member.name] = value(memberValue, as: member.shape)
                    }
                }
                return .structure(values)
            }
        }
    }
}

extension AWSValue {
    /// The value without empty lists, maps and structures: what a protocol cannot tell from an absent value.
    var withoutEmptiness: AWSValue? {
        switch self {
        case .list(let values): values.isEmpty ? nil : .list(values.compactMap(\.withoutEmptiness))
        case .map(let entries): entries.isEmpty ? nil : .map(entries.compactMapValues(\.withoutEmptiness))
        case .structure(let members):
            members.compactMapValues(\.withoutEmptiness).isEmpty
                ? nil : .structure(members.compactMapValues(\.withoutEmptiness))
        case .string(let text): text.isEmpty ? nil : self
        case .blob(let bytes): bytes.isEmpty ? nil : self
        // NaN is not equal to itself.
        case .double(let number): .string("\(number)")
        default: self
        }
    }
}
