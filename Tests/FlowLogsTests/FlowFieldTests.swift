import FlowLogs
import Foundation
import TestSupport
import Testing

@Suite struct FlowFieldTests {
    @Test func knowsEveryFieldInBothSpellings() {
        #expect(FlowField.allCases.count == 72)
        for field in FlowField.allCases {
            #expect(FlowField(named: field.name) == field)
            #expect(FlowField(named: field.columnName) == field)
            #expect(!field.name.contains("_") && !field.columnName.contains("-"))
        }
        #expect(FlowField(named: "") == nil)
        #expect(FlowField(named: "srcaddrs") == nil)
        #expect(FlowField(named: "Srcaddr") == nil)
        #expect(FlowField(named: String(repeating: "a", count: 1000)) == nil)
    }

    @Test func printsTheColumnsOfPythonInItsOrder() {
        let slots = """
            version account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes start end action \
            log_status vpc_id subnet_id instance_id tcp_flags type pkt_srcaddr pkt_dstaddr region az_id \
            sublocation_type sublocation_id pkt_src_aws_service pkt_dst_aws_service flow_direction traffic_path \
            resource_type tgw_id tgw_attachment_id tgw_src_vpc_account_id tgw_dst_vpc_account_id tgw_src_vpc_id \
            tgw_dst_vpc_id tgw_src_subnet_id tgw_dst_subnet_id tgw_src_eni tgw_dst_eni tgw_src_az_id tgw_dst_az_id \
            tgw_pair_attachment_id packets_lost_no_route packets_lost_blackhole packets_lost_mtu_exceeded \
            packets_lost_ttl_expired
            """
        #expect(FlowField.printed.map(\.columnName).joined(separator: " ") == slots)
    }

    @Test(arguments: [
        (FlowField.version, 2, FlowField.Kind.integer32), (.start, 2, .timestamp), (.bytes, 2, .integer64),
        (.sourceAddress, 2, .address), (.tcpFlags, 3, .integer32), (.trafficPath, 5, .integer32),
        (.packetsLostBlackhole, 6, .integer64), (.ecsTaskID, 7, .string), (.rejectReason, 8, .string),
        (.resourceID, 9, .string), (.encryptionStatus, 10, .integer32), (.nextHopInterfaceType, 11, .string),
        (.packetSourceAddress, 3, .address),
    ])
    func knowsVersionAndKind(field: FlowField, version: Int, kind: FlowField.Kind) {
        #expect(field.version == version)
        #expect(field.kind == kind)
    }

    @Test(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)"))
    func agreesWithTheReference() throws {
        let text = String(decoding: try SharedFiles.bytes("reference/flow-log-fields.md"), as: UTF8.self)
        var seen: Set<FlowField> = []
        for line in text.split(separator: "\n") {
            let cells = line.replacing("\\|", with: "").split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count >= 4, Int(cells[0]) != nil, cells[1].wholeMatch(of: /[a-z0-9-]+/) != nil else { continue }
            let field = try #require(FlowField(named: cells[1]), "\(cells[1])")
            let isTransitGatewayRow = Int(cells[2]) != nil
            #expect(Int(isTransitGatewayRow ? cells[2] : cells[3]) == field.version, "\(cells[1])")
            let type = isTransitGatewayRow ? cells[3] : String(cells[4].split(separator: "/").last ?? "")
            let expected: String =
                switch field.kind {
                case .integer32: "i32"
                case .integer64, .timestamp: "i64"
                case .string, .address: "s"
                }
            #expect(type.trimmingCharacters(in: .whitespaces) == expected, "\(cells[1])")
            seen.insert(field)
        }
        #expect(seen.count == FlowField.allCases.count)
    }
}

@Suite struct FlowLogFormatTests {
    @Test func readsAndWritesLogFormats() throws {
        let format = try #require(FlowLogFormat("${version}  ${account-id} ${foo-bar}"))
        #expect(format.columns.map(\.name) == ["version", "account_id", "foo_bar"])
        #expect(format.columns.map(\.field) == [.version, .accountID, nil])
        #expect(format.logFormat == "${version} ${account-id} ${foo_bar}")
        #expect(format.column(of: .accountID) == 1)
        #expect(format.column(of: .bytes) == nil)
        #expect(format.column(named: "foo-bar") == 2)
        #expect(format.column(named: "account-id") == 1)
        #expect(format.column(named: "nothing") == nil)
        #expect(FlowLogFormat("") == nil)
        #expect(FlowLogFormat(" ${} ") == nil)
        #expect(FlowLogFormat("version,account_id foo_bar") == format)
    }

    @Test func knowsTheDefaults() {
        #expect(
            FlowLogFormat.default.logFormat
                == defaultHeader.split(separator: " ").map { "${\($0)}" }.joined(separator: " "))
        #expect(FlowLogFormat.transitGatewayDefault.columns.count == 36)
        #expect(FlowLogFormat.transitGatewayDefault.columns.allSatisfy { $0.field != nil })
    }
}
