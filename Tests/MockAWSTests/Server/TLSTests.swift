import FoundationEssentials
import HTTPMessages
import HTTPTransport
import MockAWS
import TestSupport
import Testing

/// The transport trusts who it is told to trust, under the right name, and nobody else.
@Suite(.timeLimit(.minutes(15)))
struct TLSTests {
    /// Asks the server's health at `host`, trusting the certificates in `bundle`.
    private func status(host: String, port: Int, bundle: String?) async throws -> Int {
        let origin = HTTPOrigin(scheme: "https", host: host, port: port)
        let request = HTTPRequest(method: "GET", path: "/_mock/health", headers: ["Host": origin.hostHeader])
        return try await CurlTransport(configuration: .init(caBundle: bundle)).send(request, to: origin).status
    }

    @Test func certificateAndNameAreVerified() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("ca.pem", Array(LoopbackIdentity.certificate.utf8))
        let bundle = folder.url.appending(path: "ca.pem").path
        let aws = try MockAWS.start(
            MockAWSOptions(
                tls: MockAWSOptions.TLSIdentity(
                    certificateChain: LoopbackIdentity.certificate, privateKey: LoopbackIdentity.key)))
        defer { aws.stop() }
        #expect(try await status(host: "localhost", port: aws.port, bundle: bundle) == 200)
        let untrusted = await #expect(throws: TransportError.self) {
            try await status(host: "localhost", port: aws.port, bundle: nil)
        }
        #expect(untrusted?.code == .tls)
        let misnamed = await #expect(throws: TransportError.self) {
            try await status(host: "127.0.0.1", port: aws.port, bundle: bundle)
        }
        #expect(misnamed?.code == .tls)
        #expect(misnamed?.isTransient == false)
    }
}
