import JSON

/// What the body of a message in a trail's queue says.
///
/// Understood are: CloudTrail's own notification through SNS, with one key, several, or a bare string; the same with raw
/// delivery; S3's event notification, direct or through SNS, with any number of records; EventBridge's "Object Created"
/// event of S3; and what these services say to try a way out. Envelopes of SNS may lie within each other.
///
/// Sources: CloudTrail User Guide, "Configuring Amazon SNS notifications for CloudTrail"; S3 User Guide, "Event message
/// structure" and "EventBridge event message structure"; SNS Developer Guide, "Amazon SNS message and JSON formats" and
/// "raw message delivery".
public enum CloudTrailMessage: Sendable, Hashable {
    /// Objects were put into S3: at least one, in the order of the message, each once.
    ///
    /// A message that names several is not done with before all of them are.
    case objects([AnnouncedObject])
    /// S3 tries whether it may send: `s3:TestEvent`. To be deleted.
    case test
    /// CloudTrail tries whether it may publish: `CloudTrail validation message.` To be deleted.
    case validation
    /// A message that is understood, and not about objects that were put: what it is.
    case foreign(String)
    /// A message that cannot be understood: why.
    ///
    /// It may have announced an object, so to delete it may be to lose a log file.
    case malformed(String)

    /// The longest message that SQS carries: 1 MiB (SQS Developer Guide, "Amazon SQS message quotas", since August 2025).
    public static let mostBytes = 1 << 20

    /// The text that CloudTrail publishes when a topic is set for a trail.
    ///
    /// Source: aws-cloudtrail-processing-library, `CloudTrailValidationMessageSerializer`.
    public static let validationText = "CloudTrail validation message."

    /// Envelopes within envelopes that are opened: S3 through EventBridge through SNS takes one.
    static let mostEnvelopes = 4

    /// Deeper nesting than in any message of these services.
    static let mostNesting = 64

    /// Reads the body of a message.
    public init(body: some StringProtocol) {
        self.init(text: body, envelopes: 0)
    }

    init(text: some StringProtocol, envelopes: Int) {
        let place = envelopes == 0 ? "the body" : "the Message of the SNS envelope"
        guard text.utf8.count <= CloudTrailMessage.mostBytes else {
            self = .malformed("\(place) is longer than SQS carries: \(text.utf8.count) bytes")
            return
        }
        guard text.utf8.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
            self = .malformed("\(place) is empty")
            return
        }
        if CloudTrailMessage.isValidation(text) {
            self = .validation
            return
        }
        do {
            let value = try JSONValue(parsing: Array(text.utf8), maximumDepth: CloudTrailMessage.mostNesting)
            self.init(value, envelopes: envelopes)
        } catch {
            self = .malformed("\(place) is \(error)")
        }
    }

    private static func isValidation(_ text: some StringProtocol) -> Bool {
        text.utf8.count < 64 && text.split(whereSeparator: \.isWhitespace).joined(separator: " ") == validationText
    }

    /// Tells by its members which service wrote a value.
    private init(_ value: JSONValue, envelopes: Int) {
        if case .string(let text) = value, CloudTrailMessage.isValidation(text) {
            self = .validation
        } else if value.object == nil {
            self = .malformed("JSON, but no object")
        } else if let type = value["Type"]?.string, value["TopicArn"] != nil || value["Message"] != nil {
            self = .envelope(value, type: type, envelopes: envelopes)
        } else if let type = value["messageType"]?.string {
            // AWS Config names its files by `s3Bucket` and `s3ObjectKey` too (Config Developer Guide, "Example
            // configuration history delivery notification").
            self = .foreign("AWS Config: \(CloudTrailMessage.excerpt(type))")
        } else if value["s3Bucket"] != nil || value["s3ObjectKey"] != nil {
            self = .cloudTrail(value)
        } else if let event = value["Event"]?.string, value["Service"] != nil {
            self = event == "s3:TestEvent" ? .test : .foreign("S3: \(CloudTrailMessage.excerpt(event))")
        } else if let source = value["source"]?.string, let detailType = value["detail-type"]?.string {
            self = .eventBridge(value, source: source, detailType: detailType)
        } else if let records = value["Records"] {
            self = .records(records, envelopes: envelopes)
        } else {
            let names = value.object.map { $0.prefix(4).map { CloudTrailMessage.excerpt($0.name) } } ?? []
            self = .foreign(names.isEmpty ? "an empty object" : "an object with \(names.joined(separator: ", "))")
        }
    }

    /// Objects, each once; malformed where there is none.
    static func announcing(_ objects: [AnnouncedObject], orElse reason: String) -> CloudTrailMessage {
        var seen: Set<AnnouncedObject> = []
        let unique = objects.filter { seen.insert($0).inserted }
        return unique.isEmpty ? .malformed(reason) : .objects(unique)
    }

    /// What a stranger wrote, fit for one line of ours.
    static func excerpt(_ text: some StringProtocol) -> String {
        let shown = text.unicodeScalars.prefix(80).map { $0.properties.generalCategory == .control ? "?" : String($0) }
        return shown.joined() + (text.unicodeScalars.count > 80 ? "…" : "")
    }
}
