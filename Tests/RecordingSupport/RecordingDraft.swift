import Digests
import Foundation
import HTTPMessages
import JSON
import Recordings
import TestSupport
import Timestamps

/// A recording that a test makes up, and writes as it likes: whole or damaged.
public struct RecordingDraft {
    /// The exchanges.
    public var exchanges: [RecordedExchange] = []
    /// The files of the bodies by their paths.
    public var bodies: [String: [UInt8]] = [:]
    /// What `recording.json` says was taken out.
    public var scrub = ScrubPolicy.secrets
    /// The time of the first exchange.
    public var clockBase = Timestamp(seconds: 1_772_625_600)

    /// Creates a recording of nothing.
    public init() {}

    /// Appends an exchange; a second apart from the last one.
    ///
    /// - Parameters:
    ///   - request: the request with its body.
    ///   - response: the response with its body.
    ///   - inFiles: whether the bodies stand in files, however short.
    ///   - framing: how the response's end was marked; nil for what its headers say.
    ///   - end: how the response ended.
    public mutating func add(
        _ request: HTTPRequest, _ response: HTTPResponse = HTTPResponse(status: 200), inFiles: Bool = false,
        framing: RecordedResponse.Framing? = nil, end: RecordedResponse.End = .complete
    ) {
        let sequence = exchanges.count + 1
        exchanges.append(
            RecordedExchange(
                sequence: sequence, offsetMilliseconds: Int64(exchanges.count) * 1000,
                identity: RequestIdentity(request),
                request: RecordedRequest(
                    method: request.method, target: request.target, headers: request.headers,
                    body: body(request.body, "bodies/\(sequence)-request.bin", inFiles)),
                response: RecordedResponse(
                    status: response.status, headers: response.headers,
                    body: body(response.body, "bodies/\(sequence)-response.bin", inFiles), framing: framing, end: end)))
    }

    private mutating func body(_ bytes: [UInt8], _ path: String, _ inFiles: Bool) -> RecordedBody {
        if bytes.isEmpty { return .none }
        if !inFiles, bytes.count <= RecordedBody.inlineLimit, let text = String(validating: bytes, as: UTF8.self) {
            return .text(text)
        }
        bodies[path] = bytes
        return .file(
            RecordedBodyFile(path: path, count: Int64(bytes.count), sha256: SHA256.hash(bytes).hexString))
    }

    /// The text of `exchanges.jsonl`.
    public var lines: [UInt8] {
        exchanges.flatMap { $0.json.encoded() + [0x0A] }
    }

    /// Writes the recording.
    ///
    /// - Parameters:
    ///   - folder: where its folder is made.
    ///   - name: the name of its folder.
    ///   - lines: the text of `exchanges.jsonl`, where it is to be another than ``lines``.
    /// - Returns: the path of its folder.
    /// - Throws: what Foundation throws where it cannot be written.
    @discardableResult
    public func write(to folder: TemporaryFolder, name: String = "recording", lines: [UInt8]? = nil) throws -> String {
        let text = lines ?? self.lines
        var manifest = RecordingManifest(clockBase: clockBase, scrub: scrub, salt: "00ff00ff")
        manifest.exchangeCount = exchanges.count
        manifest.exchangesSHA256 = SHA256.hash(text).hexString
        try folder.write("\(name)/recording.json", manifest.json.encoded(indented: true) + [0x0A])
        try folder.write("\(name)/exchanges.jsonl", text)
        for (path, bytes) in bodies { try folder.write("\(name)/\(path)", bytes) }
        return folder.url.appending(path: name).path
    }
}
