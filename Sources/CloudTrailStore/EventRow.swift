import CloudTrail
import Digests
import Foundation
import GRDB

/// The row of an event.
enum EventRow {
    /// Stores a row whose identifier is new.
    ///
    /// The record is bound as a blob and called a text, because its bytes need not be well-formed UTF-8.
    static let insertion =
        "INSERT OR IGNORE INTO events VALUES ("
        + EventStoreSchema.columns.map { $0.0 == "json" ? "CAST(? AS TEXT)" : "?" }.joined(separator: ", ") + ")"

    /// What is bound, in the order of the columns.
    static func arguments(of event: CloudTrailEvent) -> StatementArguments {
        let values: [DatabaseValue] = [
            identifier(of: event).databaseValue, text(event, .eventTime), text(event, .eventSource),
            text(event, .eventName), text(event, .awsRegion), text(event, .recipientAccountID),
            text(event, .identityType), text(event, .identityARN), text(event, .identityUserName),
            text(event, .identityAccessKeyID), text(event, .sessionIssuerARN), text(event, .sourceIPAddress),
            text(event, .errorCode), event.readOnly.map { $0 ? 1 : 0 }?.databaseValue ?? .null,
            text(event, .eventType), text(event, .eventCategory), Data(event.rawBytes).databaseValue,
        ]
        return StatementArguments(values)
    }

    /// The record's own identifier; of one that has none, such as those of version 1.0, one that follows from its bytes.
    private static func identifier(of event: CloudTrailEvent) -> String {
        if let identifier = event.eventID, !identifier.isEmpty { return identifier }
        return "sha256:" + SHA256.hash(Array(event.rawBytes)).hexString
    }

    private static func text(_ event: CloudTrailEvent, _ field: CloudTrailField) -> DatabaseValue {
        event.string(field)?.databaseValue ?? .null
    }
}
