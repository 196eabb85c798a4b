import JSON
import Testing
import Timestamps

@testable import TrafficSynthesis

@Suite struct TrailRecordGeneratorTests {
    private static let end = Timestamp(seconds: 1_772_600_000)

    private func records(
        _ count: Int, seed: UInt64 = 1, region: String = "us-east-1"
    ) throws -> (TrailRecordFile, [JSONValue]) {
        let file = TrailRecordGenerator(account: "111122223333", region: region)
            .file(count, before: Self.end, seed: seed)
        return (file, try #require(try JSONValue(parsing: file.content)["Records"]?.array))
    }

    @Test func recordsHaveTheMembersOfTheGuide() throws {
        let (_, records) = try records(2000)
        #expect(records.count == 2000)
        let needed = [
            "eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress",
            "userAgent", "requestParameters", "responseElements", "eventID", "readOnly", "eventType",
            "managementEvent", "recipientAccountId", "eventCategory", "tlsDetails",
        ]
        for record in records {
            let members = try #require(record.object).map(\.name)
            #expect(Set(members).count == members.count && Set(members).isSuperset(of: needed))
            #expect(record["recipientAccountId"] == "111122223333")
        }
        let ids = records.compactMap { $0["eventID"]?.string }
        #expect(Set(ids).count == 2000)
        let times = records.compactMap { $0["eventTime"]?.string.flatMap { Timestamp(iso8601: $0) } }
        #expect(times == times.sorted() && times.count == 2000)
        #expect(times.allSatisfy { $0 < Self.end && $0 >= Self.end.adding(seconds: -300) })
    }

    @Test func everyKindIsAmongThem() throws {
        let (_, records) = try records(5000)
        let types = Set(records.compactMap { $0["userIdentity"]?["type"]?.string })
        #expect(
            types == [
                "IAMUser", "AssumedRole", "Root", "FederatedUser", "AWSService", "AWSAccount", "IdentityCenterUser",
            ])
        #expect(records.contains { $0["errorCode"] == "AccessDenied" })
        #expect(records.contains { $0["sharedEventID"] != nil } && records.contains { $0["resources"] != nil })
        #expect(records.contains { $0["vpcEndpointId"] != nil } && records.contains { $0["readOnly"] == false })
        let logins = records.filter { $0["eventName"] == "ConsoleLogin" }
        for outcome in ["Success", "Failure"] {
            for mfa in ["Yes", "No"] {
                #expect(
                    logins.contains {
                        $0["responseElements"]?["ConsoleLogin"]?.string == outcome
                            && $0["additionalEventData"]?["MFAUsed"]?.string == mfa
                    }, "\(outcome) \(mfa)")
            }
        }
    }

    @Test func tallyIsWhatAReaderCounts() throws {
        let (file, records) = try records(3000, seed: 9)
        var counted = TrailRecordTally()
        for record in records { counted.add(record) }
        #expect(file.tally == counted)
        #expect(counted.errors > 0 && counted.failedLogins > 0)
        #expect(file.eventIDs == records.compactMap { $0["eventID"]?.string })
    }

    @Test func seedDecides() throws {
        #expect(try records(20).0.content == records(20).0.content)
        #expect(try records(20).0.content != records(20, seed: 2).0.content)
    }

    @Test func globalServicesAreOfOneRegion() throws {
        let names = { (records: [JSONValue]) in Set(records.compactMap { $0["eventSource"]?.string }) }
        #expect(names(try records(2000).1).contains("iam.amazonaws.com"))
        let (_, elsewhere) = try records(2000, region: "eu-west-1")
        #expect(!names(elsewhere).contains("iam.amazonaws.com"))
        #expect(elsewhere.allSatisfy { $0["awsRegion"] == "eu-west-1" })
    }

    @Test func noRecordsAreAFile() throws {
        let (file, records) = try records(0)
        #expect(records.isEmpty && file.times == nil)
    }
}
