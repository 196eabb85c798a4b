/// A record is coded as its ``FlowRecord/dictionary``: numbers as numbers, times as the log has them (seconds, or
/// milliseconds above 2147483647).
extension FlowRecord: Codable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Encodes the fields that are present, by their names with underscores.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (name, value) in presentFields {
            let key = Key(stringValue: name)
            switch value {
            case .integer(let number): try container.encode(number, forKey: key)
            case .string(let text): try container.encode(text, forKey: key)
            case .timestamp(let time): try container.encode(FieldNumber.number(time), forKey: key)
            }
        }
    }

    /// Decodes a dictionary of numbers and strings by field name; null stands for an absent field.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var fields: [String: String] = [:]
        for key in container.allKeys where try !container.decodeNil(forKey: key) {
            if let number = try? container.decode(Int64.self, forKey: key) {
                fields[key.stringValue] = String(number)
            } else {
                fields[key.stringValue] = try container.decode(String.self, forKey: key)
            }
        }
        do {
            try self.init(fields)
        } catch {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: error.description, underlyingError: error))
        }
    }
}
