import CloudTrail
import Testing
import Timestamps
import TrailSupport

@Suite struct DigestValidationTests {
    static let window = time("2024-02-01T00:00:00Z")..<time("2024-02-01T05:00:00Z")
    static let folder = "AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2024/02/01/"
    static let digest = folder + "111122223333_CloudTrail-Digest_us-east-2_t_us-east-1_20240201T0"
    static let log = "AWSLogs/111122223333/CloudTrail/us-east-2/2024/02/01/111122223333_CloudTrail_us-east-2_20240201T0"

    @Test func theReportOfAValidTrailIsTheOneOfTheCommandLine() throws {
        let trail = try SignedTrail(hours: 5)
        #expect(
            trail.validation(window: DigestValidationTests.window).text(subject: "trail arn:x") == """
                Validating log files for trail arn:x between 2024-02-01T00:00:00Z and 2024-02-01T05:00:00Z

                Results requested for 2024-02-01T00:00:00Z to 2024-02-01T05:00:00Z
                Results found for 2024-02-01T00:00:00Z to 2024-02-01T05:00:00Z:

                5/5 digest files valid
                10/10 log files valid

                """)
    }

    @Test func faultsStandBetweenBlankLines() throws {
        var trail = try SignedTrail(hours: 3) { $0.logsPerHour = 1 }
        trail.stored.remove(at: 1)
        trail.logs[DigestChainTests.log(trail, 1, 0)] = nil
        let text = trail.validation().text(isVerbose: true)
        #expect(
            text == """
                Digest file\ts3://b/\(DigestValidationTests.digest)30000Z.json.gz\tvalid

                Log file\ts3://b/\(DigestValidationTests.log)205Z_abc.json.gz\tINVALID: not found

                Digest file\ts3://b/\(DigestValidationTests.digest)20000Z.json.gz\tINVALID: not found

                Digest files are missing between 2024-02-01T01:00:00Z and 2024-02-01T02:00:00Z: at least 1

                Digest file\ts3://b/\(DigestValidationTests.digest)10000Z.json.gz\tvalid
                Log file\ts3://b/\(DigestValidationTests.log)005Z_abc.json.gz\tvalid

                Results found for 2024-02-01T00:00:00Z to 2024-02-01T03:00:00Z:

                2/3 digest files valid, 1/3 digest files INVALID
                1/2 log files valid, 1/2 log files INVALID

                """)
    }

    @Test func gapsAndBackfillDigestsHaveTheirLines() throws {
        var trail = try SignedTrail(hours: 1) { $0.logsPerHour = 0 }
        try trail.deliver(from: time("2024-02-01T02:00:00Z"), isFirst: true)
        trail.stored += try SignedTrail(hours: 1) {
            $0.isBackfill = true
            $0.logsPerHour = 0
        }.stored
        let text = trail.validation().text(isVerbose: true)
        #expect(
            text == """
                Digest file\ts3://b/\(DigestValidationTests.digest)30000Z.json.gz\tvalid

                No log files were delivered by CloudTrail between 2024-02-01T01:00:00Z and 2024-02-01T02:00:00Z

                Digest file\ts3://b/\(DigestValidationTests.digest)10000Z.json.gz\tvalid
                (backfill) Digest file\ts3://b/\(DigestValidationTests.digest)10000Z_backfill.json.gz\tvalid

                Results found for 2024-02-01T00:00:00Z to 2024-02-01T03:00:00Z:

                2/2 digest files valid
                1/1 backfill digest files valid

                """)
    }

    @Test func nothingFoundIsSaid() throws {
        var trail = try SignedTrail(hours: 1)
        trail.keys = DigestPublicKeys()
        #expect(
            trail.validation().summary
                == "No valid digests found in range\n\n0/1 digest files valid, 1/1 digest files INVALID\n"
                + "2 log files that no valid digest names\n")
        trail.stored = []
        #expect(trail.validation().text() == "No digests found\n")
        #expect(!trail.validation().isValid)
    }

    @Test func whatWasNotReadIsCounted() throws {
        let trail = try SignedTrail(hours: 1)
        let validation = trail.chain().validation(logFiles: { _ in .unread("GLACIER") })
        #expect(validation.summary.hasSuffix("\n1/1 digest files valid\n2 log files not checked\n"))
        #expect(!validation.isValid)
    }
}
