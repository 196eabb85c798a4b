/// Why a value where a record was expected gave none.
public enum CloudTrailSkipCause: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is not JSON: something stands where the grammar (RFC 8259) wants something else.
    case syntax
    /// A string holds a raw control character.
    case controlCharacter
    /// A string holds an unknown or incomplete escape.
    case escape
    /// Arrays and objects nest deeper than the limit.
    case tooDeep
    /// It is longer than the limit.
    case tooLarge
    /// It is a number, a string, a list or null.
    case notAnObject
    /// It is an object without any member of an event: a digest, a test's wrapper, another service's log.
    case notAnEvent

    /// What a report says of it, after a number.
    public var explanation: String {
        switch self {
        case .syntax: "not JSON"
        case .controlCharacter: "with a raw control character in a string"
        case .escape: "with an unknown escape in a string"
        case .tooDeep: "nested too deep"
        case .tooLarge: "longer than the limit"
        case .notAnObject: "not an object"
        case .notAnEvent: "an object without the members of an event"
        }
    }
}

/// What was read and what was left out.
public struct CloudTrailCounters: Sendable, Hashable, Codable {
    /// Events that were read.
    public var events = 0
    /// Bytes of text, after decompression.
    public var bytes = 0
    /// Values without an event, by cause; causes that did not occur are not in it.
    public private(set) var skipped: [CloudTrailSkipCause: Int] = [:]
    /// Where the first value without an event was broken or began: bytes of inflated text.
    public private(set) var firstSkipOffset: Int?

    /// Creates counters at zero.
    public init() {}

    /// All values without an event.
    public var skippedRecords: Int { skipped.values.reduce(0, +) }

    /// What was left out, by cause, in words; empty where nothing was.
    public var skippedText: String {
        let causes = skipped.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.explanation)" }
        return causes.joined(separator: ", ") + (firstSkipOffset.map { "; the first at byte \($0) of the text" } ?? "")
    }

    /// Counts a value without an event.
    public mutating func skip(_ cause: CloudTrailSkipCause, at byteOffset: Int? = nil) {
        skipped[cause, default: 0] += 1
        if firstSkipOffset == nil { firstSkipOffset = byteOffset }
    }

    /// Adds what another reader counted of another file; the first file's offset stays.
    public static func += (a: inout CloudTrailCounters, b: CloudTrailCounters) {
        a.events += b.events
        a.bytes += b.bytes
        for (cause, count) in b.skipped { a.skipped[cause, default: 0] += count }
        if a.firstSkipOffset == nil { a.firstSkipOffset = b.firstSkipOffset }
    }
}
