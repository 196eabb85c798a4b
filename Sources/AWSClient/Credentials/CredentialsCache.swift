import Timestamps

/// Credentials that are looked for once, and again before they expire: by one task at a time, for all that wait.
///
/// | state | on need |
/// | --- | --- |
/// | none | look, and wait |
/// | good for more than 5 minutes, or for ever | use |
/// | good for less | look; where that fails and they still hold, use them |
/// | expired | look, and wait |
///
/// A failure is not kept: the next need looks again.
actor CredentialsCache {
    /// How long before their end credentials are renewed.
    static let renewalWindowMilliseconds: Int64 = 5 * 60 * 1000

    private let provider: any CredentialsProvider
    private var current: AWSCredentials?
    private var search: Task<AWSCredentials, any Error>?

    init(provider: any CredentialsProvider) {
        self.provider = provider
    }

    func credentials(at now: Timestamp) async throws -> AWSCredentials {
        if let current, current.remaining(at: now) > Self.renewalWindowMilliseconds { return current }
        do {
            return try await renewed()
        } catch {
            if let current, current.remaining(at: now) > 0 { return current }
            throw error
        }
    }

    private func renewed() async throws -> AWSCredentials {
        if let search { return try await search.value }
        let provider = provider
        let task = Task {
            switch try await provider.load() {
            case .found(let credentials): return credentials
            case .notConfigured(let reason):
                throw CredentialsError(.notFound, message: "no AWS credentials", tried: [reason])
            }
        }
        search = task
        defer { search = nil }
        let credentials = try await task.value
        current = credentials
        return credentials
    }
}

extension AWSCredentials {
    fileprivate func remaining(at now: Timestamp) -> Int64 {
        expiration.map { $0.milliseconds - now.milliseconds } ?? .max
    }
}
