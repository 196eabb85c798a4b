import Testing
import Timestamps

/// What Python 3.11's `datetime.strptime` makes of texts, in milliseconds; nil where it raises.
@Suite struct StrptimeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let format: String
        let milliseconds: Int64?

        init(_ text: String, _ format: String, _ milliseconds: Int64?) {
            self.text = text
            self.format = format
            self.milliseconds = milliseconds
        }

        var testDescription: String { "'\(text)' by '\(format)'" }
    }

    static let cases = [
        Case("2015-08-12 13:47:44", "%Y-%m-%d %H:%M:%S", 1_439_387_264_000),
        Case("2015-8-2 3:7:4", "%Y-%m-%d %H:%M:%S", 1_438_484_824_000),
        Case("20180620T1620Z", "%Y%m%dT%H%MZ", 1_529_511_600_000),
        Case("2018620T1620Z", "%Y%m%dT%H%MZ", 1_529_511_600_000),
        Case("2015-02-30", "%Y-%m-%d", nil),
        Case("12/08/15", "%d/%m/%y", 1_439_337_600_000),
        Case("12/08/69", "%d/%m/%y", -12_268_800_000),
        Case("Wed Aug 12 13:47:44 2015", "%c", 1_439_387_264_000),
        Case("08/12/15 13:47:44", "%x %X", 1_439_387_264_000),
        Case("aug 5 2015 1:05 PM", "%b %d %Y %I:%M %p", 1_438_779_900_000),
        Case("AUGUST 05 2015 12:05 am", "%B %d %Y %I:%M %p", 1_438_733_100_000),
        Case("2015-224", "%Y-%j", 1_439_337_600_000),
        Case("2015-366", "%Y-%j", 1_451_606_400_000),
        Case("2016-366", "%Y-%j", 1_483_142_400_000),
        Case("2015 32 3", "%Y %W %w", 1_439_337_600_000),
        Case("2015 32 0", "%Y %U %w", 1_439_078_400_000),
        Case("2015 00 4", "%Y %U %w", 1_420_070_400_000),
        Case("2015-W33-3", "%G-W%V-%u", 1_439_337_600_000),
        Case("2015-W53-5", "%G-W%V-%u", 1_451_606_400_000),
        Case("2016-W53-5", "%G-W%V-%u", 1_483_660_800_000),
        Case("2015-W33", "%G-W%V", nil),
        Case("2015-08-12T13:47:44+0200", "%Y-%m-%dT%H:%M:%S%z", 1_439_380_064_000),
        Case("2015-08-12T13:47:44-05:30", "%Y-%m-%dT%H:%M:%S%z", 1_439_407_064_000),
        Case("2015-08-12T13:47:44Z", "%Y-%m-%dT%H:%M:%S%z", 1_439_387_264_000),
        Case("2015-08-12 13:47:44 UTC", "%Y-%m-%d %H:%M:%S %Z", 1_439_387_264_000),
        Case("2015-08-12 13:47:44.25", "%Y-%m-%d %H:%M:%S.%f", 1_439_387_264_250),
        Case("2015-08-12 13:47:44.123456", "%Y-%m-%d %H:%M:%S.%f", 1_439_387_264_123),
        Case("2015-08-12  13:47", "%Y-%m-%d %H:%M", 1_439_387_220_000),
        Case("2015-08-1213:47", "%Y-%m-%d %H:%M", nil),
        Case("2015-08-12 13:47:44 ", "%Y-%m-%d %H:%M:%S", nil),
        Case("2015-08-12 24:00:00", "%Y-%m-%d %H:%M:%S", nil),
        Case("2015-08-12 13:47:60", "%Y-%m-%d %H:%M:%S", nil),
        Case("13:47", "%H:%M", -2_208_939_180_000),
        Case("100% 2015", "100%% %Y", 1_420_070_400_000),
        Case("02-29", "%m-%d", nil),
        Case("0000-01-01", "%Y-%m-%d", nil),
        Case("2015", "%q", nil),
        Case("2015", "%", nil),
        Case("2015 2016", "%Y %Y", nil),
        Case("5", "%p", nil),
        Case("Wednesday 2015-08-12", "%A %Y-%m-%d", 1_439_337_600_000),
        Case("monday 2015-08-12", "%A %Y-%m-%d", 1_439_337_600_000),
        Case("", "", -2_208_988_800_000),
        Case("x", "", nil),
        Case("2015-08- 2", "%Y-%m-%d", 1_438_473_600_000),
        Case("31 12 1999 23", "%d %m %Y %H", 946_681_200_000),
        Case("1 PM", "%H %p", -2_208_985_200_000),
        Case("12 am", "%I %p", -2_208_988_800_000),
        Case("2015-08-12T13:47:44+02:00:30", "%Y-%m-%dT%H:%M:%S%z", 1_439_380_034_000),
        Case("2015 08", "%Y %m", 1_438_387_200_000),
        Case("2015-08-12T13:47:44+020030", "%Y-%m-%dT%H:%M:%S%z", 1_439_380_034_000),
        Case("may 5 2015", "%B %d %Y", 1_430_784_000_000),
        Case("sept 5 2015", "%b %d %Y", nil),
        Case("2015 10 1", "%Y %j %d", 1_420_848_000_000),
        Case("2015 53 1", "%Y %W %w", 1_451_865_600_000),
        Case("2015-08-12t13z", "%Y-%m-%dT%HZ", 1_439_384_400_000),
        Case("1111", "%H%M%S", -2_208_949_139_000),
        Case("0", "%j", nil),
        Case("00", "%I", nil),
    ]

    @Test(arguments: cases) func readsAsPython(_ test: Case) {
        #expect((try? Timestamp(strptime: test.text, format: test.format))?.milliseconds == test.milliseconds)
    }

    @Test(arguments: [
        ("yesterday", "%Y-%m-%d", "time data 'yesterday' does not match format '%Y-%m-%d'"),
        ("2015-08-12 13", "%Y-%m-%d", "unconverted data remains in '2015-08-12 13':  13"),
        ("2015-02-30", "%Y-%m-%d", "time data '2015-02-30' is no date and time of the calendar"),
        ("2015", "%q", "'q' is a bad directive in format '%q'"),
        ("2015", "%Y %", "stray % in format '%Y %'"),
        ("2015 2016", "%Y %Y", "the directive '%Y' comes twice in format '%Y %Y'"),
    ])
    func saysWhatIsWrong(text: String, format: String, description: String) {
        let error = #expect(throws: StrptimeError.self) { try Timestamp(strptime: text, format: format) }
        #expect(error?.description == description)
    }

    @Test func anyTextIsRefusedOrRead() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("0123456789 -:%YmdHMSjzpT+".unicodeScalars)
        for _ in 0..<2000 {
            let random = { (count: Int) in
                (0..<count).reduce(into: "") { text, _ in
                    text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
                }
            }
            _ = try? Timestamp(strptime: random(8), format: random(8))
        }
    }
}
