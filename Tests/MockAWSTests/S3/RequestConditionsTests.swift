import HTTPMessages
import Testing
import Timestamps

@testable import MockAWS

@Suite struct RequestConditionsTests {
    /// The object was modified at noon and has the tag `e`; it is one o'clock.
    private static let noon = Timestamp(seconds: 1_772_625_600)
    private static let before = "Wed, 04 Mar 2026 11:59:59 GMT"
    private static let same = "Wed, 04 Mar 2026 12:00:00 GMT"
    private static let future = "Wed, 04 Mar 2026 14:00:00 GMT"

    @Test(
        arguments: [
            (HTTPHeaders(), RequestConditions.Outcome.proceed),
            (["If-Match": "\"e\""], .proceed), (["If-Match": "e"], .proceed), (["If-Match": "*"], .proceed),
            (["If-Match": "\"x\", \"e\""], .proceed), (["If-Match": "\"x\""], .failed("If-Match")),
            (["If-Unmodified-Since": same], .proceed),
            (["If-Unmodified-Since": before], .failed("If-Unmodified-Since")),
            (["If-Unmodified-Since": "yesterday"], .proceed),
            (["If-None-Match": "\"e\""], .notModified), (["If-None-Match": "W/\"e\""], .notModified),
            (["If-None-Match": "*"], .notModified), (["If-None-Match": "\"x\""], .proceed),
            (["If-Modified-Since": same], .notModified), (["If-Modified-Since": before], .proceed),
            (["If-Modified-Since": future], .proceed),
            (["If-Match": "\"e\"", "If-Unmodified-Since": before], .proceed),
            (["If-Match": "\"x\"", "If-Unmodified-Since": same], .failed("If-Match")),
            (["If-None-Match": "\"e\"", "If-Modified-Since": before], .notModified),
            (["If-None-Match": "\"x\"", "If-Modified-Since": same], .proceed),
            (["If-Match": "\"x\"", "If-None-Match": "\"e\""], .failed("If-Match")),
        ] as [(HTTPHeaders, RequestConditions.Outcome)])
    func outcome(headers: HTTPHeaders, expected: RequestConditions.Outcome) {
        let outcome = RequestConditions(headers).outcome(
            etag: "e", lastModified: Self.noon, now: Self.noon.adding(seconds: 3600))
        #expect(outcome == expected)
    }
}
