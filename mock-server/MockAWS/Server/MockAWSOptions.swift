import Recordings
import Timestamps

/// How the mock server listens, what it simulates, and what it checks.
///
/// The default is an empty world on a free port of 127.0.0.1, with signatures unchecked.
public struct MockAWSOptions: Sendable {
    /// What the server does with signatures.
    public enum SignatureMode: String, Sendable, CaseIterable {
        /// Takes any signature, and none.
        case off
        /// Checks, reports what is wrong in the log and the journal, and serves the request all the same.
        case warn
        /// Refuses what AWS would refuse.
        case strict
    }

    /// A certificate and its key, both as PEM text.
    public struct TLSIdentity: Sendable {
        /// The certificate, followed by its intermediates.
        public var certificateChain: String
        /// The private key.
        public var privateKey: String

        /// Creates an identity from PEM text.
        public init(certificateChain: String, privateKey: String) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
        }
    }

    /// What the server simulates.
    public var world: World
    /// The recording that it answers from instead; nil for the world.
    public var replayer: Replayer?
    /// The address or name to listen at.
    public var host: String
    /// The port to listen at; 0 for a free one.
    public var port: Int
    /// What happens to signatures.
    public var signatures: SignatureMode
    /// The identity to speak TLS with; nil for plain HTTP.
    public var tls: TLSIdentity?
    /// The longest request body taken, in bytes.
    public var maxBodyBytes: Int
    /// The most bytes of objects that clients may store, all buckets together.
    public var maxStoredBytes: Int
    /// How many requests the journal remembers.
    public var journalCapacity: Int
    /// How many connections are served at a time.
    public var maxConnections: Int
    /// The faults that requests meet, or the trace of some to replay.
    public var faults = FaultScript()
    /// A file that is told every fault that fires; nil for none.
    public var faultTrace: String?
    /// Told one line for everything worth a look: unknown operations, bad signatures.
    public var log: @Sendable (String) -> Void

    /// Creates options; every one has a default.
    public init(
        world: World = World(), replayer: Replayer? = nil, host: String = "127.0.0.1", port: Int = 0,
        signatures: SignatureMode = .off,
        tls: TLSIdentity? = nil, maxBodyBytes: Int = 256 << 20, maxStoredBytes: Int = 1 << 30,
        journalCapacity: Int = 1000, maxConnections: Int = 2048, log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.world = world
        self.replayer = replayer
        self.host = host
        self.port = port
        self.signatures = signatures
        self.tls = tls
        self.maxBodyBytes = maxBodyBytes
        self.maxStoredBytes = maxStoredBytes
        self.journalCapacity = journalCapacity
        self.maxConnections = maxConnections
        self.log = log
    }
}
