import AWSOperations
import Digests
import JSON
import Timestamps

/// A message that was published, in the forms in which it reaches queues.
struct SNSNotification: Sendable {
    var id: String
    var topic: String
    var region: String
    var subject: String?
    var message: String
    var attributes: [String: SNSMessageAttribute]
    var time: Timestamp

    /// The envelope in which a queue gets the message: SNS Developer Guide, "Parsing message formats".
    ///
    /// Members and white space are as AWS writes them. The signature has the form of one, and is none.
    func envelope(subscription: String) -> String {
        let host = "https://sns.\(region).amazonaws.com"
        var members: [(String, JSONValue)] = [
            ("Type", "Notification"), ("MessageId", .string(id)), ("TopicArn", .string(topic)),
        ]
        if let subject { members.append(("Subject", .string(subject))) }
        members += [
            ("Message", .string(message)), ("Timestamp", .string(time.iso8601Milliseconds)),
            ("SignatureVersion", "1"), ("Signature", .string(signature)),
            ("SigningCertURL", .string(host + "/SimpleNotificationService-0000000000000000000000.pem")),
            ("UnsubscribeURL", .string(host + "/?Action=Unsubscribe&SubscriptionArn=" + subscription)),
        ]
        var lines = members.map { "  \(JSONValue.string($0.0).text()) : \($0.1.text())" }
        if !attributes.isEmpty {
            let entries = attributes.sorted { $0.key < $1.key }.map { name, attribute in
                let value = attribute.stringValue ?? Base64.encode(attribute.binaryValue ?? [])
                return "    \(JSONValue.string(name).text()) : {\"Type\":"
                    + "\(JSONValue.string(attribute.dataType ?? "String").text()),\"Value\":"
                    + "\(JSONValue.string(value).text())}"
            }
            lines.append("  \"MessageAttributes\" : {\n" + entries.joined(separator: ",\n") + "\n  }")
        }
        return "{\n" + lines.joined(separator: ",\n") + "\n}"
    }

    /// 256 bytes that depend on the message.
    private var signature: String {
        var bytes: [UInt8] = []
        for part in 0..<8 { bytes += SHA256.hash("\(part) \(id) \(message)") }
        return Base64.encode(bytes)
    }

    /// The attributes as a queue gets them with a raw message.
    var queueAttributes: [String: SQSMessageAttribute] {
        attributes.mapValues {
            SQSMessageAttribute(stringValue: $0.stringValue, binaryValue: $0.binaryValue, dataType: $0.dataType)
        }
    }
}
