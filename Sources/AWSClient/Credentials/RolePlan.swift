/// One call of AssumeRole.
struct RoleRequest: Sendable, Hashable {
    var roleARN: String
    var sessionName: String?
    var externalID: String?
    var durationSeconds: Int?
}

/// How a profile with a `role_arn` comes to its credentials: where the first ones come from, and the roles assumed in turn.
struct RolePlan: Sendable, Hashable {
    /// Where the credentials come from that the first role is assumed with.
    enum Base: Sendable, Hashable {
        /// Keys in a profile.
        case profileKeys(String)
        /// The environment.
        case environment
        /// A source this client cannot use, and what asked for it.
        case unavailable(String)
    }

    var base: Base
    /// In the order they are assumed.
    var roles: [RoleRequest]

    /// The plan of a profile; nil where it has no role to assume.
    ///
    /// A profile may be its own source if it holds keys; any other way back to a profile is an error. A source that holds
    /// keys is taken for them, even where it has a role too ("AWS SDKs and Tools Reference Guide", "Assume role").
    init?(profile start: String, in profiles: AWSProfiles) throws(CredentialsError) {
        guard let properties = profiles.profiles[start], properties.value("role_arn") != nil,
            properties.value("web_identity_token_file") == nil
        else { return nil }
        var visited: [String] = []
        var name = start
        roles = []
        while true {
            guard let properties = profiles.profiles[name] else {
                throw Self.wrong(
                    "profile \"\(visited.last ?? start)\" names the source_profile \"\(name)\", which does not exist")
            }
            let isSource = !visited.isEmpty
            if isSource, properties.holdsKeys {
                base = .profileKeys(name)
                return
            }
            guard !visited.contains(name) else {
                throw Self.wrong(
                    "the source_profile settings form a loop: \((visited + [name]).joined(separator: " → "))")
            }
            visited.append(name)
            guard let roleARN = properties.value("role_arn") else {
                base = try Self.base(withoutRole: properties, profile: name)
                return
            }
            if properties.value("web_identity_token_file") != nil {
                base = .unavailable("profile \"\(name)\" has web_identity_token_file")
                return
            }
            roles.insert(try Self.role(roleARN, properties, profile: name), at: 0)
            switch (properties.value("source_profile"), properties.value("credential_source")) {
            case (let source?, nil): name = source
            case (nil, "Environment"):
                base = .environment
                return
            case (nil, let source?):
                guard ["Ec2InstanceMetadata", "EcsContainer"].contains(source) else {
                    throw Self.wrong(
                        "profile \"\(name)\" has the credential_source \"\(source)\"; use Environment or source_profile"
                    )
                }
                base = .unavailable("profile \"\(name)\" has credential_source \(source)")
                return
            case (nil, nil):
                throw Self.wrong(
                    "profile \"\(name)\" has role_arn but neither source_profile nor credential_source; add one")
            case (.some, .some):
                throw Self.wrong("profile \"\(name)\" has both source_profile and credential_source; remove one")
            }
        }
    }

    private static func base(
        withoutRole properties: [String: String], profile name: String
    ) throws(CredentialsError) -> Base {
        if let setting = properties.unavailableSource { return .unavailable("profile \"\(name)\" has \(setting)") }
        throw wrong(
            "the source profile \"\(name)\" has no credentials: add aws_access_key_id and aws_secret_access_key")
    }

    private static func role(
        _ roleARN: String, _ properties: [String: String], profile name: String
    ) throws(CredentialsError) -> RoleRequest {
        guard properties.value("mfa_serial") == nil else {
            throw wrong(
                "the role of profile \"\(name)\" wants an MFA code (mfa_serial), which cannot be asked for here")
        }
        return RoleRequest(
            roleARN: roleARN, sessionName: properties.value("role_session_name"),
            externalID: properties.value("external_id"),
            durationSeconds: properties.value("duration_seconds").flatMap { Int($0) })
    }

    private static func wrong(_ message: String) -> CredentialsError {
        CredentialsError(.invalidConfiguration, message: message)
    }
}

extension [String: String] {
    /// Whether a profile has a static key, be it in part: then it is meant as the source.
    fileprivate var holdsKeys: Bool { value("aws_access_key_id") != nil || value("aws_secret_access_key") != nil }

    /// The setting by which a profile asks for a source that this client does not have.
    var unavailableSource: String? {
        [
            "web_identity_token_file", "sso_session", "sso_account_id", "sso_role_name", "login_session",
            "credential_process",
        ]
        .first { value($0) != nil }
    }
}
