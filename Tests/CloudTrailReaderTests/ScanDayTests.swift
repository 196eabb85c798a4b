import CloudTrail
import CloudTrailReader
import ScanSupport
import Testing

@Suite struct ScanDayTests {
    private let day = ScanDay(
        folder: "p/AWSLogs/o-x/123456789012/CloudTrail/us-east-1/", date: ScanDate(ScanBench.midnight))

    @Test(arguments: [
        ("123456789012_CloudTrail_us-east-1_20260304T1620Z_mW7Qf3cXkPz0aB1d.json.gz", "1620Z_mW7Qf3cXkPz0aB1d"),
        // Another account, another day, no compression: each stands for itself.
        ("210987654321_CloudTrail_us-east-1_20260304T1.gz", "/210987654321_CloudTrail_us-east-1_20260304T1.gz"),
        ("a.json.gz", "/a.json.gz"), ("sub/a.json.gz", "/sub/a.json.gz"),
        ("123456789012_CloudTrail_us-east-1_20260304T#x123456789.json.gz", nil),
    ])
    func nameIsWhatDistinguishesAKey(file: String, name: String?) {
        let found = day.name(of: day.prefix + file)
        if let name, name.utf8.count <= 41 { #expect(found == name) } else { #expect(found.hasPrefix("#")) }
        #expect(found.utf8.count <= 41)
    }

    @Test func longNamesAreShortAndDiffer() {
        let long = (0..<100).map { String(repeating: "n", count: 900) + "\($0).json.gz" }
        let names = Set(long.map { day.name(of: day.prefix + $0) })
        #expect(names.count == 100 && names.allSatisfy { $0.utf8.count == 25 })
    }

    @Test func ledgerDoesNotDependOnTheOrderAndSurvivesItsBytes() {
        var (one, other) = (DayLedger(), DayLedger())
        for number in 0..<500 { one.add("name \(number)") }
        for number in (0..<500).reversed() { other.add("name \(number)") }
        #expect(one == other && one.count == 500)
        #expect(one.bytes.count == 384 && DayLedger(bytes: one.bytes) == one)
        other.add("another")
        #expect(one != other)
        #expect(DayLedger(bytes: [1, 2, 3]) == nil)
    }
}
