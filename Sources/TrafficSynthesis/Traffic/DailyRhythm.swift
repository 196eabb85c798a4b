/// How much goes on at which hour, in thousandths of the average.
enum DailyRhythm {
    /// By the hour of the day where people live; the average is 1000.
    private static let weights: [Int64] = [
        420, 340, 300, 290, 320, 430, 620, 880, 1180, 1390, 1490, 1520,
        1450, 1480, 1530, 1510, 1430, 1330, 1260, 1240, 1190, 1020, 790, 590,
    ]

    /// The weight of a moment, hours running into each other.
    ///
    /// - Parameters:
    ///   - seconds: since 1970.
    ///   - region: by whose first part the local hour is told, roughly.
    /// - Returns: thousandths.
    static func weight(at seconds: Int64, region: String) -> Int64 {
        let offset: Int64 =
            switch region.prefix(3) {
            case "us-", "ca-", "sa-": -6
            case "ap-", "cn-": 8
            default: 1
            }
        let local = ((seconds + offset * 3600) % 86_400 + 86_400) % 86_400
        let hour = Int(local / 3600)
        let (now, next) = (weights[hour], weights[(hour + 1) % 24])
        return now + (next - now) * (local % 3600) / 3600
    }
}
