import FlowLogs
import Testing
import Timestamps

@Suite struct TimeWindowTests {
    private static let start = Timestamp(seconds: 1_529_511_600)
    private static let end = start.adding(seconds: 300)

    @Test(arguments: [(-1, false), (0, true), (1, true), (299_999, true), (300_000, false), (300_001, false)])
    func startIsInsideAndEndIsNot(milliseconds: Int64, isInside: Bool) {
        let window = TimeWindow(start: Self.start, end: Self.end)
        #expect(window.contains(Self.start.adding(milliseconds: milliseconds)) == isInside)
    }

    @Test func windowOfNoLengthHoldsNothing() {
        #expect(!TimeWindow(start: Self.start, end: Self.start).contains(Self.start))
        #expect(TimeWindow(start: Self.start, end: Self.start).isEmpty)
        #expect(TimeWindow(start: Self.end, end: Self.start).isEmpty)
    }

    @Test(arguments: [("2018-06-20T16:20:00Z", true), ("2018-06-20T16:25:00Z", false), ("2018-06-20T16:15:00Z", false)])
    func stampOfAnObjectDecides(stamp: String, isSelected: Bool) throws {
        let layout = FlowLogLayout(
            location: try FlowLogLocation("bucket"), window: TimeWindow(start: Self.start, end: Self.end),
            accounts: nil, regions: nil)
        let compact = stamp.replacing("-", with: "").replacing(":00Z", with: "Z").replacing(":", with: "")
        let key = "AWSLogs/1/vpcflowlogs/us-east-1/2018/06/20/1_vpcflowlogs_us-east-1_fl-1_\(compact)_x.log.gz"
        #expect((layout.selects(key) != nil) == isSelected)
    }
}
