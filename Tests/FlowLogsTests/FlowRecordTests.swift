import FlowLogs
import Foundation
import Testing
import Timestamps

@Suite struct FlowRecordTests {
    @Test func givesFieldsByTheirTypes() throws {
        let record = try FlowRecord(message: defaultLine)
        #expect(record.version == 2)
        #expect(record.accountID == "123456789010")
        #expect(record.sourceAddress == "172.31.16.139")
        #expect(record.sourcePort == 20641)
        #expect(record.protocolNumber == 6)
        #expect(record.packets == 20)
        #expect(record.bytes == 4249)
        #expect(record.start == Timestamp(seconds: 1_418_530_010))
        #expect(record.end == Timestamp(seconds: 1_418_530_070))
        #expect(record.action == "ACCEPT")
        #expect(record.logStatus == "OK")
        #expect(record.vpcID == nil)
        #expect(record["account-id"] == .string("123456789010"))
        #expect(record["account_id"] == .string("123456789010"))
        #expect(record["srcport"] == .integer(20641))
        #expect(record[.end] == .timestamp(Timestamp(seconds: 1_418_530_070)))
        #expect(record["nothing"] == nil)
    }

    @Test func keepsUnknownFields() throws {
        let record = try FlowRecord(message: "8 BPA x -", fields: ["version", "reject-reason", "new-thing", "other"])
        #expect(record.rejectReason == "BPA")
        #expect(record["new-thing"] == .string("x"))
        #expect(record["new_thing"] == .string("x"))
        #expect(
            record.dictionary == ["version": .integer(8), "reject_reason": .string("BPA"), "new_thing": .string("x")])
    }

    // As flowlogs_reader's str() of the same line.
    @Test func describesItselfAsPython() throws {
        let fields = ["start", "end", "action", "version", "srcport"]
        let record = try FlowRecord(message: "1568300367123 5 ACCEPT 2 0", fields: fields)
        #expect(
            record.description == "version: 2, srcport: 0, start: 2019-09-12 14:59:27.123000, "
                + "end: 1970-01-01 00:00:05, action: ACCEPT")
    }

    @Test func refusesWhatAParserSkips() {
        let cut = #expect(throws: FlowLogError.self) { try FlowRecord(message: "2 1 eni-1") }
        #expect(cut?.code == .notARecord(.truncatedLine))
        let wrong = #expect(throws: FlowLogError.self) { try FlowRecord(message: "x", fields: ["srcport"]) }
        #expect(wrong?.code == .notARecord(.malformedNumber))
        #expect(throws: FlowLogError.self) { try FlowRecord(message: "") }
        #expect(throws: FlowLogError.self) { try FlowRecord(["start": "soon"]) }
        #expect(throws: FlowLogError.self) { try FlowRecord(["action": "AC CEPT"]) }
    }

    @Test func isMadeOfADictionary() throws {
        let record = try FlowRecord(["start": "5", "srcport": "+080", "account-id": "-", "action": "", "x": "y"])
        #expect(record.start == Timestamp(seconds: 5))
        #expect(record.sourcePort == 80)
        #expect(record.accountID == nil)
        #expect(record.action == nil)
        #expect(record.message == padded("- - - - - 80 - - - - 5"))
    }

    @Test func equalityIsOfValues() throws {
        let record = try FlowRecord(message: "5 80 a", fields: ["start", "srcport", "action"])
        let other = try FlowRecord(message: "a 080 5 -", fields: ["action", "srcport", "start", "end"])
        #expect(record == other)
        #expect(record.hashValue == other.hashValue)
        #expect(record != (try FlowRecord(message: "a 81 5", fields: ["action", "srcport", "start"])))
        #expect(record != (try FlowRecord(message: "a 80 5 x", fields: ["action", "srcport", "start", "new"])))
        #expect(Set([record, other, record.detached()]).count == 1)
    }

    @Test(arguments: [
        defaultLine, "2 1 eni-1 - - - - - - - 5 6 - NODATA", "2 1 e a b 0 0 1 4 336 1568300367123 1568300367000 x OK",
        "2 1 e a b 0 0 1 4 336 2147483648 2147483647 x OK",
    ])
    func codingKeepsEveryField(line: String) throws {
        let record = try FlowRecord(message: line)
        let data = try JSONEncoder().encode([record])
        #expect(try JSONDecoder().decode([FlowRecord].self, from: data) == [record])
    }

    @Test func decodingRefusesWhatIsNoRecord() throws {
        let decoder = JSONDecoder()
        let record = try decoder.decode(
            FlowRecord.self, from: Data(#"{"srcport": 5, "action": "x", "end": null}"#.utf8))
        #expect(record.sourcePort == 5)
        #expect(throws: DecodingError.self) {
            try decoder.decode(FlowRecord.self, from: Data(#"{"srcport": "http"}"#.utf8))
        }
        #expect(throws: DecodingError.self) {
            try decoder.decode(FlowRecord.self, from: Data(#"{"srcport": [1]}"#.utf8))
        }
    }

    @Test func bytesAreAtHandWithoutRecords() {
        let batch = parse("start end action\n1 2 ACCEPT\n1 2 -\n").batches[0]
        #expect(batch.bytes(of: .action, ofRecord: 0).map { String(decoding: $0, as: UTF8.self) } == "ACCEPT")
        #expect(batch.bytes(of: .action, ofRecord: 1) == nil)
        #expect(batch.bytes(of: .vpcID, ofRecord: 0) == nil)
        #expect(batch.integer(.end, ofRecord: 1) == 2)
        #expect(batch.format(ofRecord: 0).columns.count == 3)
    }
}
