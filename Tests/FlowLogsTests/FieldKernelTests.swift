import Testing
import Timestamps

@testable import FlowLogs

/// Numbers, keys and times worked out by words, against the plain way.
@Suite struct FieldKernelTests {
    @Test func numbersOfAnyLength() {
        for count in 1...18 {
            for digit in 1...9 {
                let number = String((0..<count).map { Character(String(($0 * 7 + digit) % 10)) })
                for before in [0, 3, 16, 40] {
                    let bytes = Array((String(repeating: "8", count: before) + number + " 9").utf8)
                    let slice = FieldSlice(start: before, end: before + count)
                    let parsed = FieldNumber.parsePlain(bytes.span, slice)
                    #expect(parsed == Int64(number))
                }
            }
        }
        let bytes = Array("                - 5".utf8)
        let absent = FieldNumber.parsePlain(bytes.span, FieldSlice(start: 16, end: 17))
        #expect(absent == nil)
        let dash = Array("-".utf8)
        let first = FieldNumber.parsePlain(dash.span, FieldSlice(start: 0, end: 1))
        #expect(first == nil)
    }

    @Test func keysHoldTheirBytes() {
        let text = Array((0..<200).map { UInt8(truncatingIfNeeded: $0 * 31 + 1) })
        for count in 0...FlowKey.inlineBytes {
            for start in [0, 1, 100, 200 - count] {
                let key = FlowKey(text.span, start..<start + count)
                var bytes: [UInt8] = []
                key.append(to: &bytes)
                #expect(bytes == Array(text[start..<start + count]))
                #expect(key.longRange == nil)
                // What lies behind it does not count.
                let alone = FlowKey(bytes.span, 0..<count)
                #expect(alone == key && alone.hash == key.hash)
                bytes.append(0)
                guard count < FlowKey.inlineBytes else { continue }
                let longer = FlowKey(bytes.span, 0..<count + 1)
                #expect(!(longer == key))
            }
        }
    }

    /// Whoever writes the keys must not know which of them meet: these meet where half of a product is known.
    @Test func preparedKeysDoNotMeet() {
        let constants: [UInt64] = [
            0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3, 0xA076_1D64_78BD_642F,
        ]
        for constant in constants {
            for place in 0..<5 {
                let hashes = (0..<64).map { number in
                    var bytes = [UInt8](repeating: 0x31, count: 40)
                    for index in 0..<8 {
                        bytes[place * 8 + index] = UInt8(truncatingIfNeeded: constant >> UInt64(8 * index))
                    }
                    bytes[(place + 1) % 5 * 8] = UInt8(number)
                    bytes[(place + 4) % 5 * 8] = UInt8(number)
                    return FlowKey(bytes.span, 0..<40).hash
                }
                #expect(Set(hashes).count > 60)
            }
        }
    }

    @Test func tableIsADictionaryInOrder() {
        var expected: [String: Int64] = [:]
        var order: [String] = []
        var table = FlowTable()
        var copy = table
        for round in 0..<20 {
            var flows = KeyedFlows(keyFields: ["name"], capacity: 0)
            for number in 0..<700 {
                let value = (number * 7919 + round * 104_729) % 5003
                let name = String(value) + String(repeating: "k", count: value % 60)
                if expected[name] == nil { order.append(name) }
                expected[name, default: 0] += Int64(number)
                let bytes = Array(name.utf8)
                flows.add(bytes.span, 0..<bytes.count, FlowSums(packets: Int64(number), bytes: 1))
            }
            table.add(flows)
            if round == 9 { copy = table }
        }
        #expect(copy.count < table.count)
        func rows(_ table: FlowTable) -> [String] {
            (0..<table.count).map { index in
                var key: [UInt8] = []
                table.appendKey(index, to: &key)
                return String(decoding: key, as: UTF8.self)
            }
        }
        #expect(rows(table) == order)
        #expect(rows(copy) == Array(order.prefix(copy.count)))
        #expect((0..<table.count).allSatisfy { table.sums($0).packets == expected[order[$0]] })
        var merged = copy
        merged.merge(table)
        #expect(rows(merged) == order)
        #expect(
            (0..<copy.count).allSatisfy {
                merged.sums($0).packets == copy.sums($0).packets + table.sums($0).packets
            })
    }

    @Test func timesAreWrittenAsTimestampsAre() {
        var times = TimeText()
        for milliseconds: Int64 in [
            0, 1, 999, 1000, 86_399_999, 86_400_000, -1, -86_400_000, -86_400_001, 1_439_387_264_123,
            253_402_300_799_999, -62_135_596_800_000, 1_714_521_600_000, 1_714_607_999_000,
        ] {
            let time = Timestamp(milliseconds: milliseconds)
            let bytes = [UInt8](capacity: TimeText.longest) { times.append(time, to: &$0) }
            #expect(String(decoding: bytes, as: UTF8.self) == time.pythonDescription)
        }
        let absent = [UInt8](capacity: TimeText.longest) { times.append(nil, to: &$0) }
        #expect(absent == [0x2D])
    }

    @Test func writtenTextIsReadAsGivenText() throws {
        struct Broken: Error {}
        let text = Array("start end\n1 2\n3 4\n5 6\n".utf8)
        for size in [1, 3, 7, 100] {
            var parser = FlowLogParser(batchBytes: 8)
            var records: [FlowRecord] = []
            var offset = 0
            while offset < text.count {
                let batch = try parser.append { (room: inout OutputSpan<UInt8>) throws(Broken) in
                    for _ in 0..<min(size, room.freeCapacity, text.count - offset) {
                        room.append(text[offset])
                        offset += 1
                    }
                }
                records += batch.map { Array($0) } ?? []
            }
            #expect(throws: Broken.self) {
                _ = try parser.append { (room: inout OutputSpan<UInt8>) throws(Broken) in
                    for byte in "7 8\n".utf8 { room.append(byte) }
                    throw Broken()
                }
            }
            records += parser.finish().flatMap { Array($0) }
            #expect(records.map { $0.end?.seconds } == [2, 4, 6, 8])
            #expect(parser.counters.bytes == text.count + 4 && parser.counters.records == 4)
        }
    }
}
