import Locking
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
/// A failure is not kept: the next need looks again. A search that nobody waits for any more is cancelled.
actor CredentialsCache {
    /// How long before their end credentials are renewed.
    static let renewalWindowMilliseconds: Int64 = 5 * 60 * 1000

    private let provider: any CredentialsProvider
    private var current: AWSCredentials?
    private var search: Search?

    init(provider: any CredentialsProvider) {
        self.provider = provider
    }

    func credentials(at now: Timestamp) async throws -> AWSCredentials {
        if let current, current.hold(at: now.adding(milliseconds: Self.renewalWindowMilliseconds)) { return current }
        do {
            return try await renewed()
        } catch {
            try Task.checkCancellation()
            if let current, current.hold(at: now) { return current }
            throw error
        }
    }

    private func renewed() async throws -> AWSCredentials {
        let search = joinedSearch()
        defer { if self.search === search { self.search = nil } }
        let credentials = try await withTaskCancellationHandler {
            try await search.task.value
        } onCancel: {
            search.leave()
        }
        current = credentials
        return credentials
    }

    /// The search under way, or a new one where there is none that may still succeed.
    private func joinedSearch() -> Search {
        if let search, search.join() { return search }
        let search = Search(provider)
        self.search = search
        return search
    }

    /// A search for credentials, and how many wait for it.
    private final class Search: Sendable {
        let task: Task<AWSCredentials, any Error>
        private let waiters = Locked(1)

        init(_ provider: any CredentialsProvider) {
            task = Task {
                switch try await provider.load() {
                case .found(let credentials): return credentials
                case .notConfigured(let reason):
                    throw CredentialsError(.notFound, message: "no AWS credentials", tried: [reason])
                }
            }
        }

        /// Adds a waiter; false where the last one has left, so that the search is cancelled.
        func join() -> Bool {
            waiters.withLock { waiters in
                guard waiters > 0 else { return false }
                waiters += 1
                return true
            }
        }

        /// Takes a waiter away whose task was cancelled.
        func leave() {
            let isDeserted = waiters.withLock { waiters in
                waiters -= 1
                return waiters == 0
            }
            if isDeserted { task.cancel() }
        }
    }
}

extension AWSCredentials {
    fileprivate func hold(at time: Timestamp) -> Bool {
        expiration.map { time < $0 } ?? true
    }
}
