/// What the directives of a format gave.
struct StrptimeParts {
    static let dayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private var year: Int?
    private var isoYear: Int?
    private var month: Int?
    private var day: Int?
    private var dayOfYear: Int?
    /// 0 is Monday.
    private var weekday: Int?
    /// The week of the year, and whether weeks begin on Monday rather than Sunday.
    private var week: (number: Int, fromMonday: Bool)?
    private var isoWeek: Int?
    private var hour = 0
    private var hour12: Int?
    private var isAfternoon: Bool?
    private var minute = 0
    private var second = 0
    private var microsecond = 0
    private var offset = 0

    /// Takes the value of a directive.
    mutating func set(_ letter: UInt8, _ value: Int) {
        switch Character(Unicode.Scalar(letter)) {
        case "Y": year = value
        case "y": year = value <= 68 ? 2000 + value : 1900 + value
        case "G": isoYear = value
        case "m": month = value
        case "b", "B": month = value + 1
        case "d": day = value
        case "j": dayOfYear = value
        case "a", "A": weekday = value
        case "u": weekday = value - 1
        case "w": weekday = (value + 6) % 7
        case "U": week = (value, false)
        case "W": week = (value, true)
        case "V": isoWeek = value
        case "H": hour = value
        case "I": hour12 = value
        case "p": isAfternoon = value == 1
        case "M": minute = value
        case "S": second = value
        case "f": microsecond = value
        case "z": offset = value
        default: break
        }
    }

    /// The point in time; nil where it is not in the calendar.
    func timestamp() throws(StrptimeError) -> Timestamp? {
        try checkCombination()
        var hours = hour
        if let hour12 {
            hours = hour12 % 12 + (isAfternoon == true ? 12 : 0)
        }
        guard let date = date(),
            let civil = CivilTime(
                validatingYear: date.year, month: date.month, day: date.day, hour: hours, minute: minute,
                second: second, millisecond: microsecond / 1000)
        else { return nil }
        return civil.timestamp.adding(seconds: Int64(-offset))
    }

    /// Refuses what Python refuses: ISO years and weeks without one another.
    private func checkCombination() throws(StrptimeError) {
        if isoYear != nil && (isoWeek == nil || weekday == nil) {
            throw StrptimeError(description: "the directive '%G' needs '%V' and a weekday ('%A', '%a', '%w' or '%u')")
        }
        if isoWeek != nil && (isoYear == nil || weekday == nil) {
            throw StrptimeError(description: "the directive '%V' needs '%G' and a weekday ('%A', '%a', '%w' or '%u')")
        }
        if isoYear != nil && dayOfYear != nil {
            throw StrptimeError(description: "the directive '%j' does not go with '%G'; write '%Y'")
        }
    }

    private func date() -> CivilTime? {
        if let isoYear, let isoWeek, let weekday {
            guard let january4 = CivilTime(validatingYear: isoYear, month: 1, day: 4), isoWeek >= 1 else { return nil }
            return day(after: january4, isoWeek * 7 - 7 - january4.weekday + weekday)
        }
        guard let first = CivilTime(validatingYear: year ?? 1900, month: 1, day: 1) else { return nil }
        if let dayOfYear { return day(after: first, dayOfYear - 1) }
        if let week, let weekday, year != nil { return day(after: first, daysToWeek(week, weekday, first)) }
        return CivilTime(validatingYear: first.year, month: month ?? 1, day: day ?? 1)
    }

    /// Days from January 1 to a weekday of a week; week 0 are the days before the first Monday or Sunday.
    private func daysToWeek(_ week: (number: Int, fromMonday: Bool), _ weekday: Int, _ first: CivilTime) -> Int {
        let firstDay = week.fromMonday ? first.weekday : (first.weekday + 1) % 7
        let wanted = week.fromMonday ? weekday : (weekday + 1) % 7
        let weekZero = (7 - firstDay) % 7
        return week.number == 0 ? wanted - firstDay : weekZero + 7 * (week.number - 1) + wanted
    }

    private func day(after date: CivilTime, _ days: Int) -> CivilTime? {
        let moved = CivilTime(date.timestamp.adding(seconds: Int64(days) * 86_400))
        return CivilTime(validatingYear: moved.year, month: moved.month, day: moved.day)
    }
}
