import Digests
import Timestamps

/// Scalars as text: in XML, forms, headers, paths and queries.
enum ScalarText {
    /// The text of a scalar.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - shape: its type.
    ///   - timestampFormat: how times are spelled where the type does not say it.
    /// - Returns: the text.
    /// - Throws: ``AWSCodingError`` with code `.unencodable` for a list, a map, a structure or what is written already.
    static func encode(
        _ value: AWSValue, as shape: AWSShape, timestampFormat: AWSTimestampFormat
    ) throws(AWSCodingError) -> String {
        switch value {
        case .string(let text): return text
        case .integer(let number): return String(number)
        case .double(let number): return spell(number)
        case .boolean(let truth): return truth ? "true" : "false"
        case .blob(let bytes): return Base64.encode(bytes)
        case .timestamp(let time): return spell(time, shape.timestampFormat ?? timestampFormat)
        case .written, .list, .map, .structure:
            throw AWSCodingError(.unencodable, reason: "\(value.kindName) cannot be written as text")
        }
    }

    /// The scalar that a text spells; nil for an empty text that is neither a string nor bytes.
    ///
    /// - Throws: ``AWSCodingError`` with code `.wrongType`.
    static func decode(_ text: String, as shape: AWSShape) throws(AWSCodingError) -> AWSValue? {
        switch shape.kind {
        case .string: return .string(text)
        case .blob:
            guard let bytes = Base64.decode(text) else { throw mismatch(text, "base64") }
            return .blob(bytes)
        case .list, .map, .structure: throw mismatch(text, "more than text")
        case .integer, .double, .boolean, .timestamp: break
        }
        let word = text.trimmingWhiteSpace()
        guard !word.isEmpty else { return nil }
        switch shape.kind {
        case .integer:
            guard let number = Int(word) else { throw mismatch(text, "an integer") }
            return .integer(number)
        case .double:
            guard let number = double(word) else { throw mismatch(text, "a number") }
            return .double(number)
        case .boolean:
            switch word.lowercased() {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: throw mismatch(text, "true or false")
            }
        default:
            guard let time = timestamp(word) else { throw mismatch(text, "a time") }
            return .timestamp(time)
        }
    }

    /// `NaN`, `Infinity` and `-Infinity`, or a decimal.
    static func spell(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return "\(number)"
    }

    /// Reads what `spell` spells.
    static func double(_ text: String) -> Double? {
        switch text {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: Double(text)
        }
    }

    /// A time in one of the spellings.
    static func spell(_ time: Timestamp, _ format: AWSTimestampFormat) -> String {
        switch format {
        case .iso8601: return time.iso8601
        case .iso8601Milliseconds: return time.iso8601Milliseconds
        case .httpDate: return time.httpDate
        case .epochSeconds:
            guard time.millisecondOfSecond != 0 else { return String(time.seconds) }
            return "\(Double(time.milliseconds) / 1000)"
        }
    }

    /// Reads a time in whichever spelling: none of them can be taken for another.
    static func timestamp(_ text: String) -> Timestamp? {
        if let time = Timestamp(iso8601: text) ?? Timestamp(httpDate: text) { return time }
        if let seconds = Int64(text) { return Timestamp(seconds: seconds) }
        return Double(text).flatMap(timestamp)
    }

    /// The time so many seconds after 1970; nil where milliseconds cannot hold it.
    static func timestamp(_ seconds: Double) -> Timestamp? {
        Int64(exactly: (seconds * 1000).rounded()).map { Timestamp(milliseconds: $0) }
    }

    private static func mismatch(_ text: String, _ expected: String) -> AWSCodingError {
        AWSCodingError(.wrongType, reason: "\(expected) was expected, \"\(oneLine(text, limit: 60))\" was found")
    }
}

extension StringProtocol {
    /// The text without white space around it.
    func trimmingWhiteSpace() -> String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
