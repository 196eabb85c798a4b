import AWSOperations
import JSON
import Locking
import Timestamps
import TrafficSynthesis

/// The events that can be looked up, and the keys of digests.
extension CloudTrailService {
    func lookupEvents(_ input: LookupEvents, _ context: MockContext) throws(AWSError) -> LookupEvents.Output {
        let limit = input.maxResults ?? 50
        guard (1...50).contains(limit) else {
            throw AWSError.trail("InvalidMaxResults", "A value of 1 to 50 is allowed for MaxResults.")
        }
        let attributes = input.lookupAttributes ?? []
        guard attributes.count <= 1,
            attributes.allSatisfy({ CloudTrailService.attributes[$0.attributeKey ?? ""] != nil })
        else { throw AWSError.trail("InvalidLookupAttributes", "Exactly one known attribute can be looked for.") }
        if let start = input.startTime, let end = input.endTime, start > end {
            throw AWSError.trail("InvalidTimeRange", "The start time is after the end time.")
        }
        var first = 0
        if let token = input.nextToken {
            guard let number = Int(token), number >= 0 else {
                throw AWSError.trail("InvalidNextToken", "The token is invalid.")
            }
            first = number
        }
        let oldest = context.now.adding(seconds: -90 * 86_400)
        let span = max(oldest, input.startTime ?? oldest)...
        let candidates = state.withLock { $0.records }.filter { record in
            (record.account == nil || record.account == context.account) && record.region == context.region
                && span.contains(record.time) && record.time <= input.endTime ?? record.time
                && record.isInsight == (input.eventCategory == "insight")
        }
        // A record is read for an attribute only, or where it is in the page.
        let found =
            attributes.isEmpty
            ? candidates
            : candidates.filter { record in
                let event = LookupEvents.Event(record)
                return attributes.allSatisfy { attribute in
                    let value = attribute.attributeValue ?? ""
                    return CloudTrailService.attributes[attribute.attributeKey ?? ""]?(event).contains(value) ?? false
                }
            }
        let page = found.sorted { $0.time > $1.time }.dropFirst(first).prefix(limit)
        return LookupEvents.Output(
            events: page.map { LookupEvents.Event($0) },
            nextToken: first + page.count < found.count ? String(first + limit) : nil)
    }

    /// What can be looked for: CloudTrail API reference, "LookupAttribute".
    private static let attributes: [String: @Sendable (LookupEvents.Event) -> [String]] = [
        "EventId": { [$0.eventID].compactMap { $0 } }, "EventName": { [$0.eventName].compactMap { $0 } },
        "ReadOnly": { [$0.readOnly].compactMap { $0 } }, "Username": { [$0.username].compactMap { $0 } },
        "EventSource": { [$0.eventSource].compactMap { $0 } },
        "AccessKeyId": { [$0.accessKeyID].compactMap { $0 } },
        "ResourceType": { ($0.resources ?? []).compactMap(\.resourceType) },
        "ResourceName": { ($0.resources ?? []).compactMap(\.resourceName) },
    ]

    /// The key by which this server signs digests.
    private static let ownKey = ListPublicKeys.PublicKey(
        value: TrailSigningKey.publicKey, validityStartTime: TrailSigningKey.validity.lowerBound,
        validityEndTime: TrailSigningKey.validity.upperBound, fingerprint: TrailSigningKey.fingerprint)

    func listPublicKeys(_ input: ListPublicKeys, _ context: MockContext) throws(AWSError) -> ListPublicKeys.Output {
        let end = input.endTime ?? context.now
        let start = input.startTime ?? end.adding(seconds: -86_400)
        guard start <= end else { throw AWSError.trail("InvalidTimeRange", "The start time is after the end time.") }
        guard input.nextToken == nil else { throw AWSError.trail("InvalidToken", "The token is invalid.") }
        let found = (keys + [CloudTrailService.ownKey]).filter { key in
            key.validityStartTime.map { $0 <= end } ?? true && key.validityEndTime.map { $0 >= start } ?? true
        }
        return ListPublicKeys.Output(publicKeyList: found)
    }
}

extension LookupEvents.Event {
    /// A record as `LookupEvents` answers it.
    fileprivate init(_ trailEvent: TrailEvent) {
        self.init()
        let record = trailEvent.json
        let identity = record["userIdentity"]
        let session = identity?["sessionContext"]?["sessionIssuer"]?["userName"]?.string
        let principal = identity?["principalId"]?.string
        eventID = record["eventID"]?.string
        eventName = record["eventName"]?.string
        readOnly = record["readOnly"].map { ($0.boolean ?? ($0.string == "true")) ? "true" : "false" }
        accessKeyID = identity?["accessKeyId"]?.string
        eventTime = trailEvent.time
        eventSource = record["eventSource"]?.string
        // The session's name of a role, as AWS answers it.
        username =
            identity?["userName"]?.string ?? principal?.split(separator: ":").dropFirst().last.map(String.init)
            ?? session
            ?? (identity?["type"]?.string == "Root" ? "root" : nil)
        resources = (record["resources"]?.array ?? []).map { resource in
            let name = resource["resourceName"]?.string ?? resource["ARN"]?.string
            return LookupEvents.Resource(
                resourceType: resource["resourceType"]?.string ?? resource["type"]?.string, resourceName: name)
        }
        cloudTrailEvent = record.text()
    }
}
