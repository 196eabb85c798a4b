import AWSOperations
import Timestamps

/// Assumes roles in turn, the first with the credentials of another provider.
struct RoleProvider: CredentialsProvider {
    var base: any CredentialsProvider
    var roles: [RoleRequest]
    var assumeRole: @Sendable (RoleRequest, AWSCredentials) async throws -> AWSCredentials

    func load() async throws -> CredentialsLookup {
        let lookup = try await base.load()
        guard case .found(var credentials) = lookup else { return lookup }
        for role in roles { credentials = try await assumeRole(role, credentials) }
        return .found(credentials)
    }
}

/// The role of a profile, with its source.
struct ProfileRoleProvider: CredentialsProvider {
    var profiles: AWSProfiles
    var profileName: String
    var environment: [String: String]
    var assumeRole: @Sendable (RoleRequest, AWSCredentials) async throws -> AWSCredentials

    func load() async throws -> CredentialsLookup {
        guard let plan = try RolePlan(profile: profileName, in: profiles) else {
            return .notConfigured("profile \"\(profileName)\" has no role to assume")
        }
        let base: any CredentialsProvider
        switch plan.base {
        case .environment:
            base = EnvironmentCredentialsProvider(environment: environment)
        case .profileKeys(let name):
            base = CredentialsChain(providers: profileKeysProviders(profiles, profileName: name))
        case .unavailable(let source):
            throw CredentialsError(
                .invalidConfiguration, message: "\(source), which is not supported; use keys or another profile")
        }
        return try await RoleProvider(base: SourceProvider(base: base), roles: plan.roles, assumeRole: assumeRole)
            .load()
    }

    /// A source that was named: that it has no credentials is an error.
    private struct SourceProvider: CredentialsProvider {
        var base: any CredentialsProvider

        func load() async throws -> CredentialsLookup {
            let lookup = try await base.load()
            if case .notConfigured(let reason) = lookup {
                throw CredentialsError(
                    .invalidConfiguration, message: "no credentials to assume the profile's role with: \(reason)")
            }
            return lookup
        }
    }
}

/// The providers of a profile's keys: the credentials file goes before the config file.
func profileKeysProviders(_ profiles: AWSProfiles, profileName: String) -> [any CredentialsProvider] {
    [
        ProfileKeysProvider(
            properties: profiles.inCredentials[profileName] ?? [:], profileName: profileName, fileKind: "credentials"),
        ProfileKeysProvider(
            properties: profiles.inConfig[profileName] ?? [:], profileName: profileName, fileKind: "config"),
    ]
}

extension RequestRunner {
    /// Calls AssumeRole, in the client's region.
    func assumeRole(_ role: RoleRequest, with credentials: AWSCredentials) async throws -> AWSCredentials {
        let operation = AssumeRole(
            roleARN: role.roleARN, roleSessionName: role.sessionName ?? "flowlogs-reader-\(now.seconds)",
            durationSeconds: role.durationSeconds, externalID: role.externalID)
        let output: AssumeRole.Output
        do {
            output = try await send(
                operation, credentials: { credentials }, reading: { try AssumeRole.output(from: $0) })
        } catch let error as AWSError {
            throw CredentialsError(
                .roleNotAssumed, message: "the role \(role.roleARN) could not be assumed: \(error)")
        }
        guard let keys = output.credentials, let accessKeyID = keys.accessKeyID,
            let secretAccessKey = keys.secretAccessKey
        else {
            throw CredentialsError(
                .roleNotAssumed, message: "the answer to AssumeRole for \(role.roleARN) has no credentials")
        }
        return AWSCredentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: keys.sessionToken,
            expiration: keys.expiration)
    }
}
