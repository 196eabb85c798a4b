import HTTPMessages
import Timestamps

/// An exchange that was read from a file of another kind, before anything is taken out of it.
public struct ImportedExchange: Sendable, Hashable {
    /// When the request was made.
    public var startedAt: Timestamp
    /// What was asked for.
    public var identity: RequestIdentity
    /// The request with its body.
    public var request: HTTPRequest
    /// The response with its body.
    public var response: HTTPResponse
    /// How the end of the response's body was marked.
    public var framing: RecordedResponse.Framing
    /// How the response ended.
    public var end: RecordedResponse.End
    /// The places that were altered before.
    public var scrubbed: [String]

    /// Creates an exchange.
    public init(
        startedAt: Timestamp, identity: RequestIdentity, request: HTTPRequest, response: HTTPResponse,
        framing: RecordedResponse.Framing, end: RecordedResponse.End = .complete, scrubbed: [String] = []
    ) {
        self.startedAt = startedAt
        self.identity = identity
        self.request = request
        self.response = response
        self.framing = framing
        self.end = end
        self.scrubbed = scrubbed
    }
}

/// Where imported exchanges go, one after the other.
public protocol ExchangeSink {
    /// Takes an exchange.
    mutating func take(_ exchange: ImportedExchange) throws
    /// Ends the recording.
    mutating func finish() throws
}
