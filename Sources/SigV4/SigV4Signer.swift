import Digests
import HTTPMessages
import Timestamps

/// AWS Signature Version 4, in the stages of AWS's own description, each a function of its own.
///
/// IAM User Guide, "Create a signed AWS API request"; Amazon S3 API Reference, "Authenticating Requests (AWS Signature
/// Version 4)". No clock: the date is a parameter.
public enum SigV4Signer {
    /// What every signature names first.
    public static let algorithm = "AWS4-HMAC-SHA256"

    /// Headers that are never signed, because intermediaries add or change them; botocore's list.
    static let unsignedHeaders: Set<String> = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
        "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]

    /// Stage 1: the canonical request.
    ///
    /// - Parameters:
    ///   - request: the request as it goes on the wire; raw spaces and UTF-8 in path or query are encoded.
    ///   - signedHeaders: the names that are signed, of any case and order.
    ///   - payloadHash: the last line.
    ///   - options: how the path is written, and whether a session token in the query is signed.
    /// - Returns: six parts, lines ended by `\n`.
    public static func canonicalRequest(
        _ request: HTTPRequest, signedHeaders: [String], payloadHash: String, options: SigningOptions
    ) -> String {
        let names = canonicalNames(signedHeaders)
        let excluded: Set<String> =
            options.signsSessionToken ? ["X-Amz-Signature"] : ["X-Amz-Signature", "X-Amz-Security-Token"]
        return [
            request.method, Canonical.path(request.path, options: options),
            Canonical.query(request.query, excluding: excluded), Canonical.headers(request.headers, named: names),
            names.joined(separator: ";"), payloadHash,
        ].joined(separator: "\n")
    }

    /// Stage 2: the string to sign.
    public static func stringToSign(canonicalRequest: String, date: Timestamp, scope: SigningScope) -> String {
        [algorithm, date.iso8601Basic, scope.text, SHA256.hash(canonicalRequest).hexString].joined(separator: "\n")
    }

    /// Stage 3: the key that signs within `scope`.
    public static func signingKey(secretAccessKey: String, scope: SigningScope) -> [UInt8] {
        [scope.day, scope.region, scope.service, SigningScope.terminator].reduce(Array("AWS4\(secretAccessKey)".utf8)) {
            HMACSHA256.authenticate($1, key: $0)
        }
    }

    /// Stage 4: the signature, 64 lower-case hexadecimal digits.
    public static func signature(stringToSign: String, signingKey: [UInt8]) -> String {
        HMACSHA256.authenticate(stringToSign, key: signingKey).hexString
    }

    /// The names that are signed by default: every header but those that intermediaries touch.
    public static func signedHeaderNames(of headers: HTTPHeaders) -> [String] {
        canonicalNames(headers.fields.map(\.name)).filter { !unsignedHeaders.contains($0) }
    }

    private static func canonicalNames(_ names: [String]) -> [String] {
        Set(names.map { $0.lowercased() }).sorted()
    }

    static func trace(
        _ request: HTTPRequest, signedHeaders: [String], payloadHash: String, date: Timestamp, scope: SigningScope,
        secretAccessKey: String, options: SigningOptions
    ) -> SignatureTrace {
        let canonical = canonicalRequest(
            request, signedHeaders: signedHeaders, payloadHash: payloadHash, options: options)
        let toSign = stringToSign(canonicalRequest: canonical, date: date, scope: scope)
        let key = signingKey(secretAccessKey: secretAccessKey, scope: scope)
        return SignatureTrace(
            canonicalRequest: canonical, stringToSign: toSign,
            signature: signature(stringToSign: toSign, signingKey: key))
    }
}

/// A signature and the stages that led to it.
public struct SignatureTrace: Sendable, Hashable {
    /// The canonical request.
    public var canonicalRequest: String
    /// The string to sign.
    public var stringToSign: String
    /// The signature that follows from them.
    public var signature: String
}
