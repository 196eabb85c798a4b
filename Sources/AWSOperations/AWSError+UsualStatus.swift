extension AWSError {
    /// The HTTP status that AWS usually answers with an error code; 400 for codes that are not known here.
    ///
    /// Sources: S3 User Guide "Error responses", CloudWatch Logs and EC2 API references "Common errors", botocore's
    /// `_retry.json`; JSON services answer 400 for authentication errors, whatever their references say.
    public static func usualStatus(ofCode code: String) -> Int {
        if let status = usualStatuses[code] { return status }
        if let status = Int(code), (300..<600).contains(status) { return status }
        return 400
    }
}

private let usualStatuses: [String: Int] = [
    "NotModified": 304, "PermanentRedirect": 301, "TemporaryRedirect": 307,
    "AuthFailure": 401,
    "AccessDenied": 403, "AllAccessDisabled": 403, "AuthorizationError": 403, "InvalidAccessKeyId": 403,
    "InvalidClientTokenId": 403, "InvalidObjectState": 403, "MissingAuthenticationToken": 403,
    "OptInRequired": 403, "RegionDisabledException": 403, "RequestExpired": 403, "RequestTimeTooSkewed": 403,
    "SignatureDoesNotMatch": 403, "UnauthorizedOperation": 403, "NotSignedUp": 403, "OverLimit": 403,
    "NoSuchBucket": 404, "NoSuchBucketPolicy": 404, "NoSuchKey": 404, "NoSuchUpload": 404, "NoSuchVersion": 404,
    "NoSuchTagSet": 404, "NotFound": 404, "UnknownOperationException": 404,
    "MethodNotAllowed": 405,
    "BucketAlreadyExists": 409, "BucketAlreadyOwnedByYou": 409, "BucketNotEmpty": 409,
    "ConditionalRequestConflict": 409, "OperationAborted": 409,
    "MissingContentLength": 411,
    "DryRunOperation": 412, "PreconditionFailed": 412,
    "RequestEntityTooLargeException": 413,
    "InvalidRange": 416,
    "InternalError": 500, "InternalFailure": 500, "ServiceUnavailableException": 500,
    "NotImplemented": 501,
    "Busy": 503, "EC2ThrottledException": 503, "InsufficientInstanceCapacity": 503, "RequestLimitExceeded": 503,
    "ServiceUnavailable": 503, "SlowDown": 503, "Unavailable": 503,
]
