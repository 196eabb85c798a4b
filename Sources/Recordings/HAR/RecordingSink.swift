import Files
import HTTPMessages
import Timestamps

/// Writes imported exchanges as a recording, scrubbed as if they had been recorded.
public struct RecordingSink: ExchangeSink {
    private let folder: String
    private let scrub: ScrubPolicy
    private var writer: RecordingWriter?

    /// Prepares a recording.
    ///
    /// - Parameters:
    ///   - folder: a folder that does not exist, or is empty.
    ///   - scrub: what is taken out.
    /// - Throws: ``RecordingError``
    public init(folder: String, scrub: ScrubPolicy = .secrets) throws(RecordingError) {
        self.folder = folder
        self.scrub = scrub
        let isEmpty: Bool
        do throws(FileError) {
            try Folders.make(folder)
            isEmpty = try Folders.names(in: folder).isEmpty
        } catch {
            throw RecordingError(.file, "\(error)")
        }
        guard isEmpty else { throw RecordingError(.file, "\(folder): the folder is not empty; choose another") }
    }

    /// Writes an exchange; the first one's time is the recording's clock base.
    public mutating func take(_ exchange: ImportedExchange) throws(RecordingError) {
        let recorder = try begun(at: exchange.startedAt).begin(exchange)
        recorder.takeHead(status: exchange.response.status, headers: exchange.response.headers)
        recorder.take(exchange.response.body)
        recorder.finish(exchange.end, framing: exchange.framing)
    }

    /// Completes the recording.
    public mutating func finish() throws(RecordingError) {
        try begun(at: Timestamp(seconds: 0)).close()
    }

    private mutating func begun(at time: Timestamp) throws(RecordingError) -> RecordingWriter {
        if let writer { return writer }
        let fresh = try RecordingWriter(folder: folder, scrub: scrub) { time }
        writer = fresh
        return fresh
    }
}
