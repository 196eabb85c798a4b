extension RequestRunner {
    /// The provider of the client's credentials: what the caller gave, or the chain; and on top of it the caller's role.
    ///
    /// | # | source | asked |
    /// | --- | --- | --- |
    /// | 1 | environment | unless the caller named a profile |
    /// | 2 | the profile's role | |
    /// | 3 | the profile's keys, credentials file then config file | |
    /// | 4 | what the profile asks for and is not supported | an error |
    /// | 5 | ``AWSClientConfiguration/furtherProviders`` | in their order |
    ///
    /// Order: botocore's, "AWS SDKs and Tools Reference Guide", "Credential provider chain".
    func credentialsProvider() -> any CredentialsProvider {
        let assumeRole: @Sendable (RoleRequest, AWSCredentials) async throws -> AWSCredentials = {
            [self] role, credentials in try await self.assumeRole(role, with: credentials)
        }
        let base: any CredentialsProvider
        if let credentials = configuration.credentials {
            base = StaticCredentialsProvider(credentials: credentials)
        } else {
            base = CredentialsChain(providers: chain(assumeRole))
        }
        guard let roleARN = configuration.roleARN else { return base }
        let role = RoleRequest(
            roleARN: roleARN, sessionName: configuration.roleSessionName, externalID: configuration.externalID)
        return RoleProvider(base: base, roles: [role], assumeRole: assumeRole)
    }

    private func chain(
        _ assumeRole: @escaping @Sendable (RoleRequest, AWSCredentials) async throws -> AWSCredentials
    ) -> [any CredentialsProvider] {
        var providers: [any CredentialsProvider] = []
        if !settings.isProfileExplicit {
            providers.append(EnvironmentCredentialsProvider(environment: settings.environment))
        }
        providers.append(
            ProfileRoleProvider(
                profiles: settings.profiles, profileName: settings.profileName, environment: settings.environment,
                assumeRole: assumeRole))
        providers += profileKeysProviders(settings.profiles, profileName: settings.profileName)
        providers.append(UnavailableSourceProvider(properties: settings.profile, profileName: settings.profileName))
        return providers + configuration.furtherProviders
    }
}

/// Says so where a profile asks for a source that this client does not have.
struct UnavailableSourceProvider: CredentialsProvider {
    var properties: [String: String]
    var profileName: String

    func load() throws -> CredentialsLookup {
        guard let setting = properties.unavailableSource else {
            return .notConfigured("profile \"\(profileName)\" names no other source")
        }
        throw CredentialsError(
            .invalidConfiguration,
            message: "profile \"\(profileName)\" has \(setting), which is not supported; use keys or another profile")
    }
}
