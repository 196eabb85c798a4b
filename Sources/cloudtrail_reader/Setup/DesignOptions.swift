import AWSClient
import AWSOperations
import ArgumentParser
import CloudTrailSetup
import CommandLines

/// Which trail, and what its log files go through.
struct DesignOptions: ParsableArguments {
    @Option(help: "The trail's name; topic and queue are called the same unless they are named.")
    var trail = "cloudtrail-reader"

    @Option(help: "The bucket (default: <trail>-<account>-<region>).")
    var bucket: String?

    @Option(help: "The SNS topic (default: the trail's name).")
    var topic: String?

    @Option(help: "The SQS queue (default: the trail's name).")
    var queue: String?

    @Option(help: "What stands before AWSLogs/ in the keys.")
    var prefix: String?

    @Flag(help: "Log all regions.")
    var multiRegion = false

    @Option(help: ArgumentHelp("Log all accounts of this organisation (o-…).", valueName: "id"))
    var organization: String?

    @Flag(inversion: .prefixedNo, help: "Deliver digest files, by which log files can be verified.")
    var logFileValidation = true

    @Option(help: "The KMS key that encrypts the log files: id, ARN or alias.")
    var kmsKey: String?

    @Option(help: "The account (default: that of the credentials).")
    var account: String?

    /// The design in an account and a region.
    func design(account: String, region: String) throws(UsageError) -> TrailDesign {
        if let organization, !organization.hasPrefix("o-") {
            throw UsageError("--organization '\(organization)' is no organisation's id; o-1a2b3c4d5e is one")
        }
        return TrailDesign(
            account: account, region: region, trail: trail, partition: AWSClient.partition(ofRegion: region),
            bucket: bucket.nonEmpty, topic: topic.nonEmpty, queue: queue.nonEmpty, prefix: prefix.nonEmpty,
            isMultiRegion: multiRegion, organization: organization.nonEmpty, validatesLogFiles: logFileValidation,
            kmsKey: kmsKey.nonEmpty)
    }

    /// The design in the client's region and account, which STS is asked for unless it is given.
    func design(of client: AWSClient) async throws -> TrailDesign {
        let region = try client.region
        if let account = account.nonEmpty { return try design(account: account, region: region) }
        guard let account = try await client.send(GetCallerIdentity()).account else {
            throw UsageError("STS does not tell the account of these credentials; give it with --account")
        }
        return try design(account: account, region: region)
    }
}
