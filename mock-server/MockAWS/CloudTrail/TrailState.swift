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

    /// The part of the keys that names whose records they hold: CloudTrail User Guide, "CloudTrail log file name format".
    func folder(of account: String) -> String {
        let prefix = settings.s3KeyPrefix.map { $0 + "/" } ?? ""
        return prefix + "AWSLogs/" + (organization.map { $0 + "/" } ?? "") + account
    }

    /// The key of a log file.
    func logKey(account: String, region: String, stamp: Timestamp, suffix: String) -> String {
        let basic = stamp.iso8601Basic
        return "\(folder(of: account))/CloudTrail/\(region)/\(TrailState.day(basic))/"
            + "\(account)_CloudTrail_\(region)_\(basic.prefix(13))Z_\(suffix).json.gz"
    }

    /// The key of a digest: CloudTrail User Guide, "CloudTrail digest file structure".
    func digestKey(account: String, region records: String, end: Timestamp) -> String {
        let basic = end.iso8601Basic
        return "\(folder(of: account))/CloudTrail-Digest/\(records)/\(TrailState.day(basic))/"
            + "\(account)_CloudTrail-Digest_\(records)_\(name)_\(region)_\(basic).json.gz"
    }

    private static func day(_ basic: String) -> String {
        "\(basic.prefix(4))/\(basic.dropFirst(4).prefix(2))/\(basic.dropFirst(6).prefix(2))"
    }
}
