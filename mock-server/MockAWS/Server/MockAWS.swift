import HTTPServer
import Recordings

/// A local AWS: the operations that flow log readers use, over HTTP.
///
/// ```swift
/// let aws = try MockAWS.start()
/// defer { aws.stop() }
/// // AWS_ENDPOINT_URL=aws.endpoint
/// ```
///
/// Besides the operations it serves `GET /_mock/health`, `POST /_mock/reset`, `GET /_mock/requests` and
/// `DELETE /_mock/requests`. It never calls out, and stops when nobody holds it any more.
public final class MockAWS: Sendable {
    /// The server of the test that runs, for a test that asked for one.
    @TaskLocal public static var current: MockAWS?

    /// Where clients find it: `http://127.0.0.1:40123`.
    public let endpoint: String
    /// The port it listens at.
    public let port: Int
    private let server: MockServer
    private let daemon: HTTPDaemon

    /// Starts a server; it listens when this returns.
    ///
    /// - Parameter options: what to simulate and where to listen; by default an empty world on a free port.
    /// - Returns: the running server.
    /// - Throws: ``MockAWSError`` where the address is taken or the certificate does not fit.
    public static func start(_ options: MockAWSOptions = MockAWSOptions()) throws(MockAWSError) -> MockAWS {
        try MockAWS(options)
    }

    /// Starts a server that simulates a world folder.
    ///
    /// - Parameter folder: the world's folder.
    /// - Returns: the running server.
    /// - Throws: `WorldError` where the folder is no world, ``MockAWSError``.
    public static func start(world folder: String) throws -> MockAWS {
        try start(MockAWSOptions(world: try World(folder: folder)))
    }

    /// Starts a server that answers from a recording.
    ///
    /// - Parameter folder: the recording's folder.
    /// - Returns: the running server.
    /// - Throws: `RecordingError` where there is no recording, ``MockAWSError``.
    public static func start(recording folder: String) throws -> MockAWS {
        try start(MockAWSOptions(replayer: try Replayer(try Recording(folder: folder))))
    }

    private init(_ options: MockAWSOptions) throws(MockAWSError) {
        let server = try MockServer(options)
        self.server = server
        let configuration = MockAWS.configuration(options)
        do throws(HTTPServerError) {
            daemon = try HTTPDaemon(configuration) { request, bodyIsTooLarge in
                server.reply(to: request, bodyIsTooLarge: bodyIsTooLarge)
            }
        } catch {
            throw MockAWSError(error.description)
        }
        port = daemon.port
        endpoint = configuration.endpoint(port: daemon.port)
    }

    private static func configuration(_ options: MockAWSOptions) -> HTTPDaemon.Configuration {
        var configuration = HTTPDaemon.Configuration()
        configuration.host = options.host
        configuration.port = options.port
        configuration.tls = options.tls.map {
            HTTPDaemon.TLSIdentity(certificateChain: $0.certificateChain, privateKey: $0.privateKey)
        }
        configuration.maxBodyBytes = options.maxBodyBytes
        configuration.maxConnections = options.maxConnections
        return configuration
    }

    /// What the recording had no answer for, and what of it nobody asked for; nil where a world is simulated.
    public var replay: (missCount: Int, unused: [RecordedExchange])? {
        server.options.replayer.map { ($0.missCount, $0.unused) }
    }

    /// How the clients behaved since the start: attempts, waits, pages, repeated and wasted calls.
    public var conduct: ConductReport { server.journal.conduct }

    /// Puts the trace of faults in order; to be called after ``stop()``.
    ///
    /// - Throws: ``FaultError`` where the file cannot be replaced.
    public func finishFaultTrace() throws(FaultError) {
        try server.faultTrace?.finish()
    }

    /// Goes back to the world as it was loaded, in all services and regions, or to the beginning of the recording.
    public func reset() {
        server.reset()
    }

    /// Stops listening and closes every connection; may be called again.
    public func stop() {
        daemon.stop()
    }
}
