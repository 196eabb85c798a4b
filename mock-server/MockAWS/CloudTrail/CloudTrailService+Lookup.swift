import AWSOperations
import JSON
import Locking
import Timestamps

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
        let found = state.withLock { $0.records }.compactMap { LookedUpRecord($0) }.filter { record in
            guard record.account == nil || record.account == context.account, record.region == context.region,
                record.time >= max(oldest, input.startTime ?? oldest), record.time <= input.endTime ?? record.time,
                record.isInsight == (input.eventCategory == "insight")
            else { return false }
            return attributes.allSatisfy { attribute in
                let value = attribute.attributeValue ?? ""
                return CloudTrailService.attributes[attribute.attributeKey ?? ""]?(record.event).contains(value)
                    ?? false
            }
        }.sorted { $0.time > $1.time }
        let page = found.dropFirst(first).prefix(limit)
        return LookupEvents.Output(
            events: page.map(\.event), nextToken: first + page.count < found.count ? String(first + limit) : nil)
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

    func listPublicKeys(_ input: ListPublicKeys, _ context: MockContext) throws(AWSError) -> ListPublicKeys.Output {
        let end = input.endTime ?? context.now
        let start = input.startTime ?? end.adding(seconds: -86_400)
        guard start <= end else { throw AWSError.trail("InvalidTimeRange", "The start time is after the end time.") }
        guard input.nextToken == nil else { throw AWSError.trail("InvalidToken", "The token is invalid.") }
        let found = keys.filter { key in
            key.validityStartTime.map { $0 <= end } ?? true && key.validityEndTime.map { $0 >= start } ?? true
        }
        return ListPublicKeys.Output(publicKeyList: found)
    }
}

/// A record as `LookupEvents` answers it.
private struct LookedUpRecord {
    var time: Timestamp
    var account: String?
    var region: String?
    var isInsight: Bool
    var event: LookupEvents.Event

    /// Reads a record; nil where it has no time.
    init?(_ record: JSONValue) {
        guard let time = record["eventTime"]?.string.flatMap({ Timestamp(iso8601: $0) }) else { return nil }
        self.time = time
        account = record["recipientAccountId"]?.string
        region = record["awsRegion"]?.string
        isInsight = record["eventCategory"]?.string == "Insight"
        let identity = record["userIdentity"]
        let session = identity?["sessionContext"]?["sessionIssuer"]?["userName"]?.string
        let principal = identity?["principalId"]?.string
        event = LookupEvents.Event()
        event.eventID = record["eventID"]?.string
        event.eventName = record["eventName"]?.string
        event.readOnly = record["readOnly"].map { ($0.boolean ?? ($0.string == "true")) ? "true" : "false" }
        event.accessKeyID = identity?["accessKeyId"]?.string
        event.eventTime = time
        event.eventSource = record["eventSource"]?.string
        // The session's name of a role, as AWS answers it.
        event.username =
            identity?["userName"]?.string ?? principal?.split(separator: ":").dropFirst().last.map(String.init)
            ?? session
            ?? (identity?["type"]?.string == "Root" ? "root" : nil)
        event.resources = (record["resources"]?.array ?? []).map { resource in
            let name = resource["resourceName"]?.string ?? resource["ARN"]?.string
            return LookupEvents.Resource(
                resourceType: resource["resourceType"]?.string ?? resource["type"]?.string, resourceName: name)
        }
        event.cloudTrailEvent = record.text()
    }
}
