import AWSClient
import HTTPTransport
import RecordingTransports
import Recordings

extension ReadPlan {
    /// The client that the plan asks for; retries are told to those who want details.
    ///
    /// - Parameters:
    ///   - transport: what sends the requests; nil for the process's own.
    ///   - diagnostics: where details go.
    /// - Returns: a client that has sent nothing yet.
    /// - Throws: `AWSConfigurationError` where a setting or a configuration file makes no sense.
    func client(transport: RecordingTransport?, diagnostics: Diagnostics) throws -> AWSClient {
        var configuration = configuration
        configuration.onRetry = { diagnostics.detail($0.description) }
        if let transport, transport.isReplayOnly {
            // Nothing is sent, so nobody has to be asked who we are.
            configuration.credentials = AWSCredentials(accessKeyID: "AKIAREPLAY", secretAccessKey: "replay")
            configuration.region = region ?? transport.recordedRegion
        }
        return try AWSClient(configuration, transport: transport)
    }

    private var configuration: AWSClientConfiguration {
        var configuration = AWSClientConfiguration(region: region, profile: profile, endpointURL: endpointURL)
        configuration.roleARN = roleARN
        configuration.externalID = externalID
        return configuration
    }

    /// What records or replays the traffic; nil where the plan asks for neither.
    ///
    /// - Parameter diagnostics: where notes go.
    /// - Returns: a transport that ``RecordingTransport/finish()`` is to be called on.
    /// - Throws: `RecordingError` where the folder cannot be used.
    func transport(diagnostics: Diagnostics) throws -> RecordingTransport? {
        guard let recording else { return nil }
        let session = try RecordingSession(
            folder: recording.folder, mode: recording.mode, scrub: recording.scrub,
            onExhausted: recording.onExhausted, ignoring: recording.ignored, now: AWSClientConfiguration.currentTime)
        for warning in session.warnings { diagnostics.note(warning) }
        return RecordingTransport(session, upstream: try AWSClient.defaultTransport(configuration)) { miss in
            for line in miss.report { diagnostics.detail(line) }
        }
    }
}
