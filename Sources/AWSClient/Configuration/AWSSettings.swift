import AWSOperations
import HTTPTransport

/// The settings in force: what the user said, else the environment, else the profile.
struct AWSSettings: Sendable {
    /// How S3 buckets are addressed.
    enum S3Addressing: String, Sendable {
        case auto, virtual, path
    }

    let environment: [String: String]
    let profiles: AWSProfiles
    let profileName: String
    /// Whether the profile was chosen by the caller rather than by the environment or by default.
    let isProfileExplicit: Bool
    let configuredRegion: String?
    let maxAttempts: Int
    let caBundle: String?
    let s3Addressing: S3Addressing
    private let endpointURL: String?

    init(_ configuration: AWSClientConfiguration) throws(AWSConfigurationError) {
        let environment = configuration.environment
        self.environment = environment
        let locations = AWSFileLocations(environment: environment, homeDirectory: configuration.homeDirectory)
        profiles = try AWSProfiles(
            config: Self.read(locations.config, configuration),
            credentials: Self.read(locations.credentials, configuration),
            locations: locations)
        isProfileExplicit = configuration.profile != nil
        let chosen =
            configuration.profile ?? environment.value("AWS_PROFILE") ?? environment.value("AWS_DEFAULT_PROFILE")
        profileName = chosen ?? "default"
        guard profiles.profiles[profileName] != nil || profileName == "default" else {
            throw AWSConfigurationError(
                .unknownProfile,
                message:
                    "the profile \"\(profileName)\" is neither in \(locations.config) nor in \(locations.credentials)")
        }
        let profile = profiles.profiles[profileName] ?? [:]
        configuredRegion =
            configuration.region ?? environment.value("AWS_REGION") ?? environment.value("AWS_DEFAULT_REGION")
            ?? profile.value("region")
        if let region = configuredRegion, !region.isRegionName {
            throw AWSConfigurationError(
                .invalidValue, message: "\"\(region)\" is no region; a region looks like us-east-1")
        }
        maxAttempts = try Self.attempts(configuration, environment, profile)
        caBundle = environment.value("AWS_CA_BUNDLE") == nil ? profile.value("ca_bundle") : nil
        let style = AWSProfiles.subproperties(profile["s3"] ?? "")["addressing_style"] ?? "auto"
        guard let addressing = S3Addressing(rawValue: style.lowercased()) else {
            throw AWSConfigurationError(
                .invalidValue, message: "the S3 addressing_style \"\(style)\" is none of auto, virtual, path")
        }
        s3Addressing = addressing
        endpointURL = configuration.endpointURL
        for service in AWSService.allCases { _ = try customEndpoint(service) }
    }

    /// The properties of the profile in force.
    var profile: [String: String] { profiles.profiles[profileName] ?? [:] }

    /// The region.
    ///
    /// - Throws: `AWSConfigurationError` with code `.missingRegion` where nothing names one.
    func region() throws(AWSConfigurationError) -> String {
        guard let configuredRegion else {
            throw AWSConfigurationError(
                .missingRegion,
                message: "no region: give --region, set AWS_REGION, or write region to the profile \"\(profileName)\"")
        }
        return configuredRegion
    }

    /// The endpoint that somebody configured for a service; nil for AWS's own.
    ///
    /// Order: the caller, `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services` section, its
    /// `endpoint_url` (AWS SDKs and Tools Reference Guide, "Service-specific endpoints").
    func customEndpoint(_ service: AWSService) throws(AWSConfigurationError) -> HTTPOrigin? {
        var url = endpointURL
        if url == nil { url = try configuredEndpoint(service) }
        guard let url else { return nil }
        do throws(TransportError) {
            return try HTTPOrigin(parsing: url)
        } catch {
            throw AWSConfigurationError(.invalidValue, message: "\(error.origin): \(error.message)")
        }
    }

    private func configuredEndpoint(_ service: AWSService) throws(AWSConfigurationError) -> String? {
        let ignored =
            environment.value("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ?? profile["ignore_configured_endpoint_urls"]
        if ignored?.lowercased() == "true" { return nil }
        if let url = environment.value("AWS_ENDPOINT_URL_" + service.environmentID)
            ?? environment.value("AWS_ENDPOINT_URL")
        {
            return url
        }
        if let name = profile.value("services") {
            guard let section = profiles.services[name] else {
                throw AWSConfigurationError(
                    .unknownSection,
                    message: "the profile \"\(profileName)\" names the section [services \(name)], which is absent")
            }
            let settings = AWSProfiles.subproperties(section[service.environmentID.lowercased()] ?? "")
            if let url = settings.value("endpoint_url") { return url }
        }
        return profile.value("endpoint_url")
    }

    private static func read(
        _ path: String, _ configuration: AWSClientConfiguration
    ) throws(AWSConfigurationError) -> String {
        do {
            return try configuration.readFile(path) ?? ""
        } catch {
            throw AWSConfigurationError(.unreadableFile, file: path, message: "cannot be read; check its permissions")
        }
    }

    private static func attempts(
        _ configuration: AWSClientConfiguration, _ environment: [String: String], _ profile: [String: String]
    ) throws(AWSConfigurationError) -> Int {
        if let attempts = configuration.maxAttempts { return max(1, attempts) }
        guard let text = environment.value("AWS_MAX_ATTEMPTS") ?? profile.value("max_attempts") else { return 3 }
        guard let attempts = Int(text), attempts > 0 else {
            throw AWSConfigurationError(
                .invalidValue, message: "max_attempts is \"\(text)\"; it must be a whole number from 1")
        }
        return attempts
    }
}

extension [String: String] {
    /// The value of a key, nil where it is absent or empty.
    func value(_ key: String) -> String? {
        guard let value = self[key], !value.isEmpty else { return nil }
        return value
    }
}

extension String {
    /// Whether the text may be a region: a label of a host name.
    var isRegionName: Bool {
        !isEmpty && count <= 63 && utf8.first != 45 && utf8.last != 45
            && utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 0x20) || $0 == 45 }
    }
}
