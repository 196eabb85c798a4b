import AWSClient
import Dispatch
import HTTPServer
import HTTPTransport
import Locking
import MockAWS
import RecordingProxy
import Recordings

extension RecordArguments {
    /// Starts an endpoint that records.
    func start(folder: String, listening: ListenArguments) throws -> RecordingProxy {
        let session = try RecordingSession(
            folder: folder, mode: mode, scrub: scrub, now: AWSClientConfiguration.currentTime)
        if !listening.quiet {
            for warning in session.warnings { writeError("mock-aws: \(warning)") }
        }
        var options = RecordingProxyOptions(host: listening.host, port: listening.port)
        options.tls = try listening.identity().map { ($0.certificateChain, $0.privateKey) }
        if !listening.quiet { options.log = { writeError("mock-aws: \($0)") } }
        FileLimit.raise()
        return try RecordingProxy(
            session, upstream: try forwarding(region: listening.region, learner: session.writer?.scrubber),
            options: options)
    }

    private func forwarding(region: String?, learner: Scrubber?) throws -> ForwardingTransport {
        let upstream: HTTPOrigin?
        do throws(TransportError) {
            upstream = self.upstream == "aws" ? nil : try HTTPOrigin(parsing: self.upstream)
        } catch {
            throw Failure("--upstream '\(self.upstream)' is neither aws nor a URL such as http://127.0.0.1:5000")
        }
        let configuration = AWSClientConfiguration(region: region, profile: profile)
        let client = try AWSClient(configuration)
        return ForwardingTransport(
            network: try AWSClient.defaultTransport(configuration), upstream: upstream,
            region: (try? client.region) ?? "us-east-1",
            credentials: {
                let keys = try await client.currentCredentials()
                for secret in [keys.secretAccessKey, keys.sessionToken].compactMap({ $0 }) {
                    learner?.learn(secret: secret)
                }
                return keys
            },
            now: AWSClientConfiguration.currentTime)
    }
}

extension RecordingProxy {
    /// Tells what was missed, and says how to exit: 3 where an answer was missing, else with `status`.
    func conclude(status: Int32) -> Int32 {
        guard missCount > 0 else { return status }
        writeError(
            "mock-aws: the recording had no answer for \(missCount) requests; --mode new adds them, --mode all begins anew"
        )
        return 3
    }

    /// Stops on the main thread, which took the signals, and so is no task.
    func stopAndWait() throws {
        let done = DispatchSemaphore(value: 0)
        let failure = Locked<RecordingError?>(nil)
        Task {
            do throws(RecordingError) {
                try await stop()
            } catch {
                failure.withLock { $0 = error }
            }
            done.signal()
        }
        done.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}
