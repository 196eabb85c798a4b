import Digests

/// What stands for the body in the canonical request.
public enum PayloadHash: Sendable, Hashable {
    /// The SHA-256 of the body at hand.
    case computed
    /// A SHA-256 known beforehand: 64 lower-case hexadecimal digits.
    case given(String)
    /// `UNSIGNED-PAYLOAD`: the body is not covered.
    case unsigned
    /// A body in the `aws-chunked` coding.
    case streaming(StreamingPayload)

    /// The last line of the canonical request, which is also the value of `x-amz-content-sha256`.
    public func text(for body: [UInt8]) -> String {
        switch self {
        case .computed: SHA256.hash(body).hexString
        case .given(let hash): hash
        case .unsigned: "UNSIGNED-PAYLOAD"
        case .streaming(let kind): kind.rawValue
        }
    }

    /// Reads a value of `x-amz-content-sha256`; nil where it is none that S3 knows.
    public init?(headerValue text: String) {
        if text == "UNSIGNED-PAYLOAD" {
            self = .unsigned
        } else if let kind = StreamingPayload(rawValue: text) {
            self = .streaming(kind)
        } else if text.utf8.count == 64, [UInt8](hex: text) != nil {
            self = .given(text)
        } else {
            return nil
        }
    }
}

/// The kinds of `aws-chunked` body, spelled as in `x-amz-content-sha256`.
public enum StreamingPayload: String, Sendable, Hashable, CaseIterable {
    /// Chunks without signatures, then trailers.
    case unsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
    /// Every chunk with a signature.
    case signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
    /// Every chunk with a signature, then trailers with one of their own.
    case signedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"

    /// Whether chunks carry signatures.
    public var isSigned: Bool { self != .unsignedTrailer }
    /// Whether trailers may follow the chunks.
    public var hasTrailers: Bool { self != .signed }
}
