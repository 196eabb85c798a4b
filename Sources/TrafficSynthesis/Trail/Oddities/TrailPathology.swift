/// Something odd about a log file of CloudTrail that readers must survive; all of it was seen in the wild.
public enum TrailPathology: String, Sendable, Hashable, CaseIterable {
    /// JSON with line breaks and blanks.
    case prettyPrinted = "pretty-printed"
    /// A list of records, without the object around it.
    case bareList = "bare-list"
    /// A record a line, without a list.
    case jsonLines = "json-lines"
    /// One more record, of 2013: without `eventID`, `eventType`, `requestID` and `readOnly`.
    case oldVersion = "old-version"
    /// One more record, whose `userIdentity` is null.
    case nullIdentity = "null-identity"
    /// One more record, whose `eventTime` is no time.
    case oddTime = "odd-time"
    /// One more record, with escapes, letters of many alphabets, numbers with fractions and eleven levels of nesting.
    case oddValues = "odd-values"
    /// An event that comes twice.
    case duplicateEvent = "duplicate-event"
    /// A number in the list of records: no event.
    case notARecord = "not-a-record"
    /// A record that is no JSON, between the others.
    case brokenRecord = "broken-record"
    /// One more file, without records.
    case noRecords = "no-records"

    /// Whether a file with it is one more.
    var isWithoutRecords: Bool { self == .noRecords }

    /// A pathology and how many log files have it.
    public struct Count: Sendable, Hashable {
        /// The pathology.
        public var pathology: TrailPathology
        /// In how many log files.
        public var count: Int

        /// Creates a count.
        public init(_ pathology: TrailPathology, _ count: Int = 1) {
            self.pathology = pathology
            self.count = count
        }
    }
}
