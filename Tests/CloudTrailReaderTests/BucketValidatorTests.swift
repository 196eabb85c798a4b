import AWSClient
import CloudTrail
import CloudTrailReader
import Gzip
import ScanSupport
import Testing
import Timestamps
import TrailSupport

@Suite(.timeLimit(.minutes(15))) struct BucketValidatorTests {
    @Test(arguments: [1, 3]) func anUntouchedTrailIsValid(threads: Int) async throws {
        let (report, faults, notes) = try await TrailBench().validate { $0.threadCount = threads }
        #expect(report.isValid && faults == [] && notes == [])
        #expect(report.validation.digests == .init(valid: 5) && report.validation.logFiles == .init(valid: 10))
        #expect(report.validation.text().hasPrefix("Results requested for 2026-03-04T00:00:00Z to"))
    }

    /// What is done to the bucket, and what is found then.
    struct Tampering: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var faults: [String]
        var change: @Sendable (TrailBench) throws -> Void

        init(_ name: String, _ faults: [String], _ change: @escaping @Sendable (TrailBench) throws -> Void) {
            testDescription = name
            self.faults = faults
            self.change = change
        }
    }

    static let tamperings = [
        Tampering("altered log file", ["Log file 0205Z_abc INVALID: hash value doesn't match"]) {
            $0.alter($0.trail.log(2, 0))
        },
        Tampering("deleted log file", ["Log file 0210Z_abc INVALID: not found"]) {
            $0.bench.bucket.remove($0.trail.log(2, 1).key)
        },
        Tampering("log file that cannot be inflated", ["Log file 0205Z_abc INVALID: invalid format (gzip: "]) {
            let place = $0.trail.log(2, 0)
            let bytes = Deflater.gzip($0.trail.logs[place] ?? [])
            $0.bench.bucket.put(place.key, bytes: Array(bytes.dropLast(4)))
        },
        Tampering("archived log file", ["Log file 0205Z_abc INVALID: not checked (archived"]) {
            let place = $0.trail.log(2, 0)
            $0.bench.bucket.put(place.key, "x", storageClass: "GLACIER")
        },
        Tampering("log file that may not be read", ["Log file 0205Z_abc INVALID: not checked ("]) {
            $0.bench.bucket.put($0.trail.log(2, 0).key, bytes: [], error: "AccessDenied")
        },
        Tampering("log file that no digest names", ["Log file 0130Z_abc INVALID: no digest names it"]) {
            $0.bench.bucket.put($0.trail.logKey($0.midnight.adding(seconds: 5400)), "x")
        },
        Tampering(
            "altered digest",
            [
                "Digest file 030000Z INVALID: signature verification failed",
                "Log file 0205Z_abc INVALID: only invalid digests name it",
                "Log file 0210Z_abc INVALID: only invalid digests name it",
            ]
        ) {
            let content = $0.trail.stored[2].content + [0x20]
            $0.bench.bucket.put(
                $0.digest(2), bytes: Deflater.gzip(content), metadata: $0.trail.metadata(of: $0.trail.stored[2]))
        },
        Tampering(
            "digest without metadata",
            [
                "Digest file 050000Z INVALID: signature is missing",
                "Log file 0405Z_abc INVALID: only invalid digests name it",
                "Log file 0410Z_abc INVALID: only invalid digests name it",
            ]
        ) { $0.bench.bucket.put($0.digest(4), bytes: Deflater.gzip($0.trail.stored[4].content)) },
        Tampering(
            "archived digest",
            [
                "Digest file 030000Z INVALID: not checked (archived", "Log file 0205Z_abc INVALID: no digest names it",
                "Log file 0210Z_abc INVALID: no digest names it",
            ]
        ) { $0.bench.bucket.put($0.digest(2), "x", storageClass: "DEEP_ARCHIVE") },
        Tampering(
            "deleted digest",
            [
                "Digest file 030000Z INVALID: not found", "Digest files are missing between",
                "Log file 0205Z_abc INVALID: no digest names it", "Log file 0210Z_abc INVALID: no digest names it",
            ]
        ) { $0.bench.bucket.remove($0.digest(2)) },
        Tampering(
            "two deleted digests in a row",
            [
                "Digest file 040000Z INVALID: not found",
                "Digest files are missing between 2026-03-04T02:00:00Z and 2026-03-04T04:00:00Z: at least 2",
                "Log file 0205Z_abc INVALID: no digest names it", "Log file 0210Z_abc INVALID: no digest names it",
                "Log file 0305Z_abc INVALID: no digest names it", "Log file 0310Z_abc INVALID: no digest names it",
            ]
        ) {
            $0.bench.bucket.remove($0.digest(2))
            $0.bench.bucket.remove($0.digest(3))
        },
    ]

    @Test(arguments: tamperings) func tamperingIsFound(_ tampering: Tampering) async throws {
        let bench = try TrailBench()
        try tampering.change(bench)
        let (report, faults, _) = try await bench.validate()
        #expect(!report.isValid && faults.count == tampering.faults.count, "\(faults)")
        for (found, expected) in zip(faults, tampering.faults) { #expect(found.hasPrefix(expected)) }
    }

    @Test func withoutItsKeyNothingIsValid() async throws {
        let (report, faults, _) = try await TrailBench(hours: 1).validate(keyring: DigestKeyring(DigestPublicKeys()))
        #expect(!report.isValid && faults.first?.contains("public key not found for fingerprint key0") == true)
    }

    @Test func aBackfillDigestIsAChainOfItsOwn() async throws {
        let bench = try TrailBench()
        let backfill = try SignedTrail(hours: 1, from: bench.midnight.adding(seconds: 7200)) {
            $0.bucket = "bucket"
            $0.isBackfill = true
        }
        bench.put(backfill)
        let (report, _, _) = try await bench.validate()
        #expect(report.isValid && report.validation.backfillDigests == .init(valid: 1))
        #expect(report.validation.logFiles == .init(valid: 10))
    }

    @Test func aStopOfLoggingIsNoFault() async throws {
        var bench = try TrailBench(hours: 2)
        try bench.trail.deliver(from: bench.midnight.adding(seconds: 4 * 3600), isFirst: true)
        bench.put(bench.trail)
        bench.bench.now = bench.midnight.adding(seconds: 5 * 3600)
        let (report, _, _) = try await bench.validate()
        #expect(report.isValid)
        #expect(report.validation.text().contains("No log files were delivered by CloudTrail between"))
    }

    @Test func aTrailThatWasMovedToAnotherPrefixIsFollowed() async throws {
        var bench = try TrailBench(hours: 3)
        bench.trail.prefix = "new/"
        for hour in 3..<5 { try bench.trail.deliver(from: bench.midnight.adding(seconds: Int64(hour) * 3600)) }
        bench.put(bench.trail)
        bench.bench.now = bench.midnight.adding(seconds: 5 * 3600)
        let (report, faults, notes) = try await bench.validate(location: "bucket/new")
        #expect(report.isValid && faults == [] && notes.count == 1)
        #expect(report.validation.digests == .init(valid: 5) && report.validation.logFiles == .init(valid: 10))
        bench.bench.bucket.remove(bench.digest(1))
        #expect(
            try await bench.validate(location: "bucket/new").faults.first == "Digest file 020000Z INVALID: not found")
    }

    @Test func aTrailThatWasInABucketNobodyMayReadIsTold() async throws {
        var bench = try TrailBench(hours: 1) { $0.bucket = "elsewhere" }
        bench.bench.bucket.remove(bench.digest(0))
        bench.trail.bucket = "bucket"
        try bench.trail.deliver(from: bench.midnight.adding(seconds: 3600))
        bench.put(SignedTrail(of: bench.trail, only: 1))
        bench.bench.now = bench.midnight.adding(seconds: 2 * 3600)
        let (_, faults, notes) = try await bench.validate()
        #expect(faults == ["Digest file 010000Z INVALID: not found: it lies in another bucket, which was not read"])
        #expect(notes.contains { $0.contains("elsewhere") && $0.contains("cannot be listed") })
    }

    @Test func trailsAccountsRegionsAndOrganisationsAreTold() async throws {
        let bench = try TrailBench()
        for change: @Sendable (inout SignedTrail) -> Void in [
            { $0.trail = "other" }, { $0.account = "444455556666" }, { $0.region = "eu-west-1" },
            { $0.organization = "o-example/" },
        ] {
            bench.put(
                try SignedTrail(hours: 5, from: bench.midnight) {
                    $0.bucket = "bucket"
                    $0.logsPerHour = 1
                    change(&$0)
                })
        }
        let all = try await bench.validate()
        // The log files of both trails have the same names here; their texts differ.
        #expect(all.report.validation.digests == .init(valid: 25))
        let one = try await bench.validate {
            $0.accounts = ["444455556666"]
        }
        #expect(one.report.isValid && one.report.validation.digests == .init(valid: 5))
        let region = try await bench.validate { $0.regions = ["eu-west-1"] }
        #expect(region.report.isValid && region.report.validation.digests == .init(valid: 5))
        let trail = try await bench.validate {
            $0.trail = "other"
            $0.regions = ["us-east-2"]
        }
        #expect(trail.report.validation.digests == .init(valid: 5))
    }

    @Test func anInterruptEndsEarly() async throws {
        let interrupt = ReadingInterrupt()
        interrupt.raise()
        let (report, _, _) = try await TrailBench().validate(interrupt: interrupt)
        #expect(report.wasInterrupted && !report.isValid)
    }

    @Test func aBucketOfSomethingElseIsAnError() async throws {
        let bench = try TrailBench(hours: 0)
        bench.bench.bucket.put("AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/04/x.json.gz", "x")
        await #expect(throws: TrailReaderError.self) { try await bench.validate() }
    }
}

extension SignedTrail {
    /// A trail of which only one digest and its log files are there.
    init(of trail: SignedTrail, only index: Int) {
        self = trail
        stored = [trail.stored[index]]
        logs = trail.logs.filter { $0.key.bucket == trail.bucket }
    }
}
