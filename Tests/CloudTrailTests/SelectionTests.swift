import CloudTrail
import Testing
import Timestamps

struct SelectionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let matches: Bool
        let selection: CloudTrailSelection

        init(_ name: String, _ matches: Bool, _ set: (inout CloudTrailSelection) -> Void) {
            testDescription = name
            self.matches = matches
            var selection = CloudTrailSelection()
            set(&selection)
            self.selection = selection
        }
    }

    static let time = Timestamp(iso8601: "2023-07-10T12:00:01Z")

    /// All of the event of ``EventTests``.
    static let rows = [
        Row("everything", true) { _ in },
        Row("its name", true) { $0.eventNames = ["StopInstances", "RunInstances"] },
        Row("another name", false) { $0.eventNames = ["runinstances"] },
        Row("its service", true) { $0.eventSources = ["ec2.amazonaws.com"] },
        Row("its service for short", true) { $0.eventSources = ["s3", "ec2"] },
        Row("another service", false) { $0.eventSources = ["c2"] },
        Row("its ARN", true) { $0.users = ["arn:aws:sts::1:assumed-role/admin/alice"] },
        Row("its role", true) { $0.users = ["admin"] },
        Row("its identifier", true) { $0.users = ["AROA1:alice"] },
        Row("its session", true) { $0.users = ["alice"] },
        Row("its role's ARN", true) { $0.users = ["arn:aws:iam::1:role/admin"] },
        Row("its role's identifier", true) { $0.users = ["AROA1"] },
        Row("another user", false) { $0.users = ["alic", "AROA", "1"] },
        Row("its address", true) { $0.sourceAddresses = ["203.0.113.7"] },
        Row("another address", false) { $0.sourceAddresses = ["203.0.113.70", "203.0.113."] },
        Row("failed", true) { $0.errors = .failed },
        Row("succeeded", false) { $0.errors = .succeeded },
        Row("its code", true) { $0.errors = .codes(["AccessDenied", "Client.UnauthorizedOperation"]) },
        Row("another code", false) { $0.errors = .codes(["AccessDenied"]) },
        Row("no code", false) { $0.errors = .codes([]) },
        Row("reading", false) { $0.readOnly = true },
        Row("not reading", true) { $0.readOnly = false },
        Row("from its time", true) { $0.startTime = time },
        Row("from later", false) { $0.startTime = time?.adding(milliseconds: 1) },
        Row("to its time", false) { $0.endTime = time },
        Row("to later", true) { $0.endTime = time?.adding(milliseconds: 1) },
        Row("two that fit", true) {
            $0.eventNames = ["RunInstances"]
            $0.users = ["admin"]
        },
        Row("one that fits and one that does not", false) {
            $0.eventNames = ["RunInstances"]
            $0.users = ["root"]
        },
    ]

    @Test(arguments: rows) func selects(_ row: Row) throws {
        let event = try CloudTrailEvent(parsing: Array(EventTests.record.utf8))
        #expect(row.selection.matches(event) == row.matches)
    }

    @Test func comparesTextWithoutItsEscapes() throws {
        let event = try CloudTrailEvent(
            parsing: Array(#"{"eventName":"\u0052un\u00e9","userIdentity":{"userName":"a\/b"}}"#.utf8))
        var selection = CloudTrailSelection()
        selection.eventNames = ["Runé"]
        selection.users = ["a/b"]
        #expect(selection.matches(event))
        selection.users = [#"a\/b"#]
        #expect(!selection.matches(event))
    }

    @Test func anEventWithoutTimeOrFlagFitsNoRestriction() throws {
        let event = try CloudTrailEvent(parsing: Array(#"{"eventName":"a","eventTime":"soon","readOnly":null}"#.utf8))
        var selection = CloudTrailSelection()
        #expect(selection.matches(event))
        selection.startTime = Timestamp(milliseconds: .min)
        #expect(!selection.matches(event))
        selection.startTime = nil
        selection.readOnly = false
        #expect(!selection.matches(event))
    }

    @Test func aMessageWithoutCodeIsAnError() throws {
        let event = try CloudTrailEvent(parsing: Array(#"{"errorMessage":"Failed authentication"}"#.utf8))
        var selection = CloudTrailSelection()
        selection.errors = .failed
        #expect(selection.matches(event))
    }
}
