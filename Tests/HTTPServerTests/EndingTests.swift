import Glibc
import HTTPMessages
import HTTPServer
import Testing

/// Answers that end badly, and slow ones.
@Suite(.timeLimit(.minutes(15)))
struct EndingTests {
    private static let body = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    /// The body of an answer.
    private static func body(of answer: [UInt8]) -> ArraySlice<UInt8> {
        let mark = Array("\r\n\r\n".utf8)
        let end = answer.indices.first { answer[$0...].starts(with: mark) }
        return answer[(end.map { $0 + mark.count } ?? answer.endIndex)...]
    }

    @Test(arguments: [0, 1, 70_000, 199_999, 200_000, 900_000])
    func resetComesAfterTheBytes(count: Int) throws {
        let server = try TestServer(
            HTTPServerResponse(status: 200, body: .bytes(Self.body), ending: .reset(afterBytes: Int64(count))))
        let answer = try server.open().receiveToEnd()
        #expect(answer.error == ECONNRESET)
        #expect(String(decoding: answer.bytes.prefix(200), as: UTF8.self).contains("\r\nContent-Length: 200000\r\n"))
        #expect(Self.body(of: answer.bytes) == Self.body.prefix(count))
    }

    @Test(arguments: [("GET", nil), ("HEAD", nil), ("HEAD", 3)] as [(String, Int64?)])
    func resetBeforeTheHeader(method: String, count: Int64?) throws {
        let server = try TestServer(
            HTTPServerResponse(status: 200, body: .bytes(Self.body), ending: .reset(afterBytes: count)))
        let answer = try server.open(method: method).receiveToEnd()
        #expect(answer.error == ECONNRESET)
        #expect(answer.bytes.isEmpty)
    }

    @Test(arguments: [0, 1, 70_000, 199_999])
    func shortBodyEndsWithAnEndOfFile(count: Int) throws {
        let server = try TestServer(
            HTTPServerResponse(status: 200, body: .bytes(Self.body), ending: .short(afterBytes: Int64(count))))
        let answer = try server.open(header: "").receiveToEnd()
        #expect(answer.error == 0)
        #expect(String(decoding: answer.bytes.prefix(200), as: UTF8.self).contains("\r\nContent-Length: 200000\r\n"))
        #expect(Self.body(of: answer.bytes) == Self.body.prefix(count))
    }

    @Test func shortStreamLacksItsLastChunk() throws {
        let server = try TestServer { _ in
            HTTPServerResponse(
                status: 200, body: .stream(length: nil, next: { Array("0123456789".utf8) }),
                ending: .short(afterBytes: 25))
        }
        let answer = try server.open(header: "").receiveToEnd()
        #expect(answer.error == 0)
        #expect(Self.body(of: answer.bytes).elementsEqual("A\r\n0123456789\r\nA\r\n0123456789\r\n5\r\n01234\r\n".utf8))
    }

    @Test func exactHeaderAndResetGoTogether() throws {
        let server = try TestServer(
            HTTPServerResponse(
                status: 200, headers: ["Content-Length": "5"], body: .bytes(Array("hello".utf8)),
                headersAreExact: true, ending: .reset(afterBytes: 5)))
        let answer = try server.open(header: "").receiveToEnd()
        #expect(answer.error == ECONNRESET)
        #expect(
            answer.bytes.elementsEqual("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello".utf8))
    }

    @Test func bandwidthIsKept() throws {
        let server = try TestServer(
            HTTPServerResponse(status: 200, body: .slice(Self.body, 0..<20_000), bytesPerSecond: 100_000))
        let start = ContinuousClock.now
        let answer = try server.open().receiveAll()
        // The last portion goes out when the ones before have had their time.
        #expect(ContinuousClock.now - start >= .milliseconds(150))
        #expect(Self.body(of: answer) == Self.body.prefix(20_000))
    }

    @Test func manySlowAnswersAtOnce() throws {
        let server = try TestServer(
            HTTPServerResponse(status: 200, body: .slice(Self.body, 0..<1000), bytesPerSecond: 5000))
        let clients = try Clients(count: 100) { try server.open() }
        #expect(clients.receiveAll().allSatisfy { Self.body(of: $0) == Self.body.prefix(1000) })
    }
}

/// Many connections at a time; the client itself cannot be in an array.
final class Clients {
    private final class Box {
        let client: LoopbackClient

        init(_ client: consuming LoopbackClient) {
            self.client = client
        }
    }

    private let boxes: [Box]

    init(count: Int, _ make: () throws -> LoopbackClient) rethrows {
        boxes = try (0..<count).map { _ in Box(try make()) }
    }

    /// Reads the answers one after the other.
    func receiveAll() -> [[UInt8]] {
        boxes.map { $0.client.receiveAll() }
    }
}
