import CloudTrail
import Digests
import Foundation
import GRDB

/// The row of an event.
enum EventRow {
    /// Stores a row whose identifier is new.
    ///
    /// Texts may be bound as blobs, and are called texts here: the bytes of a record need not be well-formed UTF-8, and
    /// what is bound as a text ends at its first NUL.
    static let insertion =
        "INSERT OR IGNORE INTO events VALUES ("
        + EventStoreSchema.columns.map { $0.1.hasPrefix("TEXT") ? "CAST(? AS TEXT)" : "?" }.joined(separator: ", ")
        + ")"

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
    ///
    /// The same of one whose identifier is no text that others can tell apart: a replacement character stands for any
    /// ill-formed bytes and lone surrogates, and many programs end a text at a NUL.
    private static func identifier(of event: CloudTrailEvent) -> String {
        if let identifier = event.eventID, !identifier.isEmpty,
            !identifier.unicodeScalars.contains(where: { $0 == "\0" || $0 == "\u{FFFD}" })
        {
            return identifier
        }
        return "sha256:" + SHA256.hash(Array(event.rawBytes)).hexString
    }

    private static func text(_ event: CloudTrailEvent, _ field: CloudTrailField) -> DatabaseValue {
        guard let text = event.string(field) else { return .null }
        return text.utf8.contains(0) ? Data(text.utf8).databaseValue : text.databaseValue
    }
}
