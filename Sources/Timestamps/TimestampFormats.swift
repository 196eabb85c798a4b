/// The fixed spellings of time that AWS uses on the wire and in object keys. All are UTC.
extension Timestamp {
    /// `20150830T123600Z`: the X-Amz-Date header.
    public var iso8601Basic: String {
        let c = CivilTime(self)
        return spelled { out in
            out.date(c, separator: "")
            out.append("T")
            out.time(c, separator: "")
            out.append("Z")
        }
    }

    /// `2015-08-30T12:36:00Z`, and `2015-08-30T12:36:00.250Z` where there are milliseconds.
    public var iso8601: String {
        iso8601(milliseconds: millisecondOfSecond != 0)
    }

    /// `2015-08-30T12:36:00.000Z`: always with milliseconds, as S3 and EC2 write it.
    public var iso8601Milliseconds: String {
        iso8601(milliseconds: true)
    }

    /// `2015-08-30 12:36:00`, and `2015-08-30 12:36:00.250000` where there are milliseconds: Python's `str(datetime)`.
    public var pythonDescription: String {
        let c = CivilTime(self)
        return spelled { out in
            out.date(c, separator: "-")
            out.append(" ")
            out.time(c, separator: ":")
            guard c.millisecond != 0 else { return }
            out.append(".")
            out.append(c.millisecond, width: 3)
            out.append("000")
        }
    }

    /// `Sun, 30 Aug 2015 12:36:00 GMT`: RFC 9110 section 5.6.7, IMF-fixdate.
    public var httpDate: String {
        let c = CivilTime(self)
        return spelled { out in
            out.append(dayNames[c.weekday])
            out.append(", ")
            out.append(c.day, width: 2)
            out.append(" ")
            out.append(monthNames[c.month - 1])
            out.append(" ")
            out.append(c.year, width: 4)
            out.append(" ")
            out.time(c, separator: ":")
            out.append(" GMT")
        }
    }

    private func iso8601(milliseconds: Bool) -> String {
        let c = CivilTime(self)
        return spelled { out in
            out.date(c, separator: "-")
            out.append("T")
            out.time(c, separator: ":")
            if milliseconds {
                out.append(".")
                out.append(c.millisecond, width: 3)
            }
            out.append("Z")
        }
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

/// Text that is made of bytes: a time is written with every line of a listing.
private func spelled(_ write: (inout [UInt8]) -> Void) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(32)
    write(&out)
    return String(decoding: out, as: UTF8.self)
}

extension [UInt8] {
    fileprivate mutating func append(_ text: String) {
        for byte in text.utf8 { append(byte) }
    }

    /// Appends a number with zeros before it; one that has more digits has all of them.
    fileprivate mutating func append(_ number: Int, width: Int) {
        if width == 2, (0..<100).contains(number) {
            append(UInt8(ascii: "0") + UInt8(number / 10))
            append(UInt8(ascii: "0") + UInt8(number % 10))
            return
        }
        let digits = String(number)
        for _ in 0..<Swift.max(0, width - digits.utf8.count) { append(UInt8(ascii: "0")) }
        append(digits)
    }

    fileprivate mutating func date(_ time: CivilTime, separator: String) {
        append(time.year, width: 4)
        append(separator)
        append(time.month, width: 2)
        append(separator)
        append(time.day, width: 2)
    }

    fileprivate mutating func time(_ time: CivilTime, separator: String) {
        append(time.hour, width: 2)
        append(separator)
        append(time.minute, width: 2)
        append(separator)
        append(time.second, width: 2)
    }
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
