import HTTPMessages
import JSON

/// One reading for each service that writes into a trail's queue.
extension CloudTrailMessage {
    /// The JSON that SNS puts around a message without raw delivery.
    static func envelope(_ value: JSONValue, type: String, envelopes: Int) -> CloudTrailMessage {
        guard type == "Notification" else { return .foreign("SNS: \(excerpt(type))") }
        guard let message = value["Message"]?.string else {
            return .malformed("the SNS envelope has no text as its Message")
        }
        guard envelopes < mostEnvelopes else { return .malformed("SNS envelopes within each other, too many") }
        return CloudTrailMessage(text: message, envelopes: envelopes + 1)
    }

    /// CloudTrail's own notification, `{"s3Bucket":…,"s3ObjectKey":[…]}`; its keys are not encoded.
    static func cloudTrail(_ value: JSONValue) -> CloudTrailMessage {
        guard let bucket = value["s3Bucket"]?.string, !bucket.isEmpty else {
            return .malformed("s3ObjectKey without a text as s3Bucket")
        }
        let keys: [JSONValue]
        switch value["s3ObjectKey"] {
        case .string(let key): keys = [.string(key)]
        case .array(let elements): keys = elements
        case nil, .null: return .malformed("s3Bucket without s3ObjectKey")
        default: return .malformed("s3ObjectKey is neither a text nor an array")
        }
        var objects: [AnnouncedObject] = []
        for key in keys {
            guard let key = key.string, !key.isEmpty else { return .malformed("s3ObjectKey holds what is no key") }
            objects.append(AnnouncedObject(bucket: bucket, key: key))
        }
        return announcing(objects, orElse: "s3ObjectKey names no object")
    }

    /// An event of EventBridge as its rules send it to a queue; the keys of S3's are not encoded.
    static func eventBridge(_ value: JSONValue, source: String, detailType: String) -> CloudTrailMessage {
        guard source == "aws.s3", detailType == "Object Created" else {
            return .foreign("EventBridge: \(excerpt(detailType)) of \(excerpt(source))")
        }
        // Another major number is another shape.
        if let version = value["detail"]?["event-version"]?.string, !version.hasPrefix("1.") {
            return .malformed("EventBridge: version \(excerpt(version)) of S3's event is not known here; 1 is")
        }
        guard let bucket = value["detail"]?["bucket"]?["name"]?.string, !bucket.isEmpty,
            let key = value["detail"]?["object"]?["key"]?.string, !key.isEmpty
        else { return .malformed("EventBridge: Object Created without bucket and key") }
        return .objects([AnnouncedObject(bucket: bucket, key: key)])
    }

    /// `Records`: of S3, or of SNS as a function of AWS Lambda gets them and may pass them on.
    static func records(_ value: JSONValue, envelopes: Int) -> CloudTrailMessage {
        guard let records = value.array else { return .malformed("Records is no array") }
        guard !records.isEmpty else { return .malformed("Records is empty") }
        var objects: [AnnouncedObject] = []
        var others: [CloudTrailMessage] = []
        for record in records {
            switch CloudTrailMessage.record(record, envelopes: envelopes) {
            case .objects(let found): objects += found
            // To act on the rest would be to forget this one.
            case .malformed(let reason): return .malformed(reason)
            case let other: others.append(other)
            }
        }
        if objects.isEmpty, let first = others.first { return first }
        return announcing(objects, orElse: "Records names no object")
    }

    private static func record(_ record: JSONValue, envelopes: Int) -> CloudTrailMessage {
        guard record.object != nil else { return .malformed("a record is no object") }
        if let notification = record["Sns"] {
            return envelope(notification, type: notification["Type"]?.string ?? "Notification", envelopes: envelopes)
        }
        guard let s3 = record["s3"] else {
            let source = record["eventSource"]?.string ?? record["EventSource"]?.string
            return .foreign(source.map { "a record of \(excerpt($0))" } ?? "a record without eventSource")
        }
        if let version = record["eventVersion"]?.string, !version.hasPrefix("2.") {
            return .malformed("version \(excerpt(version)) of S3's record is not known here; 2 is")
        }
        guard let name = record["eventName"]?.string else { return .malformed("a record of S3 without eventName") }
        guard name.hasPrefix("ObjectCreated:") || name.hasPrefix("s3:ObjectCreated:") else {
            return .foreign("S3: \(excerpt(name))")
        }
        guard let bucket = s3["bucket"]?["name"]?.string, !bucket.isEmpty, let key = s3["object"]?["key"]?.string,
            !key.isEmpty
        else { return .malformed("a record of S3 without bucket and key") }
        guard PercentEncoding.isValid(key) else {
            return .malformed("a record of S3 whose key is not percent-encoded: \(excerpt(key))")
        }
        return .objects([AnnouncedObject(bucket: bucket, key: PercentEncoding.decode(key, plusIsSpace: true))])
    }
}
