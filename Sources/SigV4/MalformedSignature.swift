/// A signature that cannot be read: what is wrong, for the server to put in its protocol's words.
public struct MalformedSignature: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where a signature stands.
    public enum Location: Sendable, Hashable {
        /// The `Authorization` header.
        case header
        /// The query: a presigned URL.
        case query
    }

    /// What is wrong.
    public enum Problem: Sendable, Hashable {
        /// Another scheme than `AWS4-HMAC-SHA256`, such as `AWS` (version 2), `Basic`, `AWS4-ECDSA-P256-SHA256`.
        case unsupportedAlgorithm(String)
        /// A signature in the header and another in the query.
        case twoSignatures
        /// `Credential`, `SignedHeaders`, `Signature`, `X-Amz-Date`, `X-Amz-Expires` or `x-amz-content-sha256` is absent.
        case missing(String)
        /// A part of the header that is not `name=value`.
        case parameter(String)
        /// A credential that is not `AKID/YYYYMMDD/REGION/SERVICE/aws4_request`.
        case credential(String)
        /// A credential that ends with something else than `aws4_request`.
        case terminator(String)
        /// A day of the credential that is not `YYYYMMDD`.
        case scopeDay(String)
        /// A day of the credential that is not that of the request's date.
        case scopeDayOfAnotherDate(day: String, date: String)
        /// A date that is neither `YYYYMMDDTHHMMSSZ` nor, in `Date`, that of HTTP.
        case date(String)
        /// An `X-Amz-Expires` that is no number, or not in `1...604800`.
        case expires(String)
        /// An `x-amz-content-sha256` that is neither a SHA-256 nor one of S3's words.
        case contentSHA256(String)
    }

    /// Where the signature stands.
    public var location: Location
    /// What is wrong with it.
    public var problem: Problem

    /// Creates an error.
    public init(location: Location, problem: Problem) {
        self.location = location
        self.problem = problem
    }

    /// One line.
    public var description: String {
        let place = location == .header ? "Authorization header" : "query of the presigned URL"
        return switch problem {
        case .unsupportedAlgorithm(let name):
            "\(place): algorithm \"\(name)\" is not supported; sign with AWS4-HMAC-SHA256"
        case .twoSignatures: "the request is signed in its Authorization header and in its query; use only one"
        case .missing(let name): "\(place): \(name) is missing"
        case .parameter(let text): "\(place): \"\(text)\" is not of the form name=value"
        case .credential(let text):
            "\(place): Credential \"\(text)\" is not of the form AKID/YYYYMMDD/REGION/SERVICE/aws4_request"
        case .terminator(let text): "\(place): Credential ends with \"\(text)\"; expected aws4_request"
        case .scopeDay(let day): "\(place): day \"\(day)\" of Credential is not YYYYMMDD"
        case .scopeDayOfAnotherDate(let day, let date):
            "\(place): day \(day) of Credential is not that of the date \(date) of the request"
        case .date(let text): "\(place): date \"\(text)\" is not of the form YYYYMMDDTHHMMSSZ"
        case .expires(let text): "\(place): X-Amz-Expires \"\(text)\" is not a number of seconds from 1 to 604800"
        case .contentSHA256(let text):
            "x-amz-content-sha256 \"\(text)\" is neither a SHA-256 nor UNSIGNED-PAYLOAD nor STREAMING-…"
        }
    }
}
