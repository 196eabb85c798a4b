import CloudTrail
import Digests
import Foundation
import Gzip
import JSON
import TestSupport
import Testing
import Timestamps
import TrailSupport

/// The signed digests under ../shared, and digests of AWS's guide; ``DigestChainTests`` makes its own.
@Suite(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)")) struct SharedDigestTests {
    static let folder = "samples/cloudtrail/signed-digests/"

    let keys: DigestPublicKeys
    let signatures: [String: DigestSignature]
    let expected: JSONValue
    /// The bucket's files by their keys.
    var files: [String: [UInt8]] = [:]

    init() throws {
        keys = try DigestPublicKeys(parsing: try SharedFiles.bytes(SharedDigestTests.folder + "ListPublicKeys.json"))
        signatures = try DigestSignature.parseSaved(
            try SharedFiles.bytes(SharedDigestTests.folder + "s3-metadata.json"))
        expected = try JSONValue(parsing: try SharedFiles.bytes(SharedDigestTests.folder + "expected.json"))
        let bucket = SharedFiles.folder.appending(path: SharedDigestTests.folder + "bucket").path
        for path in try FileManager.default.subpathsOfDirectory(atPath: bucket) where path.hasSuffix(".gz") {
            files[path] = try SharedFiles.bytes(SharedDigestTests.folder + "bucket/" + path)
        }
    }

    func validation(_ change: (inout [String: [UInt8]]) -> Void = { _ in }) -> DigestValidation {
        var files = files
        change(&files)
        return CloudTrailFolderValidation(keys: keys, signatures: signatures).validate(SignedTrail.folder(files))
    }

    func digests() throws -> [String] {
        let results = try #require(expected["results"]?.array)
        return results.filter { $0["kind"]?.string == "digest" }.compactMap { $0["object"]?.string }.sorted()
    }

    @Test func haveTheExpectedResults() throws {
        let bucket = try #require(expected["bucket"]?.string)
        var results: [TrailObject: String] = [:]
        for result in try #require(expected["results"]?.array) {
            results[TrailObject(bucket: bucket, key: try #require(result["object"]?.string))] =
                result["expected"]?.string
        }
        var found: [TrailObject: String] = [:]
        for finding in validation().findings {
            switch finding {
            case .digest(let place, false, let fault): found[place] = fault.map { "\($0)" } ?? "valid"
            case .logFile(let place, let fault): found[place] = fault.map { "\($0)" } ?? "valid"
            default: Issue.record("\(finding)")
            }
        }
        #expect(found == results)
        #expect(validation().isValid)
        #expect(
            validation().text(subject: "trail management-events") == """
                Validating log files for trail management-events

                Results found for 2023-07-10T10:40:00Z to 2023-07-10T12:50:00Z:

                4/4 digest files valid
                21/21 log files valid

                """)
    }

    @Test func tamperingIsFound() throws {
        let digests = try digests()
        #expect(digests.count == 4)
        for (index, digest) in digests.enumerated() {
            let altered = validation { files in
                let content = files[digest].flatMap { try? Inflater.gunzip($0, maxBytes: 1 << 20) } ?? []
                files[digest] = Deflater.gzip(content + [0x20])
            }
            #expect(altered.digests == .init(valid: 3, invalid: 1))
            #expect(altered.text().contains("\(digest)\tINVALID: signature verification failed"))
            let deleted = validation { $0[digest] = nil }
            // Nothing tells of the newest.
            #expect(deleted.digests == .init(valid: 3, invalid: index == 3 ? 0 : 1))
            #expect(deleted.text().contains("\(digest)\tINVALID: not found") == (index < 3))
        }
        let two = validation {
            $0[digests[1]] = nil
            $0[digests[2]] = nil
        }
        #expect(two.digests == .init(valid: 2, invalid: 1))
        #expect(two.unsignedLogFiles == 10)
        #expect(
            two.text().contains("Digest files are missing between 2023-07-10T11:40:00Z and 2023-07-10T12:20:00Z"))
        for log in files.keys.sorted() where !digests.contains(log) {
            #expect(validation { $0[log] = nil }.logFiles == .init(valid: 20, invalid: 1))
            #expect(validation { $0[log] = Deflater.gzip([0x7B, 0x7D]) }.logFiles == .init(valid: 20, invalid: 1))
        }
    }

    /// Both reports as `aws cloudtrail validate-logs` of awscli 1.45.11 prints them for the same objects.
    @Test func theReportHasTheLinesOfTheCommandLine() throws {
        let window = time("2023-07-10T10:00:00Z")..<time("2023-07-10T13:00:00Z")
        let validation = CloudTrailFolderValidation(keys: keys, signatures: signatures, window: window)
        #expect(
            validation.validate(SignedTrail.folder(files)).text(subject: "trail arn:x") == """
                Validating log files for trail arn:x between 2023-07-10T10:00:00Z and 2023-07-10T13:00:00Z

                Results requested for 2023-07-10T10:00:00Z to 2023-07-10T13:00:00Z
                Results found for 2023-07-10T10:40:00Z to 2023-07-10T12:50:00Z:

                4/4 digest files valid
                21/21 log files valid

                """)
        var files = files
        let digests = try digests()
        for key in files.keys where key == digests[1] || key == digests[2] || key.contains("T1145Z") {
            files[key] = nil
        }
        // The command line does not tell of the second digest, nor of the log files that are without one now.
        #expect(
            validation.validate(SignedTrail.folder(files)).text(subject: "trail arn:x").hasPrefix(
                """
                Validating log files for trail arn:x between 2023-07-10T10:00:00Z and 2023-07-10T13:00:00Z

                Digest file\ts3://demo-trail-bucket/\(digests[2])\tINVALID: not found

                Digest files are missing between 2023-07-10T11:40:00Z and 2023-07-10T12:20:00Z: at least 1


                """))
        #expect(
            validation.validate(SignedTrail.folder(files)).summary.hasPrefix(
                """
                Results requested for 2023-07-10T10:00:00Z to 2023-07-10T13:00:00Z
                Results found for 2023-07-10T10:40:00Z to 2023-07-10T12:50:00Z:

                2/3 digest files valid, 1/3 digest files INVALID
                11/11 log files valid

                """))
    }

    @Test func withoutMetadataAllButTheNewestAreVerifiedByTheNextOne() {
        let validation = CloudTrailFolderValidation(keys: keys).validate(SignedTrail.folder(files))
        #expect(validation.digests == .init(valid: 3, invalid: 1))
        #expect(validation.logFiles == .init(valid: 10))
        #expect(validation.unsignedLogFiles == 11)
    }

    @Test(arguments: [
        ("awsdoc/awsdoc-cloudtrail-log-file-validation-digest-file-structure-2", 1, true),
        ("awsdoc/awsdoc-cloudtrail-log-file-validation-digest-file-structure-3", 0, true),
        ("otel-digest-empty", 0, true),
    ])
    func digestsOfTheGuideAreRead(name: String, logFiles: Int, hasPrevious: Bool) throws {
        let digest = try CloudTrailDigest(parsing: try SharedFiles.bytes("samples/cloudtrail/\(name).json"))
        #expect(digest.logFiles.count == logFiles)
        #expect((digest.previous != nil) == hasPrevious)
        #expect(CloudTrailKey(digest.place.key)?.kind == .digest)
        #expect(CloudTrailKey(digest.place.key)?.stamp == digest.end)
    }

    @Test func keysOfTheGuideAreRead() throws {
        let keys = try DigestPublicKeys(
            parsing: try SharedFiles.bytes(
                "samples/cloudtrail/awsdoc/awsdoc-cloudtrail-log-file-custom-validation-0.json"))
        #expect(keys.count == 3)
        #expect(keys.unreadable == [])
    }
}
