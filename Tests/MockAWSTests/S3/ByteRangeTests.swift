import Testing

@testable import MockAWS

@Suite struct ByteRangeTests {
    @Test(
        arguments: [
            (nil, ByteRange.whole), ("bytes=0-4", .part(0..<5)), ("bytes=5-", .part(5..<10)),
            ("bytes=-3", .part(7..<10)),
            ("bytes=0-0", .part(0..<1)), ("bytes=9-9", .part(9..<10)), ("bytes=5-100", .part(5..<10)),
            ("bytes=-100", .part(0..<10)), ("bytes= 1 - 2 ", .part(1..<3)),
            ("bytes=0-99999999999999999999", .part(0..<10)), ("bytes=0-9223372036854775807", .part(0..<10)),
            ("bytes=10-", .unsatisfiable), ("bytes=10-20", .unsatisfiable), ("bytes=-0", .unsatisfiable),
            ("bytes=99999999999999999999-", .unsatisfiable),
            ("bytes=5-4", .whole), ("bytes=", .whole), ("bytes=-", .whole), ("bytes=a-b", .whole),
            ("bytes=1-2,4-5", .whole),
            ("bytes=+1-2", .whole), ("bytes=--1", .whole), ("items=0-4", .whole), ("0-4", .whole), ("", .whole),
        ] as [(String?, ByteRange)])
    func rangeOfTenBytes(header: String?, expected: ByteRange) {
        #expect(ByteRange(header, size: 10) == expected)
    }

    @Test(arguments: ["bytes=0-", "bytes=0-0", "bytes=-1"])
    func noRangeOfAnEmptyObjectCanBeSatisfied(header: String) {
        #expect(ByteRange(header, size: 0) == .unsatisfiable)
    }
}
