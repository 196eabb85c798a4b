/// The fixed spellings of time that AWS uses on the wire and in object keys. All are UTC.
extension Timestamp {
    /// `20150830T123600Z`: the X-Amz-Date header.
    public var iso8601Basic: String {
        let c = CivilTime(self)
        return pad(c.year, 4) + pad(c.month, 2) + pad(c.day, 2) + "T" + pad(c.hour, 2) + pad(c.minute, 2)
            + pad(c.second, 2) + "Z"
    }

    /// `2015-08-30T12:36:00Z`, and `2015-08-30T12:36:00.250Z` where there are milliseconds.
    public var iso8601: String {
        millisecondOfSecond == 0 ? iso8601Prefix + "Z" : iso8601Milliseconds
    }

    /// `2015-08-30T12:36:00.000Z`: always with milliseconds, as S3 and EC2 write it.
    public var iso8601Milliseconds: String {
        iso8601Prefix + "." + pad(millisecondOfSecond, 3) + "Z"
    }

    /// `2015-08-30 12:36:00`, and `2015-08-30 12:36:00.250000` where there are milliseconds: Python's `str(datetime)`.
    public var pythonDescription: String {
        let c = CivilTime(self)
        let text =
            pad(c.year, 4) + "-" + pad(c.month, 2) + "-" + pad(c.day, 2) + " " + pad(c.hour, 2) + ":"
            + pad(c.minute, 2) + ":" + pad(c.second, 2)
        return c.millisecond == 0 ? text : text + "." + pad(c.millisecond, 3) + "000"
    }

    /// `Sun, 30 Aug 2015 12:36:00 GMT`: RFC 9110 section 5.6.7, IMF-fixdate.
    public var httpDate: String {
        let c = CivilTime(self)
        return dayNames[c.weekday] + ", " + pad(c.day, 2) + " " + monthNames[c.month - 1] + " " + pad(c.year, 4) + " "
            + pad(c.hour, 2) + ":" + pad(c.minute, 2) + ":" + pad(c.second, 2) + " GMT"
    }

    private var iso8601Prefix: String {
        let c = CivilTime(self)
        return pad(c.year, 4) + "-" + pad(c.month, 2) + "-" + pad(c.day, 2) + "T" + pad(c.hour, 2) + ":"
            + pad(c.minute, 2) + ":" + pad(c.second, 2)
    }

    /// Reads `20150830T123600Z`; nil for anything else.
    public init?(iso8601Basic text: some StringProtocol) {
        var scan = Scanner(text)
        guard let year = scan.digits(4), let month = scan.digits(2), let day = scan.digits(2), scan.take("T"),
            let hour = scan.digits(2), let minute = scan.digits(2), let second = scan.digits(2), scan.take("Z"),
            scan.atEnd,
            let civil = CivilTime(
                validatingYear: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        self = civil.timestamp
    }

    /// Reads `2015-08-30T12:36:00Z`, with or without a fraction, with `Z` or an offset such as `+02:00`.
    ///
    /// Digits of the fraction beyond the third are dropped.
    public init?(iso8601 text: some StringProtocol) {
        var scan = Scanner(text)
        guard let year = scan.digits(4), scan.take("-"), let month = scan.digits(2), scan.take("-"),
            let day = scan.digits(2), scan.take("T") || scan.take("t") || scan.take(" "), let hour = scan.digits(2),
            scan.take(":"), let minute = scan.digits(2), scan.take(":"), let second = scan.digits(2)
        else { return nil }
        var millisecond = 0
        if scan.take(".") {
            guard let fraction = scan.fraction() else { return nil }
            millisecond = fraction
        }
        var offsetMinutes = 0
        if !scan.take("Z") && !scan.take("z") {
            let negative = scan.take("-")
            guard negative || scan.take("+"), let hours = scan.digits(2) else { return nil }
            _ = scan.take(":")
            guard let minutes = scan.digits(2) else { return nil }
            offsetMinutes = (hours * 60 + minutes) * (negative ? -1 : 1)
        }
        guard scan.atEnd,
            let civil = CivilTime(
                validatingYear: year, month: month, day: day, hour: hour, minute: minute, second: second,
                millisecond: millisecond)
        else { return nil }
        self = civil.timestamp.adding(seconds: Int64(-offsetMinutes * 60))
    }

    /// Reads `Sun, 30 Aug 2015 12:36:00 GMT`; nil for anything else.
    ///
    /// A fraction of the second is taken too.
    public init?(httpDate text: some StringProtocol) {
        var scan = Scanner(text)
        guard scan.name(of: dayNames) != nil, scan.take(","), scan.take(" "), let day = scan.digits(2), scan.take(" "),
            let month = scan.name(of: monthNames), scan.take(" "), let year = scan.digits(4), scan.take(" "),
            let hour = scan.digits(2), scan.take(":"), let minute = scan.digits(2), scan.take(":"),
            let second = scan.digits(2)
        else { return nil }
        var millisecond = 0
        if scan.take(".") {
            guard let fraction = scan.fraction() else { return nil }
            millisecond = fraction
        }
        guard scan.take(" "), scan.take("G"), scan.take("M"), scan.take("T"), scan.atEnd,
            let civil = CivilTime(
                validatingYear: year, month: month + 1, day: day, hour: hour, minute: minute, second: second,
                millisecond: millisecond)
        else { return nil }
        self = civil.timestamp
    }
}

private let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
private let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

private func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

private struct Scanner {
    var rest: ArraySlice<UInt8>

    init(_ text: some StringProtocol) {
        rest = Array(text.utf8)[...]
    }

    var atEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(truncatingIfNeeded: character.value) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        var value = 0
        for byte in rest.prefix(count) {
            guard byte >= 48, byte <= 57 else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        rest.removeFirst(count)
        return value
    }

    /// One or more digits after a decimal point, as milliseconds.
    mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while let byte = rest.first, byte >= 48, byte <= 57 {
            if count < 3 { value = value * 10 + Int(byte - 48) }
            count += 1
            rest.removeFirst()
        }
        guard count > 0 else { return nil }
        for _ in count..<max(3, count) { value *= 10 }
        return value
    }

    mutating func name(of names: [String]) -> Int? {
        for (index, name) in names.enumerated() where rest.starts(with: name.utf8) {
            rest.removeFirst(name.utf8.count)
            return index
        }
        return nil
    }
}
