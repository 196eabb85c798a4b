import AWSOperations
import SigV4
import Timestamps

/// How S3 puts it: S3 API reference, "Error responses", with the elements that AWS is seen to add.
extension SignatureFault {
    func s3Error(now: Timestamp) -> AWSError {
        switch self {
        case .signature(let verdict):
            return SignatureFault.s3Error(verdict, now: now)
        case .wrongService(let given, let expected):
            return AWSError(
                code: "AuthorizationHeaderMalformed",
                message: "The authorization header is malformed; incorrect service \"\(given)\". "
                    + "This endpoint belongs to \"\(expected)\".", httpStatus: 400)
        case .wrongToken:
            return AWSError(
                code: "InvalidToken", message: "The provided token is malformed or otherwise invalid.", httpStatus: 400)
        case .expiredToken:
            return AWSError(code: "ExpiredToken", message: "The provided token has expired.", httpStatus: 400)
        }
    }

    private static func s3Error(_ verdict: SignatureVerdict, now: Timestamp) -> AWSError {
        switch verdict {
        case .malformed(let problem):
            return s3Error(problem)
        case .unknownAccessKey(let accessKeyID):
            return AWSError(
                code: "InvalidAccessKeyId",
                message: "The AWS Access Key Id you provided does not exist in our records.", httpStatus: 403,
                details: ["AWSAccessKeyId": accessKeyID])
        case .mismatch(let mismatch):
            return AWSError(
                code: "SignatureDoesNotMatch",
                message: "The request signature we calculated does not match the signature you provided. "
                    + "Check your key and signing method.", httpStatus: 403,
                details: [
                    "AWSAccessKeyId": mismatch.accessKeyID, "StringToSign": mismatch.stringToSign,
                    "SignatureProvided": mismatch.signatureProvided,
                    "StringToSignBytes": hexBytes(mismatch.stringToSign),
                    "CanonicalRequest": mismatch.canonicalRequest,
                    "CanonicalRequestBytes": hexBytes(mismatch.canonicalRequest),
                ])
        case .headersNotSigned(let names):
            return AWSError(
                code: "AccessDenied",
                message: "There were headers present in the request which were not signed", httpStatus: 403,
                details: ["HeadersNotSigned": names.joined(separator: ", ")])
        case .payloadMismatch(let claimed, let actual):
            return AWSError(
                code: "XAmzContentSHA256Mismatch",
                message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
                httpStatus: 400,
                details: ["ClientComputedContentSHA256": claimed, "S3ComputedContentSHA256": actual])
        case .skewed(let requestTime, let serverTime, let tolerance):
            return AWSError(
                code: "RequestTimeTooSkewed",
                message: "The difference between the request time and the current time is too large.",
                httpStatus: 403,
                details: [
                    "RequestTime": requestTime.iso8601Basic, "ServerTime": serverTime.iso8601,
                    "MaxAllowedSkewMilliseconds": String(tolerance * 1000),
                ])
        case .expired(let expiry, let serverTime, let expires):
            return AWSError(
                code: "AccessDenied", message: "Request has expired", httpStatus: 403,
                details: [
                    "X-Amz-Expires": String(expires), "Expires": expiry.iso8601, "ServerTime": serverTime.iso8601,
                ])
        case .unsigned, .valid:
            return AWSError(code: "AccessDenied", message: "Access Denied", httpStatus: 403)
        }
    }

    private static func s3Error(_ malformed: MalformedSignature) -> AWSError {
        switch malformed.problem {
        case .unsupportedAlgorithm:
            AWSError(
                code: "InvalidRequest",
                message: "The authorization mechanism you have provided is not supported. "
                    + "Please use AWS4-HMAC-SHA256.", httpStatus: 400)
        case .twoSignatures:
            AWSError(
                code: "InvalidArgument",
                message: "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, "
                    + "Signature query string parameter or the Authorization header should be specified",
                httpStatus: 400)
        case .missing("x-amz-content-sha256"):
            AWSError(
                code: "InvalidRequest",
                message: "Missing required header for this request: x-amz-content-sha256", httpStatus: 400)
        case .contentSHA256(let value):
            AWSError(
                code: "InvalidArgument", message: malformed.description, httpStatus: 400,
                details: ["ArgumentName": "x-amz-content-sha256", "ArgumentValue": value])
        default:
            AWSError(
                code: malformed.location == .header
                    ? "AuthorizationHeaderMalformed" : "AuthorizationQueryParametersError",
                message: malformed.description, httpStatus: 400)
        }
    }

    /// `41 57 53`: the bytes of a text, so that invisible differences show.
    private static func hexBytes(_ text: String) -> String {
        text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined(separator: " ")
    }
}
