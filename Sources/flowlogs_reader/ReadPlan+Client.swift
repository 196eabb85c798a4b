import AWSClient

extension ReadPlan {
    /// The client that the plan asks for; retries are told to those who want details.
    ///
    /// - Parameter diagnostics: where details go.
    /// - Returns: a client that has sent nothing yet.
    /// - Throws: `AWSConfigurationError` where a setting or a configuration file makes no sense.
    func client(diagnostics: Diagnostics) throws -> AWSClient {
        var configuration = AWSClientConfiguration(region: region, profile: profile, endpointURL: endpointURL)
        configuration.roleARN = roleARN
        configuration.externalID = externalID
        configuration.onRetry = { diagnostics.detail($0.description) }
        return try AWSClient(configuration)
    }
}
