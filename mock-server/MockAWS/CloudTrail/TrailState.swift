import AWSOperations
import Timestamps

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
    /// How many log files it delivered.
    var deliveries: UInt64 = 0

    /// The bucket's name.
    var bucket: String { settings.s3BucketName ?? "" }

    /// The answer to `GetTrailStatus`.
    var status: GetTrailStatus.Output {
        var output = GetTrailStatus.Output(isLogging: isLogging)
        output.latestDeliveryError = deliveryError
        output.latestNotificationError = notificationError
        output.latestDeliveryTime = delivered
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
}
