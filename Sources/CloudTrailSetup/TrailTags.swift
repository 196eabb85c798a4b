import AWSOperations

/// The tags by which set-up and tear-down know what is theirs.
extension TrailDesign {
    /// By these a tear-down knows what a set-up made.
    var tags: KeyValuePairs<String, String> { ["created-by": "cloudtrail_reader", "trail": trail] }

    /// By this a set-up knows a trail that it was told to take over; a tear-down leaves it.
    static let adoptedTag = (key: "adopted-by", value: "cloudtrail_reader")

    /// Whether a set-up of this trail made what has these tags.
    func made(_ tags: [String: String]?) -> Bool {
        self.tags.allSatisfy { tags?[$0.key] == $0.value }
    }

    /// Whether a set-up was told to take the trail over.
    static func isAdopted(_ tags: [String: String]) -> Bool { tags[adoptedTag.key] == adoptedTag.value }

    var s3Tags: [S3Tag] { tags.map { S3Tag(key: $0.key, value: $0.value) } }
    var snsTags: [SNSTag] { tags.map { SNSTag(key: $0.key, value: $0.value) } }
    var sqsTags: [String: String] { Dictionary(tags.map { ($0.key, $0.value) }) { first, _ in first } }
    var trailTags: [CloudTrailTag] { tags.map { CloudTrailTag(key: $0.key, value: $0.value) } }
}
