/// One place where credentials may come from.
public protocol CredentialsProvider: Sendable {
    /// Looks for credentials.
    ///
    /// - Returns: the credentials, or why this place does not apply.
    /// - Throws: where the place applies and fails; then no other place is asked.
    func load() async throws -> CredentialsLookup
}

/// What a provider found.
public enum CredentialsLookup: Sendable, Hashable {
    /// Credentials.
    case found(AWSCredentials)
    /// The provider does not apply, and why: a clause for an error message.
    case notConfigured(String)
}

/// Asks providers in order; the first that has credentials wins, one that fails ends the search.
struct CredentialsChain: CredentialsProvider {
    var providers: [any CredentialsProvider]

    func load() async throws -> CredentialsLookup {
        var tried: [String] = []
        for provider in providers {
            switch try await provider.load() {
            case .found(let credentials): return .found(credentials)
            case .notConfigured(let reason): tried.append(reason)
            }
        }
        throw CredentialsError(
            .notFound,
            message:
                "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or choose a profile that has keys",
            tried: tried)
    }
}

/// Credentials that are there already.
struct StaticCredentialsProvider: CredentialsProvider {
    var credentials: AWSCredentials

    func load() async throws -> CredentialsLookup { .found(credentials) }
}

/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`.
struct EnvironmentCredentialsProvider: CredentialsProvider {
    var environment: [String: String]

    func load() throws -> CredentialsLookup {
        guard let accessKeyID = environment.value("AWS_ACCESS_KEY_ID") else {
            return .notConfigured("AWS_ACCESS_KEY_ID is not set")
        }
        guard let secretAccessKey = environment.value("AWS_SECRET_ACCESS_KEY") else {
            throw CredentialsError(
                .invalidConfiguration, message: "AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not; set both")
        }
        return .found(
            AWSCredentials(
                accessKeyID: accessKeyID, secretAccessKey: secretAccessKey,
                sessionToken: environment.value("AWS_SESSION_TOKEN") ?? environment.value("AWS_SECURITY_TOKEN")))
    }
}

/// The keys that a profile holds, in one of the two files.
struct ProfileKeysProvider: CredentialsProvider {
    var properties: [String: String]
    var profileName: String
    /// `credentials` or `config`.
    var fileKind: String

    func load() throws -> CredentialsLookup {
        guard let accessKeyID = properties.value("aws_access_key_id") else {
            return .notConfigured("profile \"\(profileName)\" has no aws_access_key_id in the \(fileKind) file")
        }
        guard let secretAccessKey = properties.value("aws_secret_access_key") else {
            throw CredentialsError(
                .invalidConfiguration,
                message: "profile \"\(profileName)\" has aws_access_key_id but no aws_secret_access_key in the "
                    + "\(fileKind) file; add it")
        }
        return .found(
            AWSCredentials(
                accessKeyID: accessKeyID, secretAccessKey: secretAccessKey,
                sessionToken: properties.value("aws_session_token") ?? properties.value("aws_security_token")))
    }
}
