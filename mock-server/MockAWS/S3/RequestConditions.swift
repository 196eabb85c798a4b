import HTTPMessages
import Timestamps

/// The conditions of a request for an object, and what they come to.
///
/// RFC 9110 section 13.2.2, and the GetObject API reference for the combinations: a true `If-Match` overrules
/// `If-Unmodified-Since`, and `If-None-Match`, true or false, overrules `If-Modified-Since`.
struct RequestConditions: Sendable, Hashable {
    /// What to do with the request.
    enum Outcome: Sendable, Hashable {
        case proceed
        /// Status 304.
        case notModified
        /// Status 412, for the condition of this name.
        case failed(String)
    }

    var ifMatch: String?
    var ifNoneMatch: String?
    var ifModifiedSince: Timestamp?
    var ifUnmodifiedSince: Timestamp?

    /// Takes the conditions from a header; a date that cannot be read is no condition.
    init(_ headers: HTTPHeaders) {
        ifMatch = headers["If-Match"]
        ifNoneMatch = headers["If-None-Match"]
        ifModifiedSince = headers["If-Modified-Since"].flatMap { Timestamp(httpDate: $0) }
        ifUnmodifiedSince = headers["If-Unmodified-Since"].flatMap { Timestamp(httpDate: $0) }
    }

    /// Weighs the conditions of a read against an object that exists.
    ///
    /// - Parameters:
    ///   - etag: the object's entity tag, without quotes.
    ///   - lastModified: in whole seconds.
    ///   - now: the server's time; an `If-Modified-Since` later than that is no condition.
    /// - Returns: what to do with the request.
    func outcome(etag: String, lastModified: Timestamp, now: Timestamp) -> Outcome {
        if let ifMatch {
            guard RequestConditions.names(ifMatch, etag) else { return .failed("If-Match") }
        } else if let ifUnmodifiedSince, lastModified > ifUnmodifiedSince {
            return .failed("If-Unmodified-Since")
        }
        if let ifNoneMatch {
            return RequestConditions.names(ifNoneMatch, etag) ? .notModified : .proceed
        }
        if let ifModifiedSince, ifModifiedSince <= now, lastModified <= ifModifiedSince { return .notModified }
        return .proceed
    }

    /// Whether a list of entity tags, or `*`, names `etag`.
    static func names(_ list: String, _ etag: String) -> Bool {
        list.split(separator: ",").contains { item in
            var tag = item.trimmingSpaces
            if tag.hasPrefix("W/") { tag.removeFirst(2) }
            if tag == "*" { return true }
            if tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\"") { tag = tag.dropFirst().dropLast() }
            return tag == etag
        }
    }
}
