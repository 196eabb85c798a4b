import Files
import FoundationEssentials
import Timestamps

/// What a client is told by its user; what is nil comes from the environment and the profile.
public struct AWSClientConfiguration: Sendable {
    /// The region; nil for `AWS_REGION`, `AWS_DEFAULT_REGION`, or the profile's.
    public var region: String?
    /// The profile; nil for `AWS_PROFILE` or `default`.
    ///
    /// Naming one here switches the environment's keys off.
    public var profile: String?
    /// A role to assume with the credentials that the chain finds.
    public var roleARN: String?
    /// The external id that goes with ``roleARN``.
    public var externalID: String?
    /// The name of the role's session; nil for `flowlogs-reader-` and the Unix time.
    public var roleSessionName: String?
    /// An endpoint for every service; nil for the environment's, the profile's, or AWS's own.
    public var endpointURL: String?
    /// Static credentials; nil for the chain.
    public var credentials: AWSCredentials?
    /// Providers that are asked after those of the environment and the profile.
    public var furtherProviders: [any CredentialsProvider] = []
    /// How often a request is sent at most; nil for `AWS_MAX_ATTEMPTS`, the profile's `max_attempts`, or 3.
    public var maxAttempts: Int?
    /// What the `User-Agent` header says.
    public var userAgent = "flowlogs-reader-swift"
    /// The environment.
    public var environment: [String: String]
    /// The home folder; nil for the environment's.
    public var homeDirectory: String?
    /// Reads a text file: nil where it does not exist.
    public var readFile: @Sendable (_ path: String) throws -> String? = readTextFile
    /// The clock.
    public var now: @Sendable () -> Timestamp = currentTime
    /// Waits before a retry.
    public var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// Gives a number from 0 up to 1, for the jitter of retries.
    public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
    /// Called before each retry.
    public var onRetry: (@Sendable (AWSRetry) -> Void)?

    /// Creates a configuration that leaves everything to the environment.
    ///
    /// - Parameters:
    ///   - region: the region; nil for the configured one.
    ///   - profile: the profile; nil for the configured one.
    ///   - endpointURL: an endpoint for every service; nil for the configured one.
    ///   - credentials: static credentials; nil for the chain.
    ///   - environment: the environment; the process's by default.
    public init(
        region: String? = nil, profile: String? = nil, endpointURL: String? = nil, credentials: AWSCredentials? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.region = region
        self.profile = profile
        self.endpointURL = endpointURL
        self.credentials = credentials
        self.environment = environment
    }

    /// The time of the system's clock.
    @Sendable public static func currentTime() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// The text of a file, or nil where it does not exist.
    ///
    /// - Throws: `FileError` where it exists and cannot be read.
    @Sendable public static func readTextFile(_ path: String) throws -> String? {
        do {
            return String(decoding: try FileContents.bytes(ofFile: path), as: UTF8.self)
        } catch  where error.isAbsent {
            return nil
        }
    }
}

/// A retry that is about to happen.
public struct AWSRetry: Sendable, Hashable, CustomStringConvertible {
    /// `service:Operation`.
    public var operation: String
    /// The attempt that failed, from 1.
    public var attempt: Int
    /// How long the client waits before the next.
    public var delay: Duration
    /// Why, in one line.
    public var reason: String

    /// One line for a log.
    public var description: String {
        let seconds = Double(delay.components.seconds) + Double(delay.components.attoseconds) / 1e18
        return "\(operation): attempt \(attempt) failed, next in \((seconds * 1000).rounded() / 1000) s: \(reason)"
    }
}
