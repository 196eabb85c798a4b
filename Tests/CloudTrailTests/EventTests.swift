import CloudTrail
import Testing
import Timestamps

struct EventTests {
    static let record = #"""
        {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROA1:alice",\#
        "arn":"arn:aws:sts::1:assumed-role/admin/alice","accountId":"1",\#
        "sessionContext":{"attributes":{"mfaAuthenticated":"true"},"sessionIssuer":{"type":"Role",\#
        "userName":"admin","arn":"arn:aws:iam::1:role/admin"}}},"eventTime":"2023-07-10T12:00:01Z",\#
        "eventSource":"ec2.amazonaws.com","eventName":"RunInstances","awsRegion":"us-east-1",\#
        "sourceIPAddress":"203.0.113.7","userAgent":"aws\/cli \"2\" \u00fc",\#
        "errorCode":"Client.UnauthorizedOperation","errorMessage":"no",\#
        "requestParameters":{"a":[1, 2]},"responseElements":null,\#
        "additionalEventData":{"MFAUsed":"Yes"},"eventID":"e-1","readOnly":false,\#
        "eventType":"AwsApiCall","recipientAccountId":"1"}
        """#

    @Test func hasItsFields() throws {
        let event = try CloudTrailEvent(parsing: Array(Self.record.utf8))
        #expect(event.eventVersion == "1.08")
        #expect(event.eventID == "e-1")
        #expect(event.eventTime == Timestamp(iso8601: "2023-07-10T12:00:01Z"))
        #expect(event.eventName == "RunInstances")
        #expect(event.eventSource == "ec2.amazonaws.com")
        #expect(event.awsRegion == "us-east-1")
        #expect(event.sourceIPAddress == "203.0.113.7")
        #expect(event.userAgent == "aws/cli \"2\" ü")
        #expect(event.errorCode == "Client.UnauthorizedOperation")
        #expect(event.errorMessage == "no")
        #expect(event.isError)
        #expect(event.readOnly == false)
        #expect(event.eventType == "AwsApiCall")
        #expect(event.recipientAccountID == "1")
        #expect(event.identityType == "AssumedRole")
        #expect(event.identityARN == "arn:aws:sts::1:assumed-role/admin/alice")
        #expect(event.identityPrincipalID == "AROA1:alice")
        #expect(event.identityAccountID == "1")
        #expect(event.identityUserName == nil)
        #expect(event.sessionIssuerUserName == "admin")
        #expect(event.mfaUsed == "Yes")
        #expect(event.consoleLogin == nil)
        #expect(!event.has(.responseElements))
        #expect(event.requestParameters.map { text($0) } == #"{"a":[1, 2]}"#)
    }

    @Test func anyMemberIsFoundByItsPath() throws {
        let text = #" { "a" : { "b\n" : [ 1 ] , "c":"\u00e9\\" }, "a b":-1.5, "a" : { "b\n" : { "d" : true } } }"#
        let event = try CloudTrailEvent(parsing: Array(text.utf8))
        #expect(event.json(at: ["a", "b\n", "d"]).map { CloudTrailTests.text($0) } == "true")
        #expect(event.json(at: ["a b"]).map { CloudTrailTests.text($0) } == "-1.5")
        #expect(event.json(at: ["a", "c"]) == nil)
        #expect(event.json(at: ["a b", "c"]) == nil)
        #expect(event.json(at: []) == event.rawBytes)
        #expect(event.string(at: ["a", "b\n"]) == nil)
    }

    @Test func theLastOfRepeatedMembersCounts() throws {
        let repeated =
            #"{"userIdentity":{"type":"A","arn":"x"},"eventName":"1","eventName":"2","#
            + #""userIdentity":{"type":"B"}}"#
        let event = try CloudTrailEvent(parsing: Array(repeated.utf8))
        #expect(event.eventName == "2")
        #expect(event.identityType == "B")
        #expect(event.identityARN == nil)
    }

    @Test func timesOfEveryFormAreRead() throws {
        for time in [
            "2023-07-10T12:00:01Z", "2023-07-10T12:00:01.5Z", "2023-07-10T12:00:01+01:00", "2023-02-30T12:00:01Z",
            "2023-07-10T12:00:61Z", "2013-11-01T00:00:0xZ", "9999-12-31T23:59:59Z", "Nov 1, 2013 1:00 PM", "",
        ] {
            let event = try CloudTrailEvent(parsing: Array(#"{"eventTime":"\#(time)"}"#.utf8))
            #expect(event.eventTime == Timestamp(iso8601: time), "\(time)")
        }
    }

    @Test func readOnlyMayBeAString() throws {
        for (json, value) in [("true", true), ("\"true\"", true), ("\"false\"", false), ("null", nil), ("1", nil)] {
            let event = try CloudTrailEvent(parsing: Array(#"{"readOnly":\#(json)}"#.utf8))
            #expect(event.readOnly == value)
        }
    }

    @Test func whatIsNoEventSaysWhy() {
        let cases: [(String, CloudTrailError.Code, Int)] = [
            ("", .truncated, 0), ("  ", .truncated, 2), ("[]", .notAnEvent(.notAnObject), 0), ("{", .truncated, 1),
            (" {} x", .notAnEvent(.syntax), 4), (#" {"a":tru}"#, .notAnEvent(.syntax), 6),
            (#"{"a":"\q"}"#, .notAnEvent(.escape), 6),
        ]
        for (text, code, offset) in cases {
            #expect(throws: CloudTrailError(code: code, byteOffset: offset), "\(text)") {
                try CloudTrailEvent(parsing: Array(text.utf8))
            }
        }
        #expect(CloudTrailError(code: .truncated, byteOffset: 7).description.hasSuffix("(byte 7)"))
    }

    @Test func aDetachedEventHoldsItsOwnBytesOnly() throws {
        let event = try #require(parse("[\(Self.record)]").events.first)
        #expect(event.detached().rawBytes.startIndex == 0)
        #expect(text(event.detached().rawBytes) == Self.record)
        #expect(event.detached().sessionIssuerUserName == "admin")
    }
}
