extension FieldScope {
    /// The field of the member whose name stands in `bytes[start..<end]`, without quotes and escapes.
    @inline(__always)
    func field(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CloudTrailField? {
        guard start < end else { return nil }
        switch self {
        case .event: return eventField(bytes, start, end)
        case .userIdentity: return identityField(bytes, start, end)
        case .sessionContext: return named("sessionIssuer", bytes, start, end) ? .sessionIssuer : nil
        case .sessionIssuer:
            if named("userName", bytes, start, end) { return .sessionIssuerUserName }
            return named("arn", bytes, start, end) ? .sessionIssuerARN : nil
        case .additionalEventData: return named("MFAUsed", bytes, start, end) ? .mfaUsed : nil
        case .responseElements: return named("ConsoleLogin", bytes, start, end) ? .consoleLogin : nil
        }
    }
}

/// Whether `bytes[start..<end]` is `name`.
@inline(__always)
private func named(_ name: StaticString, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start == name.utf8CodeUnitCount else { return false }
    for index in 0..<name.utf8CodeUnitCount {
        guard unsafe bytes[start + index] == name.utf8Start[index] else { return false }
    }
    return true
}

private func eventField(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CloudTrailField? {
    @inline(__always)
    func one(_ name: StaticString, _ field: CloudTrailField) -> CloudTrailField? {
        named(name, bytes, start, end) ? field : nil
    }
    switch end - start {
    case 6: return one("Events", .events)
    case 7:
        switch bytes[start + 5] {
        case UInt8(ascii: "I"): return one("eventID", .eventID)
        case UInt8(ascii: "g"): return one("message", .logMessage)
        default: return one("Records", .records)
        }
    case 8: return one("readOnly", .readOnly)
    case 9:
        switch bytes[start] {
        case UInt8(ascii: "e"):
            return one("eventName", .eventName) ?? one("eventTime", .eventTime) ?? one("eventType", .eventType)
                ?? one("errorCode", .errorCode)
        case UInt8(ascii: "r"): return one("requestID", .requestID) ?? one("resources", .resources)
        case UInt8(ascii: "l"): return one("logEvents", .logEvents)
        default: return one("awsRegion", .awsRegion) ?? one("userAgent", .userAgent)
        }
    case 11: return one("eventSource", .eventSource)
    case 12:
        return one("eventVersion", .eventVersion) ?? one("userIdentity", .userIdentity)
            ?? one("errorMessage", .errorMessage)
    case 13: return one("eventCategory", .eventCategory) ?? one("sharedEventID", .sharedEventID)
    case 15: return one("sourceIPAddress", .sourceIPAddress) ?? one("CloudTrailEvent", .lookupEvent)
    case 16: return one("responseElements", .responseElements)
    case 17: return one("requestParameters", .requestParameters)
    case 18: return one("recipientAccountId", .recipientAccountID)
    case 19: return one("additionalEventData", .additionalEventData)
    default: return nil
    }
}

private func identityField(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> CloudTrailField? {
    @inline(__always)
    func one(_ name: StaticString, _ field: CloudTrailField) -> CloudTrailField? {
        named(name, bytes, start, end) ? field : nil
    }
    switch end - start {
    case 3: return one("arn", .identityARN)
    case 4: return one("type", .identityType)
    case 8: return one("userName", .identityUserName)
    case 9: return one("accountId", .identityAccountID) ?? one("invokedBy", .identityInvokedBy)
    case 11: return one("principalId", .identityPrincipalID) ?? one("accessKeyId", .identityAccessKeyID)
    case 14: return one("sessionContext", .sessionContext)
    default: return nil
    }
}
