import AWSOperations
import HTTPMessages
import HTTPTransport

/// Which failures may pass.
///
/// Codes: botocore's `retries/standard.py` and each service's "Common errors"; S3's are in its "Error responses".
enum FailureClassifier {
    /// What a failed transfer means for the retry.
    static func outcome(of error: TransportError) -> AttemptOutcome {
        switch error.code {
        case .timedOut, .stalled: .retryable(.timeout, retryAfter: nil)
        case _ where error.isTransient: .retryable(.transient, retryAfter: nil)
        default: .permanent
        }
    }

    /// What an error response means for the retry.
    static func outcome(of error: AWSError) -> AttemptOutcome {
        if throttlingCodes.contains(error.code) || error.httpStatus == 429 {
            return .retryable(.throttling, retryAfter: error.retryAfter)
        }
        if transientCodes.contains(error.code) || [500, 502, 503, 504].contains(error.httpStatus) {
            return .retryable(.transient, retryAfter: error.retryAfter)
        }
        return .permanent
    }

    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
        "503 SlowDown", "PriorRequestNotComplete", "EC2ThrottledException", "Throttled", "KMSThrottling",
        "KmsThrottled",
    ]

    private static let transientCodes: Set<String> = [
        "RequestTimeout", "RequestTimeoutException", "InternalError", "ServiceUnavailable", "IDPCommunicationError",
    ]
}

/// What an error response says about our clock or about the bucket's region.
enum RequestCorrection: Sendable, Hashable {
    /// The client's clock is wrong by more than AWS allows.
    case clock
    /// The bucket lies in another region.
    case region(String)

    /// The correction that an error response asks for, if any.
    ///
    /// - Parameters:
    ///   - error: the error.
    ///   - response: the response it came in.
    ///   - service: the service that answered.
    ///   - region: the region that was signed for.
    init?(_ error: AWSError, response: HTTPResponse, service: AWSService, region: String) {
        if ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"].contains(error.code)
            || error.message.hasPrefix("Signature expired") || error.message.hasPrefix("Signature not yet current")
        {
            self = .clock
            return
        }
        guard service == .s3, [301, 307, 400].contains(response.status) else { return nil }
        let isAboutRegion =
            response.status != 400 || error.details["Region"] != nil || response.body.isEmpty
            || error.code == "IllegalLocationConstraintException"
        guard isAboutRegion, let other = response.headers["x-amz-bucket-region"] ?? error.details["Region"],
            other.isRegionName, other != region
        else { return nil }
        self = .region(other)
    }
}
