import HTTPMessages

/// A recorded response, or a part of one, as it is to be given.
public struct ReplayAnswer: Sendable, Hashable {
    /// The number of the exchange it comes from.
    public var sequence: Int
    /// The status code.
    public var status: Int
    /// The headers, exactly as they are to go out.
    public var headers: HTTPHeaders
    /// The body; for an answer to `HEAD` none.
    public var body: RecordedBody
    /// The part of ``body`` that is asked for; nil for all of it.
    public var range: Range<Int64>?
    /// How the body's end is marked.
    public var framing: RecordedResponse.Framing
    /// How the answer ends.
    public var end: RecordedResponse.End

    /// The whole response of an exchange.
    init(_ exchange: RecordedExchange) {
        sequence = exchange.sequence
        status = exchange.response.status
        headers = exchange.response.headers
        body = exchange.response.body
        framing = exchange.response.framing
        end = exchange.response.end
    }

    /// How many bytes of the body are given.
    public var count: Int64 { range.map { $0.upperBound - $0.lowerBound } ?? body.count }
}

extension ReplayAnswer {
    /// A part of a whole object, as S3 would have answered to `Range` and the `If-…` headers (RFC 9110 sections 13
    /// and 14).
    ///
    /// - Returns: nil where the exchange is no whole object, or the range has a form that is not served.
    static func part(of exchange: RecordedExchange, range text: String, headers asked: HTTPHeaders) -> ReplayAnswer? {
        guard exchange.response.status == 200, exchange.response.end == .complete else { return nil }
        var answer = ReplayAnswer(exchange)
        let tag = answer.headers["ETag"]
        if let wanted = asked["If-Match"], wanted != "*", wanted != tag {
            answer.become(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
            return answer
        }
        let total = answer.body.count
        guard let range = range(text, of: total) else { return nil }
        guard !range.isEmpty else {
            answer.become(416, "InvalidRange", "The requested range is not satisfiable")
            answer.headers["Content-Range"] = "bytes */\(total)"
            return answer
        }
        answer.status = 206
        answer.range = range
        answer.framing = .length
        answer.headers["Transfer-Encoding"] = nil
        answer.headers["Content-Length"] = String(range.upperBound - range.lowerBound)
        answer.headers["Content-Range"] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(total)"
        // They are the whole object's.
        answer.headers.fields.removeAll { $0.name.lowercased().hasPrefix("x-amz-checksum-") }
        return answer
    }

    /// The bytes that `bytes=a-b`, `bytes=a-` or `bytes=-n` names; empty where there are none; nil for other forms.
    private static func range(_ text: String, of total: Int64) -> Range<Int64>? {
        guard text.hasPrefix("bytes="), !text.contains(",") else { return nil }
        let parts = text.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        if parts[0].isEmpty {
            guard let count = Int64(parts[1]), count >= 0 else { return nil }
            return max(0, total - count)..<total
        }
        guard let first = Int64(parts[0]), first >= 0 else { return nil }
        guard first < total else { return 0..<0 }
        if parts[1].isEmpty { return first..<total }
        guard let last = Int64(parts[1]), last >= first else { return nil }
        return first..<(min(last, total - 1) + 1)
    }

    private mutating func become(_ status: Int, _ code: String, _ message: String) {
        let text =
            #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n<Error><Code>\(code)</Code><Message>\(message)</Message>"
            + "</Error>"
        self.status = status
        body = .text(text)
        framing = .length
        headers = ["Content-Type": "application/xml", "Content-Length": String(text.utf8.count)]
    }
}
