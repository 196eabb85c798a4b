import HTTPMessages
import JSON

/// A page of `FilterLogEvents` of which only messages and ids are wanted: read without a value for every member.
///
/// It is what the operation's own output would be, but that an answer without a body is no page, and that members that
/// are passed over may be of any type.
public struct LogMessagePage: AWSPage {
    /// The operation whose answer it is.
    public typealias Operation = FilterLogEvents

    /// An event that has a message.
    public struct Event: Sendable, Hashable {
        /// The end of its message in ``LogMessagePage/text``, where that of the next event begins.
        public var messageEnd: Int
        /// Its id; nil where it has none.
        public var id: LogEventID?
    }

    /// The messages one after another, as UTF-8.
    public private(set) var text: [UInt8] = []
    /// The events that have a message, in order.
    public private(set) var events: [Event] = []
    /// The token of the next page; nil after the last one.
    public private(set) var nextPageToken: String?

    /// Reads an answer.
    ///
    /// - Throws: ``AWSCodingError`` with code `.malformedJSON`.
    public init(from response: HTTPResponse) throws(AWSCodingError) {
        text.reserveCapacity(response.body.count / 2)
        do throws(JSONError) {
            try read(response.body)
        } catch {
            throw AWSCodingError(.malformedJSON, reason: error.description).of(Operation.operation.name)
        }
    }

    private mutating func read(_ body: [UInt8]) throws(JSONError) {
        var json = JSONScanner(body)
        try json.expect(.object)
        try json.enter()
        while let name = try json.member(among: ["events", "nextToken"]) {
            switch name {
            case 0:
                text.removeAll(keepingCapacity: true)
                events = []
                if try json.isNull() { continue }
                try json.expect(.array)
                try json.enter()
                var id: [UInt8] = []
                while try json.element() { try readEvent(&json, &id) }
            case 1:
                nextPageToken = nil
                if try json.isNull() { continue }
                try json.expect(.string)
                nextPageToken = try json.string()
            default: try json.skip()
            }
        }
        try json.end()
    }

    private static let eventMembers: [StaticString] = ["message", "eventId"]

    /// Reads an event, unless it is null; `id` is memory for its id.
    private mutating func readEvent(_ json: inout JSONScanner, _ id: inout [UInt8]) throws(JSONError) {
        if try json.isNull() { return }
        var hasID = false
        var hasMessage = false
        let start = text.count
        try json.expect(.object)
        try json.enter()
        while let name = try json.member(among: LogMessagePage.eventMembers) {
            switch name {
            case 0:
                text.removeSubrange(start...)
                hasMessage = false
                if try json.isNull() { continue }
                try json.expect(.string)
                try json.appendString(to: &text)
                hasMessage = true
            case 1:
                hasID = false
                if try json.isNull() { continue }
                try json.expect(.string)
                id.removeAll(keepingCapacity: true)
                try json.appendString(to: &id)
                hasID = true
            default: try json.skip()
            }
        }
        if hasMessage { events.append(Event(messageEnd: text.count, id: hasID ? LogEventID(utf8: id) : nil)) }
    }
}

/// The id of a log event.
///
/// CloudWatch Logs gives 56 digits, which are kept as numbers: ids are compared by the million.
public enum LogEventID: Sendable, Hashable {
    /// So many decimal digits: 19, 19 and 18.
    case digits(UInt64, UInt64, UInt64)
    /// Whatever else.
    case text(String)

    /// Reads an id.
    ///
    /// - Parameter text: its UTF-8.
    public init(utf8 text: [UInt8]) {
        var words: [3 of UInt64] = [0, 0, 0]
        var isNumber = text.count == 56
        if isNumber {
            for word in 0..<3 {
                for position in (19 * word)..<min(19 * word + 19, 56) {
                    let digit = text[position] &- 48
                    isNumber = isNumber && digit <= 9
                    words[word] = words[word] &* 10 &+ UInt64(digit)
                }
            }
        }
        self =
            isNumber ? .digits(words[0], words[1], words[2]) : .text(String(decoding: text, as: UTF8.self))
    }
}
