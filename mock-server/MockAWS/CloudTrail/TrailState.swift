import AWSOperations
import Timestamps
import TrafficSynthesis

/// A trail, and how its deliveries went.
struct TrailState: Sendable {
    /// The settings as they are answered.
    var settings: Trail
    var arn: String
    var name: String
    var account: String
    var region: String
    var tags: [String: String] = [:]
    var isLogging = false
    var started: Timestamp?
    var stopped: Timestamp?
    var delivered: Timestamp?
    var notified: Timestamp?
    var deliveryError: String?
    var notificationError: String?
    /// The organisation whose accounts the trail logs; nil for its own account alone.
    var organization: String?
    var digested: Timestamp?
    var digestError: String?
    /// How many deliveries it made.
    var deliveries: UInt64 = 0
    /// How many of the world's records were delivered, by the region that was asked for.
    var worldRecords: [String: Int] = [:]

    /// The seconds of the years 1970 to 9999: a key has four digits for the year.
    static let times: Range<Int64> = 0..<253_402_300_800

    /// The bucket's name.
    var bucket: String { settings.s3BucketName ?? "" }

    /// The answer to `GetTrailStatus`.
    var status: GetTrailStatus.Output {
        var output = GetTrailStatus.Output(isLogging: isLogging)
        output.latestDeliveryError = deliveryError
        output.latestNotificationError = notificationError
        output.latestDeliveryTime = delivered
        output.latestDigestDeliveryTime = digested
        output.latestDigestDeliveryError = digestError
        output.latestNotificationTime = notified
        output.startLoggingTime = started
        output.stopLoggingTime = stopped
        output.latestDeliveryAttemptTime = delivered?.iso8601 ?? ""
        output.latestNotificationAttemptTime = notified?.iso8601 ?? ""
        output.latestNotificationAttemptSucceeded = notified?.iso8601 ?? ""
        output.latestDeliveryAttemptSucceeded = delivered?.iso8601 ?? ""
        output.timeLoggingStarted = started?.iso8601 ?? ""
        output.timeLoggingStopped = stopped?.iso8601 ?? ""
        return output
    }

    /// How its objects are named.
    var keys: TrailKeys { TrailKeys(prefix: settings.s3KeyPrefix ?? "", organization: organization) }
}
