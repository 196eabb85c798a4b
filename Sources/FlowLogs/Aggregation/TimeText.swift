import Timestamps

/// Writes times as `Timestamp.pythonDescription` does, without a `String`; a day that comes again is not worked out again.
struct TimeText {
    private static let secondsOfDay: Int64 = 86_400

    private var day: Int64?
    /// `2015-08-12 ` of the day.
    private var date: [UInt8] = []

    /// The most bytes of a time.
    static let longest = 26

    /// Appends a time; `-` for nil.
    mutating func append(_ time: Timestamp?, to output: inout OutputSpan<UInt8>) {
        guard let time else { return output.append(0x2D) }
        let day = (time.seconds - (time.seconds < 0 ? TimeText.secondsOfDay - 1 : 0)) / TimeText.secondsOfDay
        if day != self.day { take(day, time) }
        output.append(date.span, 0..<date.count)
        let second = Int(time.seconds - day * TimeText.secondsOfDay)
        output.appendDigits(second / 3600)
        output.append(0x3A)
        output.appendDigits(second / 60 % 60)
        output.append(0x3A)
        output.appendDigits(second % 60)
        let millisecond = time.millisecondOfSecond
        guard millisecond != 0 else { return }
        output.append(0x2E)
        output.appendDigits(millisecond / 10)
        output.appendDigits(millisecond % 10 * 10)
        output.appendDigits(0)
    }

    private mutating func take(_ day: Int64, _ time: Timestamp) {
        self.day = day
        let civil = CivilTime(time)
        date = Array(capacity: 11) { date in
            date.appendDigits(civil.year / 100)
            date.appendDigits(civil.year % 100)
            date.append(0x2D)
            date.appendDigits(civil.month)
            date.append(0x2D)
            date.appendDigits(civil.day)
            date.append(0x20)
        }
    }
}

extension OutputSpan<UInt8> {
    /// Appends the two digits of a number below 100.
    fileprivate mutating func appendDigits(_ number: Int) {
        append(0x30 + UInt8(truncatingIfNeeded: number / 10))
        append(0x30 + UInt8(truncatingIfNeeded: number % 10))
    }
}
