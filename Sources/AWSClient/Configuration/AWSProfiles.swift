/// The profiles and other sections of the config and the credentials file.
public struct AWSProfiles: Sendable, Hashable {
    /// The properties of each profile, names in lower case; those of the credentials file go before those of the config file.
    public private(set) var profiles: [String: [String: String]] = [:]
    /// The `sso-session` sections.
    public private(set) var ssoSessions: [String: [String: String]] = [:]
    /// The `services` sections; a value holds its sub-properties as lines.
    public private(set) var services: [String: [String: String]] = [:]

    /// The profiles of the config file alone.
    private(set) var inConfig: [String: [String: String]] = [:]
    /// The profiles of the credentials file alone.
    private(set) var inCredentials: [String: [String: String]] = [:]

    /// Creates a set without profiles.
    public init() {}

    /// Reads the text of both files.
    ///
    /// Where the config file has `[profile default]`, its `[default]` does not count, wherever it stands.
    ///
    /// - Parameters:
    ///   - config: the text of the config file; empty where there is none.
    ///   - credentials: the text of the credentials file; empty where there is none.
    ///   - locations: the files' names, for error messages.
    /// - Throws: `AWSConfigurationError` with code `.syntax`, file and line.
    public init(
        config: String, credentials: String, locations: AWSFileLocations = AWSFileLocations(environment: [:])
    ) throws(AWSConfigurationError) {
        let configSections = try ConfigurationFileParser.parse(config, kind: .config, file: locations.config)
        let hasPrefixedDefault = configSections.contains { $0.kind == .profile && $0.name == "default" && $0.hasPrefix }
        for section in configSections {
            switch section.kind {
            case .profile:
                if section.name == "default", hasPrefixedDefault, !section.hasPrefix { continue }
                inConfig[section.name, default: [:]].merge(section.properties) { $1 }
            case .ssoSession: ssoSessions[section.name, default: [:]].merge(section.properties) { $1 }
            case .services: services[section.name, default: [:]].merge(section.properties) { $1 }
            }
        }
        for section in try ConfigurationFileParser.parse(
            credentials, kind: .credentials, file: locations.credentials)
        {
            inCredentials[section.name, default: [:]].merge(section.properties) { $1 }
        }
        profiles = inConfig
        for (name, properties) in inCredentials { profiles[name, default: [:]].merge(properties) { $1 } }
    }

    /// The sub-properties in a nested value: lines of `name = value`, names in lower case.
    static func subproperties(_ value: String) -> [String: String] {
        var found: [String: String] = [:]
        for line in value.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            found[line[..<equals].trimmingBlanks.lowercased()] = String(
                line[line.index(after: equals)...].trimmingBlanks)
        }
        return found
    }
}
