import AWSClient
import AWSOperations
import ArgumentParser
import CloudTrailSetup
import CommandLines

/// Which trail, and what its log files go through.
struct DesignOptions: ParsableArguments {
    @Option(help: "The trail's name; topic and queue are called the same unless they are named.")
    var trail = "cloudtrail-reader"

    @Option(help: "The bucket (default: the existing trail's, or <trail>-<account>-<region>).")
    var bucket: String?

    @Option(help: "The SNS topic (default: the existing trail's, or the trail's name).")
    var topic: String?

    @Option(help: "The SQS queue (default: the trail's name).")
    var queue: String?

    @Option(help: "What stands before AWSLogs/ in the keys, without slashes around it.")
    var prefix: String?

    @Flag(help: "Take the prefix of an existing trail away.")
    var noPrefix = false

    @Flag(inversion: .prefixedNo, help: "Log all regions (a new trail: no).")
    var multiRegion: Bool?

    @Option(help: ArgumentHelp("Log all accounts of this organisation (o-…).", valueName: "id"))
    var organization: String?

    @Flag(help: "Have an existing trail log this account alone.")
    var noOrganization = false

    @Flag(
        inversion: .prefixedNo, help: "Deliver digest files, by which log files can be verified (a new trail: yes).")
    var logFileValidation: Bool?

    @Option(help: "The KMS key that encrypts the log files: id, ARN or alias.")
    var kmsKey: String?

    @Flag(help: "Have an existing trail encrypt with no KMS key.")
    var noKmsKey = false

    @Option(help: "The account, which has to be that of the credentials.")
    var account: String?

    /// The design in an account and a region; without an account, for a plan that names it `<account>`.
    func design(account: String?, region: String) throws(UsageError) -> TrailDesign {
        // Names are checked in any account's place.
        var design = TrailDesign(
            account: account ?? "123456789012", region: region, trail: trail,
            partition: AWSClient.partition(ofRegion: region), bucket: bucket.nonEmpty, topic: topic.nonEmpty,
            queue: queue.nonEmpty, prefix: prefix.nonEmpty, isMultiRegion: multiRegion,
            organization: organization.nonEmpty, validatesLogFiles: logFileValidation, kmsKey: kmsKey.nonEmpty,
            removals: try removals())
        do {
            try design.check()
        } catch {
            throw UsageError(error.description)
        }
        if account == nil { design.account = "<account>" }
        return design
    }

    private func removals() throws(UsageError) -> Set<TrailDesign.Removal> {
        var removals: Set<TrailDesign.Removal> = []
        for (isRemoved, removal, option, value) in [
            (noPrefix, .prefix, "prefix", prefix), (noOrganization, .organization, "organization", organization),
            (noKmsKey, .kmsKey, "kms-key", kmsKey),
        ] as [(Bool, TrailDesign.Removal, String, String?)] where isRemoved {
            guard value.nonEmpty == nil else { throw UsageError("give --\(option) or --no-\(option), not both") }
            removals.insert(removal)
        }
        return removals
    }

    /// The design in the client's region, and in the account that STS names.
    func design(of client: AWSClient) async throws -> TrailDesign {
        let region = try client.region
        // What is wrong with the names is said before anything is asked.
        _ = try design(account: account.nonEmpty, region: region)
        guard let actual = try await client.send(GetCallerIdentity()).account else {
            throw UsageError("STS does not tell the account of these credentials")
        }
        if let account = account.nonEmpty, account != actual {
            throw UsageError("--account \(account): these credentials are of the account \(actual)")
        }
        return try design(account: actual, region: region)
    }
}
