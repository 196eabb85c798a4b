import FlowLogs
import Testing

@testable import TrafficSynthesis

/// What the readers' own parts find in generated text.
struct GeneratedReading {
    var parser = FlowLogParser()
    var aggregator = FlowAggregator()
    var addresses = AddressSet()
    var accepted = 0
    var rejected = 0
    var statuses: [String: Int] = [:]
    var packets: Int64 = 0
    var bytes: Int64 = 0

    mutating func add(_ content: SynthesizedContent) {
        for member in content.members { for batch in parser.append(member) { add(batch) } }
        for batch in parser.finish() { add(batch) }
    }

    mutating func add(_ batch: FlowRecordBatch) {
        aggregator.add(batch)
        addresses.insert(batch)
        for index in batch.indices {
            switch batch.bytes(of: .action, ofRecord: index).map({ String(decoding: $0, as: UTF8.self) }) {
            case "ACCEPT": accepted += 1
            case "REJECT": rejected += 1
            default: break
            }
            let status = batch.bytes(of: .logStatus, ofRecord: index).map { String(decoding: $0, as: UTF8.self) }
            statuses[status ?? "absent", default: 0] += 1
            packets += batch.integer(.packets, ofRecord: index) ?? 0
            bytes += batch.integer(.bytes, ofRecord: index) ?? 0
        }
    }

    /// Compares with what the generator knows.
    func check(_ tally: FlowLogTally, _ label: Comment) {
        #expect(parser.counters.records == tally.recordCount, label)
        #expect(parser.counters.skipped == tally.skippedByCause, label)
        #expect(parser.counters.headerLines == tally.headerLines, label)
        #expect(accepted == tally.accepted && rejected == tally.rejected, label)
        #expect(statuses["OK", default: 0] == tally.statuses[0], label)
        #expect(statuses["NODATA", default: 0] == tally.statuses[1], label)
        #expect(statuses["SKIPDATA", default: 0] == tally.statuses[2], label)
        #expect(statuses["absent", default: 0] == tally.recordsWithoutStatus, label)
        #expect(packets == tally.total.packets && bytes == tally.total.bytes, label)
        #expect(addresses.sorted() == tally.addressLines(), label)
        var table: [UInt8] = []
        aggregator.appendTable(to: &table)
        var known: [UInt8] = []
        tally.writeAggregate { known += $0 }
        #expect(table == known, label)
    }
}

extension FlowLogSynthesis {
    /// Makes every object, and adds them up.
    func tally(reading: inout GeneratedReading) -> FlowLogTally {
        var tally = FlowLogTally(configuration.format)
        for object in objects {
            let content = content(of: object)
            tally.add(content)
            reading.add(content)
        }
        return tally
    }
}

/// The formats that the tests use.
enum TestFormats {
    /// Every field of every version, which no flow log has, in an order of its own.
    static let everything: FlowLogFormat = {
        var fields = FlowField.allCases
        var random = SeededRandom(seed: 8)
        for index in fields.indices.reversed() { fields.swapAt(index, random.below(index + 1)) }
        return FlowLogFormat(fields: fields)
    }()

    /// The VPC fields up to a version.
    static func upTo(_ version: Int) -> FlowLogFormat {
        FlowLogFormat(fields: FlowField.allCases.filter { $0.version <= version && $0.version != 6 })
    }

    static let all: [FlowLogFormat] = [.default, upTo(3), upTo(5), everything, .transitGatewayDefault]
}
