import Timestamps

/// What became of the check of a signature; each case is one that AWS answers in words of its own.
public enum SignatureVerdict: Sendable, Hashable {
    /// The request was signed by who it says, and is in time.
    case valid
    /// The request is not signed.
    case unsigned
    /// The signature cannot be read.
    case malformed(MalformedSignature)
    /// Nobody has this access key id.
    case unknownAccessKey(String)
    /// The signature is another than the request and the secret give.
    case mismatch(SignatureMismatch)
    /// These headers are sent, in lower case and sorted, but not signed: `host`, and for S3 every `x-amz-*`.
    case headersNotSigned([String])
    /// The body is not the one whose SHA-256 was signed.
    case payloadMismatch(claimed: String, actual: String)
    /// The date of the request is too far from the server's.
    case skewed(requestTime: Timestamp, serverTime: Timestamp, toleranceSeconds: Int)
    /// The presigned URL was good until `expiry`.
    case expired(expiry: Timestamp, serverTime: Timestamp, expires: Int)
}

/// What the server signed instead, for the body of the error; the signature it expected is not told.
public struct SignatureMismatch: Sendable, Hashable {
    /// The access key id of the request.
    public var accessKeyID: String
    /// The signature of the request.
    public var signatureProvided: String
    /// The canonical request as the server sees it.
    public var canonicalRequest: String
    /// The string to sign as the server sees it.
    public var stringToSign: String
}
