import AWSClient
import ArgumentParser
import CommandLines

/// Which AWS to talk to, and as whom.
struct AWSOptions: ParsableArguments {
    @Option(help: "AWS region of what is read, followed or set up.")
    var region: String?

    @Option(help: "Profile of the AWS configuration files to use.")
    var profile: String?

    @Option(help: "Assume the role with this ARN.")
    var roleArn: String?

    @Option(help: "External id for the role.")
    var externalId: String?

    @Option(help: "Send the requests to this URL instead of AWS.")
    var endpointUrl: String?

    /// A client as the options say; retries are told to those who want details.
    ///
    /// - Parameters:
    ///   - region: a region in place of the one that was given.
    ///   - diagnostics: where details go.
    /// - Returns: a client that has sent nothing yet.
    /// - Throws: `UsageError`; `AWSConfigurationError` where a setting or a configuration file makes no sense.
    func client(region: String? = nil, diagnostics: Diagnostics) throws -> AWSClient {
        var configuration = AWSClientConfiguration(
            region: (region ?? self.region).nonEmpty, profile: profile.nonEmpty, endpointURL: endpointUrl.nonEmpty)
        configuration.roleARN = roleArn.nonEmpty
        configuration.externalID = externalId.nonEmpty
        guard configuration.externalID == nil || configuration.roleARN != nil else {
            throw UsageError("must give a --role-arn if an --external-id is given")
        }
        configuration.onRetry = { diagnostics.detail($0.description) }
        return try AWSClient(configuration)
    }
}

/// What is told on standard error.
struct MessageOptions: ParsableArguments {
    @Flag(help: "Give no notes and no report on standard error, only errors.")
    var quiet = false

    @Flag(help: "Tell retries and request ids on standard error.")
    var verbose = false
}

extension String? {
    /// The text where there is one: an empty value counts as absent.
    var nonEmpty: String? { self?.isEmpty == false ? self : nil }
}
