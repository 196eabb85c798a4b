import CloudTrail
import Foundation
import Gzip
import JSON
import MockAWS
import TestSupport
import Testing
import Timestamps
import TrailSupport

/// `cloudtrail_reader validate` and `scan --validate` as processes, over a trail that is signed for the test.
@Suite(.timeLimit(.minutes(15))) struct ValidateCommandTests {
    private let folder: TemporaryFolder
    private var trail: SignedTrail

    init() throws {
        folder = try TemporaryFolder()
        trail = try SignedTrail(hours: 3) { $0.bucket = "trail-logs" }
    }

    private static let window = ["-s", "2024-02-01", "-e", "2024-02-01 03:00"]
    private static let digests =
        "AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2024/02/01/111122223333_CloudTrail-Digest_us-east-2_t_us-east-1_"
    private static let logs =
        "AWSLogs/111122223333/CloudTrail/us-east-2/2024/02/01/111122223333_CloudTrail_us-east-2_"

    /// Writes the trail as a world, all of whose objects lie below `world/s3/trail-logs`.
    private func write() throws {
        var objects: [JSONValue.Member] = []
        for (place, bytes, metadata) in trail.objects {
            try folder.write("world/s3/\(place.bucket)/\(place.key)", bytes)
            let members = metadata.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
            if !members.isEmpty { objects.append(JSONValue.Member(place.key, ["metadata": .object(members)])) }
        }
        let world: JSONValue = ["buckets": [["name": "trail-logs", "objects": .object(objects)]]]
        try folder.write("world/world.json", world.encoded())
        let keys = try SignedTrail.publicKeyList()
        try folder.write("world/cloudtrail/public-keys.json", keys)
        try folder.write("keys.json", keys)
        try folder.write("signatures.json", trail.savedSignatures)
    }

    private func run(_ arguments: [String], endpoint: String = "http://127.0.0.1:1") async throws -> ProgramRun {
        let environment = [
            "HOME": folder.path, "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": endpoint,
            "AWS_MAX_ATTEMPTS": "1", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
            "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
        ]
        return try await ProgramRun.run("cloudtrail_reader", arguments, environment: environment)
    }

    /// Runs against a server whose world is the trail.
    private func online(_ arguments: String..., change: () throws -> Void = {}) async throws -> ProgramRun {
        try write()
        try change()
        let mock = try MockAWS.start(world: folder.path + "/world")
        defer { mock.stop() }
        return try await run(arguments + ValidateCommandTests.window, endpoint: mock.endpoint)
    }

    private func offline(_ arguments: String...) async throws -> ProgramRun {
        try await run(
            ["validate", "--folder", folder.path + "/world/s3", "--public-keys", folder.path + "/keys.json"] + arguments
        )
    }

    private func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: folder.path + "/world/s3/trail-logs/" + path)
    }

    @Test func aBucketIsValidatedAndItsKeysAreSavedForItsCopy() async throws {
        defer { folder.remove() }
        let saved = folder.path + "/saved.json"
        let signatures = folder.path + "/saved-signatures.json"
        let run = try await online(
            "validate", "trail-logs", "--save-public-keys", saved, "--save-signatures", signatures, "--verbose")
        #expect(run.status == 0, "\(run.errorText)")
        #expect(
            run.outputText.hasSuffix(
                """
                Results requested for 2024-02-01T00:00:00Z to 2024-02-01T03:00:00Z
                Results found for 2024-02-01T00:00:00Z to 2024-02-01T03:00:00Z:

                3/3 digest files valid
                6/6 log files valid

                """))
        #expect(run.lines.count { $0.hasSuffix("\tvalid") } == 9)
        let copy = try await self.run([
            "validate", "--folder", folder.path + "/world", "--public-keys", saved, "--signatures", signatures,
        ])
        #expect(copy.status == 0, "\(copy.errorText)\(copy.outputText)")
        #expect(copy.lines.suffix(2) == ["3/3 digest files valid", "6/6 log files valid"])
    }

    @Test func tamperingInABucketIsToldLineByLine() async throws {
        defer { folder.remove() }
        let run = try await online("validate", "trail-logs") {
            try remove(Self.digests + "20240201T020000Z.json.gz")
            try remove(Self.logs + "20240201T0005Z_abc.json.gz")
            try folder.write(
                "world/s3/trail-logs/\(Self.logs)20240201T0205Z_abc.json.gz", Deflater.gzip(Array("{}".utf8)))
        }
        #expect(run.status == 1 && run.errorText.isEmpty, "\(run.errorText)")
        #expect(
            run.lines.filter { $0.contains("INVALID: ") || $0.contains("missing") } == [
                "Log file\ts3://trail-logs/\(Self.logs)20240201T0205Z_abc.json.gz\tINVALID: hash value doesn't match",
                "Digest file\ts3://trail-logs/\(Self.digests)20240201T020000Z.json.gz\tINVALID: not found",
                "Digest files are missing between 2024-02-01T01:00:00Z and 2024-02-01T02:00:00Z: at least 1",
                "Log file\ts3://trail-logs/\(Self.logs)20240201T0005Z_abc.json.gz\tINVALID: not found",
                "Log file\ts3://trail-logs/\(Self.logs)20240201T0105Z_abc.json.gz\tINVALID: no digest names it",
                "Log file\ts3://trail-logs/\(Self.logs)20240201T0110Z_abc.json.gz\tINVALID: no digest names it",
            ])
    }

    @Test func aFolderWithoutSignaturesLeavesTheNewestDigestUnsigned() async throws {
        defer { folder.remove() }
        try write()
        let run = try await offline()
        #expect(run.status == 1 && run.outputText.contains("20240201T030000Z.json.gz\tINVALID: signature is missing"))
        #expect(run.lines.contains("2/3 digest files valid, 1/3 digest files INVALID"))
        let signed = try await offline("--signatures", folder.path + "/signatures.json")
        #expect(signed.status == 0)
        try remove("AWSLogs")
        let empty = try await offline()
        #expect(empty.status == 1 && empty.lines.last == "No digests found")
    }

    @Test func aScanWithholdsWhatWasAltered() async throws {
        defer { folder.remove() }
        let valid = try await online("scan", "trail-logs", "--validate")
        #expect(valid.status == 0 && valid.lines.count == 6, "\(valid.errorText)")
        #expect(
            valid.errorLines.last
                == "validation: 3/3 digests valid, 0 gaps, 6 log files valid, 0 altered, 0 missing, 0 unsigned, 0 not covered yet"
        )
        let altered = try await online("scan", "trail-logs", "--validate", "--public-keys", folder.path + "/keys.json")
        {
            let text = #"{"Records":[{"eventID":"forged"}]}"#
            try folder.write(
                "world/s3/trail-logs/\(Self.logs)20240201T0105Z_abc.json.gz", Deflater.gzip(Array(text.utf8)))
            try remove(Self.logs + "20240201T0110Z_abc.json.gz")
        }
        #expect(altered.status == 1 && altered.lines.count == 4 && !altered.outputText.contains("forged"))
        #expect(altered.errorLines.count { $0.hasPrefix("error: ") } == 2)
        #expect(altered.errorLines.last?.contains("4 log files valid, 1 altered, 1 missing") == true)
    }

    @Test(arguments: [
        (["validate"], "give either a bucket or a --folder"),
        (["validate", "trail-logs", "--folder", "/"], "give either a bucket or a --folder"),
        (["validate", "--folder", "/no/such"], "is no folder"),
        (["validate", "--folder", "/etc"], "give --public-keys"),
        (["validate", "trail-logs", "--signatures", "x"], "--signatures is for a --folder"),
        (["validate", "trail-logs", "--public-keys", "/no/such"], "--public-keys /no/such"),
        (["validate", "trail-logs", "--public-keys", "/etc/passwd"], "list-public-keys"),
        (["validate", "b"], "'b' names no bucket"),
        (["validate", "trail-logs", "-s", "2024-02-02", "-e", "2024-02-01"], "the window is empty"),
        (["scan", "trail-logs", "--public-keys", "x"], "are for --validate"),
    ])
    func wrongArgumentsAreOneLine(arguments: [String], text: String) async throws {
        defer { folder.remove() }
        let run = try await run(arguments)
        #expect(run.status == 64, "\(run.errorText)")
        let errors = run.errorLines.filter { $0.hasPrefix("error: ") }
        #expect(errors.count == 1 && errors.first?.contains(text) == true, "\(run.errorText)")
    }

    @Test func nobodyToAskIsAStatus() async throws {
        defer { folder.remove() }
        #expect(try await run(["validate", "trail-logs"]).status == 69)
    }

    @Test(.enabled(if: SharedFiles.present, "\(SharedFiles.absence)")) func signedDigestsOfOthersAreValid() async throws
    {
        defer { folder.remove() }
        let shared = SharedFiles.folder.path + "/samples/cloudtrail/signed-digests/"
        let run = try await run([
            "validate", "--folder", shared + "bucket", "--public-keys", shared + "ListPublicKeys.json", "--signatures",
            shared + "s3-metadata.json",
        ])
        #expect(run.status == 0, "\(run.outputText)")
        #expect(run.lines.suffix(2) == ["4/4 digest files valid", "21/21 log files valid"])
    }
}
