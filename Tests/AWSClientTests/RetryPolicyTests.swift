import AWSOperations
import HTTPMessages
import HTTPTransport
import Testing

@testable import AWSClient

struct RetryPolicyTests {
    private let throttled = AttemptOutcome.retryable(.throttling, retryAfter: nil)

    @Test(arguments: [(1, 1.0), (2, 2), (3, 4), (4, 8), (5, 16), (6, 20), (7, 20), (80, 20)])
    func delayDoublesUpToTwentySeconds(retry: Int, most: Double) {
        var policy = RetryPolicy(maxAttempts: 100)
        var quota = RetryQuota()
        var action = RetryAction.fail
        for _ in 1...retry { action = policy.action(after: throttled, quota: &quota, random: 0.5) }
        #expect(action == .retry(after: .seconds(most / 2)))
    }

    @Test(
        arguments: [
            ([AttemptOutcome.success], [RetryAction.finish], 500),
            ([.permanent], [.fail], 500),
            (
                [.retryable(.transient, retryAfter: nil), .success],
                [.retry(after: .zero), .finish], 500
            ),
            (
                [.retryable(.timeout, retryAfter: nil), .retryable(.transient, retryAfter: nil), .success],
                [.retry(after: .zero), .retry(after: .zero), .finish], 490
            ),
            (
                [
                    .retryable(.timeout, retryAfter: nil), .retryable(.timeout, retryAfter: nil),
                    .retryable(.timeout, retryAfter: nil),
                ],
                [.retry(after: .zero), .retry(after: .zero), .fail], 480
            ),
            (
                [.retryable(.throttling, retryAfter: .seconds(3)), .permanent], [.retry(after: .seconds(3)), .fail], 495
            ),
            ([.retryable(.throttling, retryAfter: .seconds(3600))], [.retry(after: .seconds(20))], 495),
        ] as [([AttemptOutcome], [RetryAction], Int)])
    func outcomesLeadToActions(outcomes: [AttemptOutcome], actions: [RetryAction], left: Int) {
        var policy = RetryPolicy(maxAttempts: 3)
        var quota = RetryQuota()
        #expect(outcomes.map { policy.action(after: $0, quota: &quota, random: 0) } == actions)
        #expect(quota.available == left)
    }

    @Test func emptyQuotaEndsRetriesAndSuccessesFillItUp() {
        var quota = RetryQuota()
        for _ in 0..<100 {
            var policy = RetryPolicy(maxAttempts: 3)
            #expect(policy.action(after: throttled, quota: &quota, random: 0) != .fail)
        }
        #expect(quota.available == 0)
        var policy = RetryPolicy(maxAttempts: 3)
        #expect(policy.action(after: throttled, quota: &quota, random: 0) == .fail)
        for _ in 0..<600 {
            var policy = RetryPolicy(maxAttempts: 3)
            _ = policy.action(after: .success, quota: &quota, random: 0)
        }
        #expect(quota.available == RetryQuota.capacity)
    }

    @Test(
        arguments: [
            ("ThrottlingException", 400, RetryReason.throttling), ("RequestLimitExceeded", 503, .throttling),
            ("SlowDown", 503, .throttling), ("EC2ThrottledException", 503, .throttling),
            ("Throttling", 400, .throttling),
            ("Anything", 429, .throttling), ("InternalError", 200, .transient), ("500", 500, .transient),
            ("502", 502, .transient), ("ServiceUnavailable", 503, .transient), ("504", 504, .transient),
            ("RequestTimeout", 400, .transient), ("AccessDenied", 403, nil), ("NoSuchKey", 404, nil),
            ("ExpiredToken", 400, nil), ("501", 501, nil), ("ValidationError", 400, nil),
        ] as [(String, Int, RetryReason?)])
    func errorResponsesAreClassified(code: String, status: Int, reason: RetryReason?) {
        let outcome = FailureClassifier.outcome(of: AWSError(code: code, message: "", httpStatus: status))
        #expect(outcome == reason.map { .retryable($0, retryAfter: nil) } ?? .permanent)
    }

    /// The codes of botocore's standard mode, and what S3 and KMS add; status 400 says nothing by itself.
    @Test(arguments: [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ])
    func everyThrottlingCodeIsKnown(code: String) {
        let outcome = FailureClassifier.outcome(of: AWSError(code: code, message: "", httpStatus: 400))
        #expect(outcome == .retryable(.throttling, retryAfter: nil))
    }

    @Test(
        arguments: [
            (TransportError.Code.connect, RetryReason.transient), (.reset, .transient), (.shortBody, .transient),
            (.nameResolution, .transient), (.proxy, .transient), (.timedOut, .timeout), (.stalled, .timeout),
            (.tls, nil),
            (.cancelled, nil), (.unsupported, nil), (.tooLarge, nil), (.notHTTP, nil),
        ] as [(TransportError.Code, RetryReason?)])
    func transportErrorsAreClassified(code: TransportError.Code, reason: RetryReason?) {
        let outcome = FailureClassifier.outcome(of: TransportError(code, origin: "x"))
        #expect(outcome == reason.map { .retryable($0, retryAfter: nil) } ?? .permanent)
    }
}
