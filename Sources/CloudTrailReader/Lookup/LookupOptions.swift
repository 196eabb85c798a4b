import AWSClient
import AWSOperations
import CloudTrail
import Timestamps

/// Which events are looked up, and how fast.
public struct LookupOptions: Sendable {
    /// The first time of the events; nil for 90 days ago.
    public var startTime: Timestamp?
    /// The first time after ``startTime`` whose events are not wanted any more; nil for now.
    public var endTime: Timestamp?
    /// What CloudTrail looks for itself; nil for all events.
    public var attribute: LookupEvents.Attribute?
    /// How far apart requests of one region begin at least.
    ///
    /// The quota is two a second for each account and region: CloudTrail User Guide, "Quotas in AWS CloudTrail".
    public var interval = Duration.milliseconds(500)
    /// What time it is.
    public var now: @Sendable () -> Timestamp = AWSClientConfiguration.currentTime
    /// Waits between two requests.
    public var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// How far back events are kept: CloudTrail API Reference, "LookupEvents".
    public static let retention = Duration.seconds(90 * 86_400)

    /// How long is waited, one time after the other, where CloudTrail still throttles after the client's own retries.
    static let pauses = [2, 4, 8, 16, 32, 60, 60, 60, 60, 60].map { Duration.seconds($0) }

    /// Creates options that ask for everything.
    public init() {}

    /// The time of the oldest event that is kept.
    var oldest: Timestamp { now().adding(seconds: -LookupOptions.retention.components.seconds) }
}

extension LookupEvents.Attribute {
    /// The attributes that CloudTrail knows: CloudTrail API Reference, "LookupAttribute".
    public static let knownKeys = [
        "EventId", "EventName", "EventSource", "ReadOnly", "Username", "ResourceType", "ResourceName", "AccessKeyId",
    ]

    /// What CloudTrail can look for of a selection, whose events are a part of those found then; nil where it is nothing.
    ///
    /// One attribute is all that CloudTrail takes: the call before the service before whether it reads. A user is not
    /// among them, for the selection knows users by more names than CloudTrail looks for.
    public init?(of selection: CloudTrailSelection) {
        if selection.eventNames.count == 1, let name = selection.eventNames.first {
            self.init(attributeKey: "EventName", attributeValue: name)
        } else if selection.eventSources.count == 1, let source = selection.eventSources.first {
            let value = source.contains(".") ? source : source + ".amazonaws.com"
            self.init(attributeKey: "EventSource", attributeValue: value)
        } else if let readOnly = selection.readOnly {
            self.init(attributeKey: "ReadOnly", attributeValue: readOnly ? "true" : "false")
        } else {
            return nil
        }
    }
}
