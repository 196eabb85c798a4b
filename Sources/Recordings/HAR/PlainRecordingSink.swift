import Digests
import Files
import HTTPMessages
import JSON
import Timestamps

/// Writes imported exchanges as a recording from which nothing is taken out.
///
/// Its manifest says so. What is imported for others to see goes through a recorder's scrubber instead.
public struct PlainRecordingSink: ExchangeSink {
    private let folder: String
    private let lines: FileAppender
    private let digest = SHA256()
    private var manifest: RecordingManifest?
    private var count = 0

    /// Begins a recording.
    ///
    /// - Parameter folder: a folder that does not exist, or is empty.
    /// - Throws: ``RecordingError``
    public init(folder: String) throws(RecordingError) {
        self.folder = folder
        let isEmpty: Bool
        do throws(FileError) {
            try Folders.make(folder)
            isEmpty = try Folders.names(in: folder).isEmpty
        } catch {
            throw RecordingError(.file, "\(error)")
        }
        guard isEmpty else { throw RecordingError(.file, "\(folder): the folder is not empty; choose another") }
        do throws(FileError) {
            try Folders.make(folder + "/" + BodyFileName.folder)
            lines = try FileAppender(path: RecordingFolder.lines(folder), mode: .create)
        } catch {
            throw RecordingError(.file, "\(error)")
        }
    }

    /// Writes an exchange; the first one's time is the recording's.
    public mutating func take(_ exchange: ImportedExchange) throws(RecordingError) {
        let manifest =
            self.manifest ?? RecordingManifest(clockBase: exchange.startedAt, scrub: .off, salt: "")
        self.manifest = manifest
        count += 1
        let requestType = exchange.request.headers["Content-Type"]
        let responseType = exchange.response.headers["Content-Type"]
        let recorded = RecordedExchange(
            sequence: count,
            offsetMilliseconds: exchange.startedAt.milliseconds - manifest.clockBase.milliseconds,
            identity: exchange.identity,
            request: RecordedRequest(
                method: exchange.request.method, target: exchange.request.target, headers: exchange.request.headers,
                body: try body(exchange.request.body, exchange, isRequest: true, requestType)),
            response: RecordedResponse(
                status: exchange.response.status, headers: exchange.response.headers,
                body: try body(exchange.response.body, exchange, isRequest: false, responseType),
                framing: exchange.framing, end: exchange.end),
            scrubbed: exchange.scrubbed)
        let line = recorded.json.encoded() + [0x0A]
        digest.update(line)
        try perform { () throws(FileError) in try lines.append(line) }
    }

    /// Writes `recording.json`.
    public mutating func finish() throws(RecordingError) {
        var manifest = manifest ?? RecordingManifest(clockBase: Timestamp(seconds: 0), scrub: .off, salt: "")
        manifest.exchangeCount = count
        manifest.exchangesSHA256 = digest.finalize().hexString
        try perform { () throws(FileError) in try RecordingFolder.write(manifest, to: folder) }
    }

    private func body(
        _ bytes: [UInt8], _ exchange: ImportedExchange, isRequest: Bool, _ contentType: String?
    ) throws(RecordingError) -> RecordedBody {
        if let inline = RecordedBody.inline(bytes) { return inline }
        let path = BodyFileName.path(
            sequence: count, isRequest: isRequest, identity: exchange.identity, contentType: contentType)
        try perform { () throws(FileError) in
            try FileAppender(path: folder + "/" + path, mode: .create).append(bytes)
        }
        return .file(
            RecordedBodyFile(path: path, count: Int64(bytes.count), sha256: SHA256.hash(bytes).hexString))
    }

    private func perform(_ body: () throws(FileError) -> Void) throws(RecordingError) {
        do throws(FileError) {
            try body()
        } catch {
            throw RecordingError(.file, "\(error)")
        }
    }
}
