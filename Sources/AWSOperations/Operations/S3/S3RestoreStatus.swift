import Timestamps

/// How far the restoring of an archived object is.
public struct S3RestoreStatus: AWSStructure {
    /// Whether the object is being restored.
    public var isRestoreInProgress: Bool?
    /// When the restored copy goes away.
    public var restoreExpiryDate: Timestamp?

    /// Creates a structure without any value.
    public init() {}

    /// Creates a structure from its values.
    public init(isRestoreInProgress: Bool? = nil, restoreExpiryDate: Timestamp? = nil) {
        self.isRestoreInProgress = isRestoreInProgress
        self.restoreExpiryDate = restoreExpiryDate
    }

    /// The members as they are written.
    public static let members: [AWSMember<S3RestoreStatus>] = [
        .body("IsRestoreInProgress", \.isRestoreInProgress),
        .body("RestoreExpiryDate", \.restoreExpiryDate),
    ]
}
