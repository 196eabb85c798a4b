/// The members of an event that are found while it is read.
public enum CloudTrailField: Int, Sendable, Hashable, CaseIterable {
    /// The version of the record's format, such as `1.11`.
    case eventVersion
    /// Who asked, as an object.
    case userIdentity
    /// When the request was completed.
    case eventTime
    /// The service, such as `ec2.amazonaws.com`.
    case eventSource
    /// The call, such as `RunInstances`.
    case eventName
    /// The region.
    case awsRegion
    /// From where: an address, or the name of a service.
    case sourceIPAddress
    /// With what.
    case userAgent
    /// Why it failed, as a code.
    case errorCode
    /// Why it failed, in words.
    case errorMessage
    /// What was asked for: an object or null.
    case requestParameters
    /// What was answered: an object or null.
    case responseElements
    /// What else is known: an object.
    case additionalEventData
    /// The service's number of the request.
    case requestID
    /// The record's own GUID.
    case eventID
    /// Whether it only reads.
    case readOnly
    /// The resources, as a list.
    case resources
    /// `AwsApiCall`, `AwsConsoleSignIn` and so on.
    case eventType
    /// `Management`, `Data`, `NetworkActivity` or `Insight`.
    case eventCategory
    /// The account whose trail it is.
    case recipientAccountID
    /// The GUID that copies for several accounts have in common.
    case sharedEventID
    /// `userIdentity.type`
    case identityType
    /// `userIdentity.arn`
    case identityARN
    /// `userIdentity.principalId`
    case identityPrincipalID
    /// `userIdentity.accountId`
    case identityAccountID
    /// `userIdentity.userName`
    case identityUserName
    /// `userIdentity.accessKeyId`
    case identityAccessKeyID
    /// `userIdentity.invokedBy`
    case identityInvokedBy
    /// `userIdentity.sessionContext`, an object.
    case sessionContext
    /// `userIdentity.sessionContext.sessionIssuer`, an object.
    case sessionIssuer
    /// `userIdentity.sessionContext.sessionIssuer.userName`
    case sessionIssuerUserName
    /// `userIdentity.sessionContext.sessionIssuer.arn`
    case sessionIssuerARN
    /// `additionalEventData.MFAUsed`
    case mfaUsed
    /// `responseElements.ConsoleLogin`
    case consoleLogin
    /// `CloudTrailEvent`: the event as a string, in an entry of LookupEvents.
    case lookupEvent
    /// `message`: the event as a string, in an entry of CloudWatch Logs.
    case logMessage
    /// `Records`
    case records
    /// `Events`
    case events
    /// `logEvents`
    case logEvents

    /// The fields inside this field; they go when the member is repeated.
    var inner: ClosedRange<Int>? {
        switch self {
        case .userIdentity: CloudTrailField.identityType.rawValue...CloudTrailField.sessionIssuerARN.rawValue
        case .sessionContext: CloudTrailField.sessionIssuer.rawValue...CloudTrailField.sessionIssuerARN.rawValue
        case .sessionIssuer: CloudTrailField.sessionIssuerUserName.rawValue...CloudTrailField.sessionIssuerARN.rawValue
        case .additionalEventData: CloudTrailField.mfaUsed.rawValue...CloudTrailField.mfaUsed.rawValue
        case .responseElements: CloudTrailField.consoleLogin.rawValue...CloudTrailField.consoleLogin.rawValue
        default: nil
        }
    }
}
