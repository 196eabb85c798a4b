import JSON
import Timestamps

/// A record that no session made.
struct OddRecord: Sendable {
    var text: String
    /// What readers find in it.
    var source = "ec2.amazonaws.com"
    var name = "DescribeRegions"
    var principal: String
    var isReadOnly = true
}

extension SynthesizedTrailFile {
    /// Makes the file odd.
    mutating func apply(_ pathology: TrailPathology, to object: SynthesizedTrailObject, in network: Network) {
        let list = Array(content.dropFirst(TrailRecordFile.opening.count).dropLast(TrailRecordFile.closing.count))
        switch pathology {
        case .prettyPrinted: if let json = try? JSONValue(parsing: content) { content = json.encoded(indented: true) }
        case .bareList: content = [UInt8(ascii: "[")] + list + [UInt8(ascii: "]")]
        case .jsonLines:
            guard let records = (try? JSONValue(parsing: content))?["Records"]?.array else { return }
            content = records.flatMap { $0.encoded() + [UInt8(ascii: "\n")] }
        case .oldVersion, .nullIdentity, .oddTime, .oddValues:
            let record = OddRecord(pathology, in: object, of: network, at: time)
            oddRecords.append(record)
            insert(record.text, before: list)
        case .duplicateEvent:
            guard let index = calls.lastIndex(where: { $0.incident == 0 }) else { return }
            calls.append(calls[index])
            eventIDs.append(eventIDs[index])
            insert(String(decoding: content[ranges[index]], as: UTF8.self), before: list)
        case .notARecord:
            skipped["notAnObject", default: 0] += 1
            insert("42", before: list)
        case .brokenRecord:
            skipped["syntax", default: 0] += 1
            insert(#"{"eventVersion":"1.11","eventName":DescribeRegions}"#, before: list)
        case .noRecords: content = TrailRecordFile.opening + TrailRecordFile.closing
        }
    }

    private mutating func insert(_ element: String, before list: [UInt8]) {
        content =
            TrailRecordFile.opening + Array(element.utf8) + (list.isEmpty ? [] : [UInt8(ascii: ",")]) + list
            + TrailRecordFile.closing
    }

    private var time: String { times?.lowerBound.iso8601 ?? "2026-03-04T00:00:00Z" }
}

extension OddRecord {
    /// The record of a pathology that is one more.
    fileprivate init(
        _ pathology: TrailPathology, in object: SynthesizedTrailObject, of network: Network, at time: String
    ) {
        let account = network.account
        let arn = "arn:aws:iam::\(account):user/archive"
        var identity =
            #"{"type":"IAMUser","principalId":"AIDAARCHIVEEXAMPLE","arn":"\#(arn)","accountId":"\#(account)","#
            + #""accessKeyId":"","userName":"archive"}"#
        var (time, version, more, parameters) = (time, "1.11", "", "null")
        principal = arn
        switch pathology {
        case .oldVersion: (version, isReadOnly) = ("1.0", false)
        case .nullIdentity: (identity, principal) = ("null", "-")
        case .oddTime: time = "yesterday, half past nine"
        case .oddValues:
            let nested = String(repeating: #"{"a":["#, count: 5) + "1.5e-7" + String(repeating: "]}", count: 5)
            parameters =
                #"{"text":"caf\u00e9 \ud83d\ude00 \u0001 \\/ Ünïcödé 漢字","factor":0.30000000000000004,"nested":"#
                + nested + "}"
        default: break
        }
        if pathology != .oldVersion {
            more =
                #""eventID":"\#(OddRecord.id(object.key))","eventType":"AwsApiCall","readOnly":true,"#
                + #""managementEvent":true,"eventCategory":"Management","recipientAccountId":"\#(account)","#
        }
        text =
            #"{"eventVersion":"\#(version)","userIdentity":\#(identity),"eventTime":"\#(time)","#
            + #""eventSource":"ec2.amazonaws.com","eventName":"DescribeRegions","awsRegion":"\#(network.region)",\#(more)"#
            + #""sourceIPAddress":"support.amazonaws.com","userAgent":null,"requestParameters":\#(parameters),"#
            + #""responseElements":null}"#
    }

    /// A file has one odd record at most.
    private static func id(_ key: String) -> String {
        var id: [UInt8] = []
        RecordValues.append(uuid: SeededRandom(seed: 0x6F64_6473).branch(key), to: &id)
        return String(decoding: id, as: UTF8.self)
    }
}
