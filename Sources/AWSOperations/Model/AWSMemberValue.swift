import Timestamps

/// A Swift type that can be a member of a request or response.
public protocol AWSMemberValue: Sendable, Hashable {
    /// The type as the wire protocols see it.
    static var awsShape: AWSShape { get }
    /// The value as the wire protocols see it.
    var awsValue: AWSValue { get }
    /// Creates the Swift value.
    ///
    /// - Throws: ``AWSCodingError`` with code `.wrongType`.
    init(awsValue: AWSValue) throws(AWSCodingError)
}

private func mismatch(_ value: AWSValue, _ expected: String) -> AWSCodingError {
    AWSCodingError(.wrongType, reason: "\(expected) was expected, \(value.kindName) was found")
}

extension String: AWSMemberValue {
    /// Text.
    public static var awsShape: AWSShape { AWSShape(.string) }
    /// The value itself.
    public var awsValue: AWSValue { .string(self) }
    /// Takes the value out of `awsValue`.
    ///
    /// - Throws: ``AWSCodingError`` where it is of another type.
    public init(awsValue: AWSValue) throws(AWSCodingError) {
        guard case .string(let text) = awsValue else { throw mismatch(awsValue, "a string") }
        self = text
    }
}

extension Int: AWSMemberValue {
    /// A whole number.
    public static var awsShape: AWSShape { AWSShape(.integer) }
    /// The value itself.
    public var awsValue: AWSValue { .integer(self) }
    /// Takes the value out of `awsValue`.
    ///
    /// - Throws: ``AWSCodingError`` where it is of another type.
    public init(awsValue: AWSValue) throws(AWSCodingError) {
        guard case .integer(let number) = awsValue else { throw mismatch(awsValue, "an integer") }
        self = number
    }
}

extension Double: AWSMemberValue {
    /// A decimal.
    public static var awsShape: AWSShape { AWSShape(.double) }
    /// The value itself.
    public var awsValue: AWSValue { .double(self) }
    /// Takes the value out of `awsValue`.
    ///
    /// - Throws: ``AWSCodingError`` where it is of another type.
    public init(awsValue: AWSValue) throws(AWSCodingError) {
        switch awsValue {
        case .double(let number): self = number
        case .integer(let number): self = Double(number)
        default: throw mismatch(awsValue, "a number")
        }
    }
}

extension Bool: AWSMemberValue {
    /// A truth value.
    public static var awsShape: AWSShape { AWSShape(.boolean) }
    /// The value itself.
    public var awsValue: AWSValue { .boolean(self) }
    /// Takes the value out of `awsValue`.
    ///
    /// - Throws: ``AWSCodingError`` where it is of another type.
    public init(awsValue: AWSValue) throws(AWSCodingError) {
        guard case .boolean(let truth) = awsValue else { throw mismatch(awsValue, "a boolean") }
        self = truth
    }
}

extension Timestamp: AWSMemberValue {
    /// A point in time.
    public static var awsShape: AWSShape { AWSShape(.timestamp) }
    /// The value itself.
    public var awsValue: AWSValue { .timestamp(self) }
    /// Takes the value out of `awsValue`.
    ///
    /// - Throws: ``AWSCodingError`` where it is of another type.
    public init(awsValue: AWSValue) throws(AWSCodingError) {
        guard case .timestamp(let time) = awsValue else { throw mismatch(awsValue, "a timestamp") }
        self = time
    }
}

extension Array: AWSMemberValue where Element: AWSMemberValue {
    /// A list.
    public static var awsShape: AWSShape { .list(of: Element.awsShape) }
    /// The value with the values in it.
    public var awsValue: AWSValue { .list(map { $0.awsValue }) }
    /// Takes the value out of `awsValue`.
    ///
    /// - Throws: ``AWSCodingError`` where it is of another type.
    public init(awsValue: AWSValue) throws(AWSCodingError) {
        guard case .list(let values) = awsValue else { throw mismatch(awsValue, "a list") }
        var elements: [Element] = []
        elements.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            do throws(AWSCodingError) {
                elements.append(try Element(awsValue: value))
            } catch {
                throw error.inside("[\(index)]")
            }
        }
        self = elements
    }
}

extension Dictionary: AWSMemberValue where Key == String, Value: AWSMemberValue {
    /// A map from text.
    public static var awsShape: AWSShape { .map(of: Value.awsShape) }
    /// The value with the values in it.
    public var awsValue: AWSValue { .map(mapValues { $0.awsValue }) }
    /// Takes the value out of `awsValue`.
    ///
    /// - Throws: ``AWSCodingError`` where it is of another type.
    public init(awsValue: AWSValue) throws(AWSCodingError) {
        guard case .map(let entries) = awsValue else { throw mismatch(awsValue, "a map") }
        var values: [String: Value] = [:]
        for (key, value) in entries {
            do throws(AWSCodingError) {
                values[key] = try Value(awsValue: value)
            } catch {
                throw error.inside("[\(key)]")
            }
        }
        self = values
    }
}
