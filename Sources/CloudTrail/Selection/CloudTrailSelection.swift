import Timestamps

/// Which events are wanted; what is not set does not restrict.
public struct CloudTrailSelection: Sendable {
    /// What is wanted of the error.
    public enum Errors: Sendable, Hashable {
        /// Any code, or none.
        case all
        /// Only calls that failed: they have a code or a message.
        case failed
        /// Only calls that succeeded.
        case succeeded
        /// Only these codes.
        case codes(Set<String>)
    }

    /// Calls, such as `RunInstances`; an event of any of them fits.
    public var eventNames: Set<String> = [] { didSet { names = TextSet(eventNames) } }
    /// Services, such as `ec2.amazonaws.com`, or `ec2` for short.
    public var eventSources: Set<String> = [] { didSet { sources = TextSet(eventSources.union(longNames)) } }
    /// Users: name, ARN or identifier of the identity or of its role, the name of the session, or the service.
    public var users: Set<String> = [] { didSet { userTexts = TextSet(users) } }
    /// Source addresses, as they stand in the event.
    public var sourceAddresses: Set<String> = [] { didSet { addresses = TextSet(sourceAddresses) } }
    /// What is wanted of the error.
    public var errors = Errors.all {
        didSet { if case .codes(let wanted) = errors { codes = TextSet(wanted) } else { codes = TextSet([]) } }
    }
    /// Whether only events that read, or only those that do more, are wanted.
    ///
    /// Events that do not say it (version 1.0) fit neither.
    public var readOnly: Bool?
    /// The first time that is wanted.
    public var startTime: Timestamp?
    /// The first time after `startTime` that is not wanted any more.
    public var endTime: Timestamp?

    private var names = TextSet([])
    private var sources = TextSet([])
    private var userTexts = TextSet([])
    private var addresses = TextSet([])
    private var codes = TextSet([])

    /// Creates a selection of all events.
    public init() {}

    private var longNames: Set<String> {
        Set(eventSources.filter { !$0.contains(".") }.map { $0 + ".amazonaws.com" })
    }

    /// Whether an event is wanted.
    ///
    /// An event whose time cannot be read fits no window.
    public func matches(_ event: CloudTrailEvent) -> Bool {
        if !names.isEmpty, !names.contains(event, .eventName) { return false }
        if !sources.isEmpty, !sources.contains(event, .eventSource) { return false }
        if !addresses.isEmpty, !addresses.contains(event, .sourceIPAddress) { return false }
        if !userTexts.isEmpty, !isUser(of: event) { return false }
        switch errors {
        case .all: break
        case .failed: guard event.isError else { return false }
        case .succeeded: guard !event.isError else { return false }
        case .codes: guard codes.contains(event, .errorCode) else { return false }
        }
        if let readOnly, event.readOnly != readOnly { return false }
        guard startTime != nil || endTime != nil else { return true }
        guard let time = event.eventTime else { return false }
        if let startTime, time < startTime { return false }
        if let endTime, time >= endTime { return false }
        return true
    }

    private func isUser(of event: CloudTrailEvent) -> Bool {
        CloudTrailSelection.userFields.contains { userTexts.contains(event, $0) }
            || event.principalParts.map { userTexts.contains(event, $0.role) || userTexts.contains(event, $0.session) }
                == true
    }

    private static let userFields: [CloudTrailField] = [
        .identityUserName, .identityARN, .identityPrincipalID, .sessionIssuerUserName, .sessionIssuerARN,
        .identityInvokedBy,
    ]
}
