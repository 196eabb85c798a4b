import AWSOperations
import SigV4
import Timestamps

/// How the query and JSON services put it: IAM User Guide, "Troubleshoot Signature Version 4 signing", and the common
/// errors of each service. JSON services answer 400 and end their codes with `Exception`.
extension SignatureFault {
    func otherError(_ service: AWSService, now: Timestamp) -> AWSError {
        let isJSON = service.wireProtocol == .awsJSON10 || service.wireProtocol == .awsJSON11
        func error(_ query: String, _ json: String, _ message: String, status: Int = 403) -> AWSError {
            AWSError(code: isJSON ? json : query, message: message, httpStatus: isJSON ? 400 : status)
        }
        func mismatch(_ message: String) -> AWSError {
            error("SignatureDoesNotMatch", "InvalidSignatureException", message)
        }
        let invalidToken = error(
            "InvalidClientTokenId", "UnrecognizedClientException",
            "The security token included in the request is invalid.")
        switch self {
        case .wrongService(_, let expected):
            return mismatch("Credential should be scoped to correct service: '\(expected)'. ")
        case .wrongToken:
            return invalidToken
        case .expiredToken:
            return error(
                "ExpiredToken", "ExpiredTokenException", "The security token included in the request is expired")
        case .signature(let verdict):
            switch verdict {
            case .unknownAccessKey:
                guard service == .ec2 else { return invalidToken }
                return AWSError(
                    code: "AuthFailure",
                    message: "AWS was not able to validate the provided access credentials", httpStatus: 401)
            case .malformed(let malformed):
                if let message = SignatureFault.scopeMessage(malformed) { return mismatch(message) }
                return error("IncompleteSignature", "IncompleteSignatureException", malformed.description, status: 400)
            case .mismatch(let found):
                return mismatch(SignatureFault.message(found))
            case .headersNotSigned(let names):
                return mismatch("These headers must be signed and are not: " + names.joined(separator: ", "))
            case .payloadMismatch(let claimed, let actual):
                return mismatch("The body's SHA-256 is \(actual), not \(claimed) as x-amz-content-sha256 says.")
            case .skewed(let requestTime, let serverTime, let tolerance):
                return mismatch(SignatureFault.message(requestTime, serverTime, toleranceSeconds: tolerance))
            case .expired(let expiry, let serverTime, _):
                return mismatch(
                    "Signature expired: \(expiry.iso8601Basic) is now earlier than \(serverTime.iso8601Basic)")
            case .unsigned, .valid:
                return error(
                    "MissingAuthenticationToken", "MissingAuthenticationTokenException",
                    "Request is missing Authentication Token")
            }
        }
    }

    private static func message(_ mismatch: SignatureMismatch) -> String {
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
            + "Key and signing method. Consult the service documentation for details.\n\n"
            + "The Canonical String for this request should have been\n'\(mismatch.canonicalRequest)'\n\n"
            + "The String-to-Sign should have been\n'\(mismatch.stringToSign)'\n"
    }

    private static func message(_ requestTime: Timestamp, _ serverTime: Timestamp, toleranceSeconds: Int) -> String {
        let minutes = toleranceSeconds / 60
        if requestTime < serverTime {
            let limit = serverTime.adding(seconds: -Int64(toleranceSeconds))
            return "Signature expired: \(requestTime.iso8601Basic) is now earlier than \(limit.iso8601Basic) "
                + "(\(serverTime.iso8601Basic) - \(minutes) min.)"
        }
        let limit = serverTime.adding(seconds: Int64(toleranceSeconds))
        return "Signature not yet current: \(requestTime.iso8601Basic) is still later than \(limit.iso8601Basic) "
            + "(\(serverTime.iso8601Basic) + \(minutes) min.)"
    }

    private static func scopeMessage(_ malformed: MalformedSignature) -> String? {
        switch malformed.problem {
        case .terminator(let found):
            "Credential should be scoped with a valid terminator: 'aws4_request', not '\(found)'."
        case .scopeDayOfAnotherDate(let day, let date):
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + "'\(day)' != '\(date.prefix(8))', from '\(date)'."
        default: nil
        }
    }
}
