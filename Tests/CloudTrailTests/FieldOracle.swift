import CloudTrail
import JSON
import Testing

/// Where each field lies in the tree of an event.
private let paths: [CloudTrailField: [String]] = [
    .eventVersion: ["eventVersion"], .userIdentity: ["userIdentity"], .eventTime: ["eventTime"],
    .eventSource: ["eventSource"], .eventName: ["eventName"], .awsRegion: ["awsRegion"],
    .sourceIPAddress: ["sourceIPAddress"], .userAgent: ["userAgent"], .errorCode: ["errorCode"],
    .errorMessage: ["errorMessage"], .requestParameters: ["requestParameters"],
    .responseElements: ["responseElements"], .additionalEventData: ["additionalEventData"], .requestID: ["requestID"],
    .eventID: ["eventID"], .readOnly: ["readOnly"], .resources: ["resources"], .eventType: ["eventType"],
    .eventCategory: ["eventCategory"], .recipientAccountID: ["recipientAccountId"], .sharedEventID: ["sharedEventID"],
    .identityType: ["userIdentity", "type"], .identityARN: ["userIdentity", "arn"],
    .identityPrincipalID: ["userIdentity", "principalId"], .identityAccountID: ["userIdentity", "accountId"],
    .identityUserName: ["userIdentity", "userName"], .identityAccessKeyID: ["userIdentity", "accessKeyId"],
    .identityInvokedBy: ["userIdentity", "invokedBy"], .sessionContext: ["userIdentity", "sessionContext"],
    .sessionIssuer: ["userIdentity", "sessionContext", "sessionIssuer"],
    .sessionIssuerUserName: ["userIdentity", "sessionContext", "sessionIssuer", "userName"],
    .sessionIssuerARN: ["userIdentity", "sessionContext", "sessionIssuer", "arn"],
    .mfaUsed: ["additionalEventData", "MFAUsed"], .consoleLogin: ["responseElements", "ConsoleLogin"],
    .lookupEvent: ["CloudTrailEvent"], .logMessage: ["message"], .records: ["Records"], .events: ["Events"],
    .logEvents: ["logEvents"],
]

/// Every field is what `JSONValue` finds at its path.
func expectFieldsOfTree(_ event: CloudTrailEvent, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let tree = try JSONValue(parsing: Array(event.rawBytes))
    for field in CloudTrailField.allCases {
        let path = try #require(paths[field])
        let expected = path.reduce(Optional(tree)) { $0?[$1] }
        let found = try event.json(field).map { try JSONValue(parsing: Array($0)) }
        #expect(found == expected, "\(field)", sourceLocation: sourceLocation)
        #expect(event.string(field) == expected?.string, "\(field)", sourceLocation: sourceLocation)
        let atPath = try event.json(at: path).map { try JSONValue(parsing: Array($0)) }
        #expect(atPath == expected, "\(path)", sourceLocation: sourceLocation)
        #expect(event.string(at: path) == expected?.string, "\(path)", sourceLocation: sourceLocation)
        #expect(event.has(field) == (expected != nil && expected != .null), "\(field)", sourceLocation: sourceLocation)
    }
    #expect(event.readOnly == tree["readOnly"]?.boolean, sourceLocation: sourceLocation)
}
