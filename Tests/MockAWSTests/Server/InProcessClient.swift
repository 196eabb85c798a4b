import AWSOperations
import Foundation
import HTTPMessages
import HTTPServer
import SigV4
import Timestamps

@testable import MockAWS

/// A client that calls the server without a socket in between, through the operations that real clients use.
struct InProcessClient: Sendable {
    let server: MockServer
    var region = "us-east-1"
    /// The key to sign with; nil for unsigned requests.
    var credentials: SigningCredentials?
    /// When requests are signed.
    var date = InProcessClient.now

    /// The time that stands still in ``world``.
    static let now = Timestamp(seconds: 1_772_600_000)

    /// An empty world with a clock that stands still.
    static var world: World {
        var world = World()
        world.clock = .fixed(now)
        return world
    }

    /// The key that the empty world knows.
    static let dummy = SigningCredentials(
        accessKeyID: WorldCredentials.dummy(account: "123456789012").accessKeyID,
        secretAccessKey: WorldCredentials.dummy(account: "123456789012").secretAccessKey)

    init(_ options: MockAWSOptions = MockAWSOptions(world: InProcessClient.world)) {
        var options = options
        // Nothing else can fail.
        options.faultTrace = nil
        do { server = try MockServer(options) } catch { preconditionFailure("\(error)") }
    }

    /// A client of the same server that signs for another region.
    func inRegion(_ region: String, credentials: SigningCredentials = InProcessClient.dummy) -> InProcessClient {
        var client = self
        client.region = region
        client.credentials = credentials
        return client
    }

    /// Sends an operation and reads its output.
    ///
    /// - Parameters:
    ///   - operation: the input.
    ///   - edit: changes the request before it is signed.
    /// - Returns: the output.
    /// - Throws: the `AWSError` that the server answered.
    func send<Operation: AWSOperation>(
        _ operation: Operation, edit: (inout HTTPRequest) -> Void = { _ in }
    ) throws -> Operation.Output {
        let response = try response(operation, edit: edit)
        guard (200..<300).contains(response.status) else { throw Operation.error(from: response) }
        return try Operation.output(from: response)
    }

    /// Sends an operation and hands back the response.
    func response<Operation: AWSOperation>(
        _ operation: Operation, edit: (inout HTTPRequest) -> Void = { _ in }
    ) throws -> HTTPResponse {
        var request = try operation.httpRequest()
        request.headers["Host"] = "127.0.0.1"
        request.headers["Content-Length"] = String(request.body.count)
        edit(&request)
        if let credentials {
            SigV4Signer.sign(
                &request, credentials: credentials, region: region, service: Operation.operation.service.signingName,
                date: date)
        }
        return respond(to: request)
    }

    /// Sends a request as it is; a `HEAD` gets no body.
    func respond(to request: HTTPRequest) -> HTTPResponse {
        let response = server.respond(to: request)
        let body = request.method == "HEAD" ? [] : InProcessClient.bytes(response.body)
        return HTTPResponse(status: response.status, headers: response.headers, body: body)
    }

    /// The code of the error that `body` throws; nil where it throws none.
    static func errorCode(_ body: () throws -> some Any) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? AWSError)?.code ?? String(describing: error)
        }
    }

    static func bytes(_ body: MockResponse.Body) -> [UInt8] {
        switch body {
        case .bytes(let bytes): bytes
        case .slice(let bytes, let range): Array(bytes[range])
        case .file(let path, let offset, let count):
            Array(FileManager.default.contents(atPath: path)?.dropFirst(Int(offset)).prefix(Int(count)) ?? Data())
        case .stream: []  // no service of AWS answers with one
        }
    }
}
