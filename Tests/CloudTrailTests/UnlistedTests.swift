import CloudTrail
import Gzip
import Testing
import Timestamps
import TrailSupport

@Suite struct UnlistedTests {
    private let window = time("2024-02-01T00:00:00Z")..<time("2024-02-01T08:00:00Z")

    @Test func aRegionWithLogFilesAndWithoutDigestsIsAFault() throws {
        let trail = try SignedTrail(hours: 4)
        let other = try SignedTrail(hours: 1) { $0.region = "eu-west-1" }
        let present = Array(trail.logs.keys) + Array(other.logs.keys)
        #expect(
            trail.faults(window: window, present: present).contains("no digests 111122223333 eu-west-1"))
        // Its log files may be too young for a digest.
        let short = window.lowerBound..<time("2024-02-01T01:30:00Z")
        #expect(trail.faults(window: short, present: Array(other.logs.keys)) == [])
    }

    @Test func aFolderTellsOfRegionsWithoutDigests() throws {
        let trail = try SignedTrail(hours: 2)
        let other = try SignedTrail(hours: 1) { $0.region = "eu-west-1" }
        var files: [String: [UInt8]] = [:]
        for object in trail.objects { files[object.place.key] = object.bytes }
        for object in other.objects where object.metadata.isEmpty { files[object.place.key] = object.bytes }
        let validation = CloudTrailFolderValidation(keys: trail.keys, signatures: trail.signatures)
            .validate(SignedTrail.folder(files))
        #expect(validation.findings.filter(\.isFault).map { trail.name($0) } == ["no digests 111122223333 eu-west-1"])
        #expect(!validation.isValid)
    }

    @Test func whileValidationWasOffNothingIsUnlisted() throws {
        var trail = try SignedTrail(hours: 2)
        try trail.deliver(from: time("2024-02-01T05:00:00Z"), isFirst: true)
        try trail.deliver(from: time("2024-02-01T06:00:00Z"))
        let inside = ["2024-02-01T01:58:00Z", "2024-02-01T03:00:00Z", "2024-02-01T04:58:00Z"]
        let outside = ["2024-02-01T01:30:00Z", "2024-02-01T05:30:00Z"]
        let place = { (text: String) in TrailObject(bucket: "b", key: trail.logKey(time(text))) }
        #expect(trail.faults(present: inside.map(place)) == [])
        #expect(
            trail.faults(present: outside.map(place)) == [
                "log 1:30: no digest names it", "log 5:30: no digest names it",
            ])
    }

    @Test(arguments: ["forged.json.gz", "111122223333_CloudTrail_us-east-2_20240201T0130Z_a_b.json.gz", "x.json"])
    func aLogFileWithANameOfItsOwnCountsForItsFolder(name: String) throws {
        let trail = try SignedTrail(hours: 4)
        let key = trail.folder(.log, time("2024-02-01T00:00:00Z")) + name
        let validation = trail.validation(present: [TrailObject(bucket: "b", key: key)])
        #expect(validation.findings.filter(\.isFault) == [.logFile(TrailObject(bucket: "b", key: key), .unlisted)])
        var files: [String: [UInt8]] = [key: [0x7B]]
        for object in trail.objects { files[object.place.key] = object.bytes }
        let copy = CloudTrailFolderValidation(keys: trail.keys, signatures: trail.signatures)
            .validate(SignedTrail.folder(files))
        #expect(copy.findings.filter(\.isFault) == [.logFile(TrailObject(bucket: "", key: key), .unlisted)])
    }

    @Test func aDigestOfManyTinyValuesIsNone() {
        let content = Array("{\"a\":[".utf8) + Array(repeatElement(Array("[],".utf8), count: 100_000).joined())
        #expect(throws: TrailFormatError.self) { try CloudTrailDigest(parsing: content + Array("[]]}".utf8)) }
    }

    @Test(arguments: [
        ("plain/ключ 日本", "plain/ключ 日本"), ("a\nb\tc", "a\\u{A}b\\u{9}c"), ("\u{1B}[2J", "\\u{1B}[2J"),
        ("x\u{202E}y\u{2028}z\u{9B}", "x\\u{202E}y\\u{2028}z\\u{9B}"),
    ])
    func whatATerminalObeysIsShown(text: String, expected: String) {
        #expect(text.printable == expected)
        #expect("\(TrailObject(bucket: "b", key: text))" == "s3://b/" + expected)
        #expect(
            !"\(DigestFinding.digest(TrailObject(bucket: "", key: text), isBackfill: false, .format(text)))"
                .unicodeScalars.contains { $0 != "\t" && $0.value < 0x20 })
    }
}
