import Gzip
import Testing
import TimeShift

@Suite struct ShiftedContentTests {
    private static let key = "a/1_vpcflowlogs_us-east-1_fl-1_20260304T2305Z_5eed0001.log.gz"
    private static let delta = ShiftDelta(minutes: 1)

    private static func rewrite(_ bytes: [UInt8], key: String = key) -> [UInt8]? {
        ShiftedContent.rewrite(bytes, key: key, by: delta)
    }

    private static func records(_ count: Int, from start: Int) -> [UInt8] {
        Array(("start end srcaddr\n" + (0..<count).map { "\(start + $0) \(start + $0) 192.0.2.1\n" }.joined()).utf8)
    }

    @Test(arguments: [1, 3, 40_000]) func gzipIsRemade(count: Int) throws {
        let text = Self.records(count, from: 1_772_582_410)
        let moved = try #require(Self.rewrite(Deflater.gzip(text)))
        #expect(try Inflater.gunzip(moved, maxBytes: 1 << 24) == Self.records(count, from: 1_772_582_470))
        #expect(Self.rewrite(Deflater.gzip(text)) == moved)
        let back = ShiftedContent.rewrite(moved, key: Self.key, by: -Self.delta)
        #expect(try back.map { try Inflater.gunzip($0, maxBytes: 1 << 24) } == text)
    }

    @Test func membersBecomeOne() throws {
        let members = Deflater.gzip(Self.records(2, from: 100)) + Deflater.gzip(Array("7 8 192.0.2.1\n".utf8))
        let inflater = Inflater()
        let moved = try #require(Self.rewrite(members))
        var text: [UInt8] = []
        _ = try inflater.inflate(moved, appendingTo: &text, limit: 1 << 16)
        #expect(text == Self.records(2, from: 160) + Array("67 68 192.0.2.1\n".utf8))
        #expect(inflater.memberCount == 1)
    }

    @Test func textIsRewritten() {
        #expect(Self.rewrite(Self.records(30_000, from: 1_772_582_410)) == Self.records(30_000, from: 1_772_582_470))
        // A header is enough, whatever the key says.
        #expect(Self.rewrite(Self.records(1, from: 100), key: "x") == Self.records(1, from: 160))
    }

    @Test func jsonIsRewritten() throws {
        let before = Array(#"{"Records":[{"eventTime":"2026-03-04T05:06:07Z"}]}"#.utf8)
        let after = Array(#"{"Records":[{"eventTime":"2026-03-04T05:07:07Z"}]}"#.utf8)
        #expect(Self.rewrite(before, key: "x.json") == after)
        let moved = try #require(Self.rewrite(Deflater.gzip(before), key: "x.json.gz"))
        #expect(try Inflater.gunzip(moved, maxBytes: 1000) == after)
    }

    @Test(arguments: [
        [], Array("PAR1 and more PAR1".utf8), [0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF, 0xFF],
        Array("not a flow log\n".utf8), Array(#"{"Records":[]}"#.utf8), [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
        Array("start end\n".utf8), Deflater.gzip([]), Deflater.gzip(Array("start end\n".utf8)),
        Array(Deflater.gzip(ShiftedContentTests.records(1000, from: 5)).dropLast(9)),
    ])
    func othersAreLeftAlone(bytes: [UInt8]) {
        #expect(Self.rewrite(bytes) == nil)
    }
}
