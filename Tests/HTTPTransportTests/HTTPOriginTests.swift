import HTTPTransport
import Testing

struct HTTPOriginTests {
    @Test(arguments: [
        ("http://127.0.0.1:4566", "127.0.0.1:4566", "", "http://127.0.0.1:4566"),
        ("HTTPS://S3.Example.com/", "s3.example.com", "", "https://s3.example.com"),
        ("https://example.com:443/base/path/", "example.com", "/base/path", "https://example.com"),
        ("http://example.com:443", "example.com:443", "", "http://example.com:443"),
        ("http://[::1]:9000", "[::1]:9000", "", "http://[::1]:9000"),
        ("http://[FD00::1]", "[fd00::1]", "", "http://[fd00::1]"),
    ])
    func urlIsRead(url: String, host: String, base: String, text: String) throws {
        let origin = try HTTPOrigin(parsing: url)
        #expect(origin.hostHeader == host)
        #expect(origin.basePath == base)
        #expect(origin.description == text)
    }

    @Test(arguments: [
        "", "localhost:4566", "ftp://x", "http://", "http://x:0", "http://x:port", "http://x:70000", "http://x:+80",
        "http://u:p@x",
        "http://x?y", "http://x/#f", "http://a b", "http://[::1", "http://[::1]x", "://x", "http://é",
    ])
    func wrongURLIsAnError(url: String) {
        #expect(throws: TransportError.self) { try HTTPOrigin(parsing: url) }
    }

    @Test(arguments: [
        "http://user:hidden@host", "ftp://hidden@host", "http://host/?X-Amz-Signature=hidden", "user:hidden@host",
        "http://us er:hidden@host", "http://a@hidden@host",
    ])
    func errorDoesNotRepeatSecretsOfTheURL(url: String) {
        let error = #expect(throws: TransportError.self) { try HTTPOrigin(parsing: url) }
        #expect(error?.description.contains("hidden") == false, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("127.0.0.1", true, true), ("127.9.9.9", true, true), ("::1", true, true), ("localhost", true, false),
        ("bucket.localhost", true, false), ("10.0.0.1", false, true), ("example.com", false, false),
        ("127.0.0.1.example", false, false),
    ])
    func loopbackAndAddressesAreKnown(host: String, isLoopback: Bool, isAddress: Bool) {
        let origin = HTTPOrigin(scheme: "http", host: host)
        #expect(origin.isLoopback == isLoopback)
        #expect(origin.isAddress == isAddress)
    }
}
