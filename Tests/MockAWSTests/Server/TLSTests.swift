import FoundationEssentials
import HTTPMessages
import HTTPTransport
import MockAWS
import TestSupport
import Testing

/// The transport trusts who it is told to trust, under the right name, and nobody else.
@Suite(.timeLimit(.minutes(1)))
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
        try folder.write("ca.pem", Array(Self.certificate.utf8))
        let bundle = folder.url.appending(path: "ca.pem").path
        let aws = try MockAWS.start(
            MockAWSOptions(tls: MockAWSOptions.TLSIdentity(certificateChain: Self.certificate, privateKey: Self.key)))
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

    /// Self-signed for the name `localhost`, valid until 2126, made with `openssl req -x509`; of use for nothing else.
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBkjCCATigAwIBAgIUBaDGMxbOJKcGFGb/hfHn91uzURMwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTEyMDgyMFoYDzIxMjYxMDI4
        MTIwODIwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQDNlo2se9/8trT7z+zHjmPBN1I3Nj2UCrWyR790QfDej3MaZZaRT9f
        3rjI4TS74pQPHw5OrFdouRpUlusL957Go2YwZDAdBgNVHQ4EFgQU7IMIxhR8ItIZ
        9EL8ekjJKsQGKOYwHwYDVR0jBBgwFoAU7IMIxhR8ItIZ9EL8ekjJKsQGKOYwFAYD
        VR0RBA0wC4IJbG9jYWxob3N0MAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAw
        RQIhAPijqbZ3/RiU+Yizvqh5F/BpcqcXPUG/UjEjsNtUCVHxAiBv2hzfml+AUat7
        w11aSlstJm77RYGL854BDiRV9b3f4g==
        -----END CERTIFICATE-----

        """
    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgB7DuuSbES8nVAIm3
        9PZLyAbkcrttPXr4MQb+59vrpJ6hRANCAAQDNlo2se9/8trT7z+zHjmPBN1I3Nj2
        UCrWyR790QfDej3MaZZaRT9f3rjI4TS74pQPHw5OrFdouRpUlusL957G
        -----END PRIVATE KEY-----

        """
}
