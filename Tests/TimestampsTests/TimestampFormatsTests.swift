import Testing
import Timestamps

@Suite struct TimestampFormatsTests {
    @Test func spellsEveryFormat() {
        let time = Timestamp(milliseconds: 1_440_938_160_250)
        #expect(time.iso8601Basic == "20150830T123600Z")
        #expect(time.iso8601 == "2015-08-30T12:36:00.250Z")
        #expect(time.iso8601Milliseconds == "2015-08-30T12:36:00.250Z")
        #expect(time.httpDate == "Sun, 30 Aug 2015 12:36:00 GMT")
        #expect(time.pythonDescription == "2015-08-30 12:36:00.250000")
        #expect(Timestamp(seconds: 1_440_938_160).iso8601 == "2015-08-30T12:36:00Z")
    }

    @Test func readsWhatItSpells() {
        for seconds: Int64 in [0, -1, 951_782_400, 1_440_938_160, 4_102_444_799, -62_135_596_800] {
            let time = Timestamp(seconds: seconds)
            #expect(Timestamp(iso8601Basic: time.iso8601Basic) == time)
            #expect(Timestamp(iso8601: time.iso8601Milliseconds) == time)
            #expect(Timestamp(httpDate: time.httpDate) == time)
        }
    }

    @Test(arguments: [
        ("2015-08-30T14:36:00+02:00", 1_440_938_160_000), ("2015-08-30T12:36:00.1Z", 1_440_938_160_100),
        ("2015-08-30T12:36:00.123456789Z", 1_440_938_160_123), ("2015-08-30 07:06:00-05:30", 1_440_938_160_000),
    ])
    func readsOffsetsAndFractions(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2015-02-30T00:00:00Z", "2015-08-30T24:00:00Z", "2015-08-30T12:36:00", "x2015-08-30T12:36:00Z",
    ])
    func refuses(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func civilTimeRoundTripsEveryDay() {
        for day in stride(from: Int64(-200_000), to: 200_000, by: 37) {
            let time = Timestamp(seconds: day * 86_400 + 86_399)
            #expect(CivilTime(time).timestamp == time)
        }
        #expect(CivilTime(Timestamp(seconds: 0)).weekday == 3)
    }

    @Test func extremesClampInsteadOfTrapping() {
        #expect(Timestamp(seconds: .max).milliseconds == .max)
        #expect(Timestamp(milliseconds: .max).adding(seconds: 1).milliseconds == .max)
        #expect(Timestamp(milliseconds: .min).seconds == Int64.min / 1000 - 1)
    }
}
