import CloudTrail
import Gzip
import Testing
import Timestamps
import TrailSupport

@Suite struct FolderValidationTests {
    @Test(arguments: ["", "b/", "copies/b/", "x/AWSLogs/"], [true, false])
    func aCopyIsValidWhereverItLies(root: String, isGzip: Bool) throws {
        let trail = try SignedTrail(hours: 3)
        let validation = CloudTrailFolderValidation(keys: trail.keys, signatures: trail.signatures)
            .validate(trail.folder(isGzip: isGzip, below: root))
        #expect(validation.findings.filter(\.isFault) == [])
        #expect(validation.digests == .init(valid: 3))
        #expect(validation.logFiles == .init(valid: 6))
    }

    @Test func aPartOfABucketIsFoundByTheEndsOfItsKeys() throws {
        let trail = try SignedTrail(hours: 2)
        var files: [String: [UInt8]] = [:]
        for (key, content) in trail.stored.map({ ($0.place.key, $0.content) })
            + trail.logs.map({ ($0.key.key, $0.value) })
        {
            files[key.split(separator: "/").suffix(2).joined(separator: "/")] = Deflater.gzip(content)
        }
        let validation = CloudTrailFolderValidation(keys: trail.keys, signatures: trail.signatures)
            .validate(SignedTrail.folder(files))
        #expect(validation.isValid)
    }

    @Test func withoutMetadataOnlyTheNewestIsUnsigned() throws {
        let trail = try SignedTrail(hours: 3)
        let validation = CloudTrailFolderValidation(keys: trail.keys).validate(trail.folder())
        #expect(
            validation.findings.filter(\.isFault).map { trail.name($0) }
                == ["2: signature is missing"] + DigestChainTests.unsigned(2))
    }

    @Test func aWindowAndATrailNarrow() throws {
        var trail = try SignedTrail(hours: 5)
        trail.stored += try SignedTrail(hours: 2) { $0.trail = "other" }.stored
        let window = time("2024-02-01T02:00:00Z")..<time("2024-02-01T03:00:00Z")
        let validation = CloudTrailFolderValidation(
            keys: trail.keys, signatures: trail.signatures, window: window, trail: "t"
        ).validate(trail.folder())
        // The digests that end at 2, 3 and 4 o'clock, as the command line has it.
        #expect(validation.digests == .init(valid: 3))
        #expect(validation.found == window)
        #expect(validation.findings.filter(\.isFault) == [])
    }

    @Test func tamperingIsFound() throws {
        var trail = try SignedTrail(hours: 4)
        let signatures = trail.signatures
        trail.logs[DigestChainTests.log(trail, 1, 0)] = nil
        let strange = TrailKeys.key("111122223333", "us-east-2", "20240201T0030Z")
        trail.logs[TrailObject(bucket: "b", key: strange)] = [0x7B]
        trail.stored[1].content = Array("no digest".utf8)
        trail.stored[2].content.append(0x20)
        let validation = CloudTrailFolderValidation(keys: trail.keys, signatures: signatures).validate(trail.folder())
        #expect(
            validation.findings.filter(\.isFault).map { trail.name($0) }
                == ["2: signature verification failed"] + DigestChainTests.unsigned(2) + [
                    "1: invalid format (not JSON at byte 0: a value was expected)", "log 0:30: no digest names it",
                    "log 1:10: no digest names it",
                ])
    }

    @Test func aDigestInTheWrongPlaceIsMoved() throws {
        let trail = try SignedTrail(hours: 1)
        let key = trail.stored[0].place.key
        let files = [key.replacing("T010000Z", with: "T010001Z"): Deflater.gzip(trail.stored[0].content)]
        let validation = CloudTrailFolderValidation(keys: trail.keys, signatures: trail.signatures)
            .validate(SignedTrail.folder(files))
        #expect(validation.text().contains("INVALID: has been moved from its original location"))
    }

    @Test func whatCannotBeReadIsAFinding() throws {
        let trail = try SignedTrail(hours: 1)
        var files = ["notes.txt": [UInt8](), trail.stored[0].place.key: Deflater.gzip(trail.stored[0].content)]
        for (place, content) in trail.logs { files[place.key] = Array(Deflater.gzip(content).dropLast(3)) }
        let validation = CloudTrailFolderValidation(keys: trail.keys, signatures: trail.signatures)
            .validate(SignedTrail.folder(files))
        #expect(validation.logFiles == .init(invalid: 2))
        #expect(validation.text().contains("INVALID: invalid format (gzip: the stream ends too early"))
        let small = CloudTrailFolderValidation(keys: trail.keys, signatures: trail.signatures, mostDigestBytes: 100)
            .validate(SignedTrail.folder(files))
        #expect(small.text().contains("invalid format (longer than 100 bytes)"))
    }
}
