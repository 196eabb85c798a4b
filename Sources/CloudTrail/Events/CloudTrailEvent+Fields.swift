import Timestamps

extension CloudTrailEvent {
    /// The record's GUID; events of version 1.0 have none.
    public var eventID: String? { string(.eventID) }
    /// When the request was completed; nil where it is absent or no time.
    public var eventTime: Timestamp? { plainTime ?? string(.eventTime).flatMap { Timestamp(iso8601: $0) } }
    /// The call, such as `RunInstances`.
    public var eventName: String? { string(.eventName) }
    /// The service, such as `ec2.amazonaws.com`.
    public var eventSource: String? { string(.eventSource) }
    /// The region.
    public var awsRegion: String? { string(.awsRegion) }
    /// An address, or the name of a service, or `AWS Internal`.
    public var sourceIPAddress: String? { string(.sourceIPAddress) }
    /// The client.
    public var userAgent: String? { string(.userAgent) }
    /// Why it failed, as a code.
    public var errorCode: String? { string(.errorCode) }
    /// Why it failed, in words; there are events with this and no code.
    public var errorMessage: String? { string(.errorMessage) }
    /// Whether the call only reads; a string `"true"`, as LookupEvents writes it, counts too.
    public var readOnly: Bool? {
        guard let value = json(.readOnly) else { return nil }
        switch value.count {
        case 4 where value.elementsEqual("true".utf8), 6 where value.elementsEqual("\"true\"".utf8): return true
        case 5 where value.elementsEqual("false".utf8), 7 where value.elementsEqual("\"false\"".utf8): return false
        default: return nil
        }
    }
    /// `AwsApiCall`, `AwsConsoleSignIn` and so on.
    public var eventType: String? { string(.eventType) }
    /// The account whose trail it is.
    public var recipientAccountID: String? { string(.recipientAccountID) }
    /// The version of the record's format, such as `1.11`.
    public var eventVersion: String? { string(.eventVersion) }
    /// The parameters of the request, as JSON; null where there are none.
    public var requestParameters: ArraySlice<UInt8>? { json(.requestParameters) }

    /// The kind of identity: `IAMUser`, `AssumedRole`, `AWSService` and so on.
    public var identityType: String? { string(.identityType) }
    /// The ARN of the identity.
    public var identityARN: String? { string(.identityARN) }
    /// The identifier of the identity; of a role, with a colon and the name of the session.
    public var identityPrincipalID: String? { string(.identityPrincipalID) }
    /// The account of the identity.
    public var identityAccountID: String? { string(.identityAccountID) }
    /// The name of the user; a role has none here.
    public var identityUserName: String? { string(.identityUserName) }
    /// `userIdentity.sessionContext.sessionIssuer.userName`: the role that was assumed.
    public var sessionIssuerUserName: String? { string(.sessionIssuerUserName) }
    /// `additionalEventData.MFAUsed`: `Yes` or `No`.
    public var mfaUsed: String? { string(.mfaUsed) }
    /// `responseElements.ConsoleLogin`: `Success` or `Failure`.
    public var consoleLogin: String? { string(.consoleLogin) }

    /// Whether the call failed: it has a code or a message of an error.
    public var isError: Bool { has(.errorCode) || has(.errorMessage) }

    /// The parts of `principalId` around its colon: the role's own identifier, and the name of the session.
    var principalParts: (role: Range<Int>, session: Range<Int>)? {
        guard let slice = contents(.identityPrincipalID),
            let colon = storage[slice].firstIndex(of: UInt8(ascii: ":")), colon + 1 < slice.upperBound
        else { return nil }
        return (slice.lowerBound..<colon, colon + 1..<slice.upperBound)
    }

    /// The time where it is written as `2026-03-04T05:06:07Z`, as it nearly always is.
    private var plainTime: Timestamp? {
        guard let slice = contents(.eventTime), slice.count == 20 else { return nil }
        let bytes = storage.span.extracting(slice)
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for index in range {
                guard bytes[index] >= 48, bytes[index] <= 57 else { return nil }
                value = value * 10 + Int(bytes[index] - 48)
            }
            return value
        }
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19)
        else { return nil }
        return CivilTime(
            validatingYear: year, month: month, day: day, hour: hour, minute: minute, second: second)?.timestamp
    }

    /// Whether it has at least one member that only events have.
    var isRecognizable: Bool {
        fields.has(.eventVersion) || fields.has(.eventName) || fields.has(.eventTime) || fields.has(.eventSource)
    }
}
