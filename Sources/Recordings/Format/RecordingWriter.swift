import Digests
import Files
import HTTPMessages
import JSON
import Locking
import Timestamps

/// Writes a recording, exchange by exchange; for any number of tasks at once.
///
/// A body is on the disk before the line that names it, and a line goes out in one write: killed at any moment, the
/// recorder leaves a folder that replays what was complete.
public final class RecordingWriter: Sendable {
    /// The recording's folder.
    public let folder: String
    /// The manifest that the recording began with.
    public let manifest: RecordingManifest
    /// What takes secrets out.
    public let scrubber: Scrubber
    /// What was mended when an existing recording was opened, a line each.
    public let warnings: [String]
    private let lines: FileAppender
    private let now: @Sendable () -> Timestamp
    private let state: Locked<State>

    private struct State {
        var nextSequence: Int
        var exchangeCount: Int
        /// Whether the recording that is to be replaced is there still.
        var hasOld: Bool
        var failure: RecordingError?
    }

    /// Begins a recording, or goes on with one.
    ///
    /// - Parameters:
    ///   - folder: the folder; made where it does not exist.
    ///   - scrub: what is taken out at least; a recording that goes on keeps its own policy.
    ///   - startsAnew: whether a recording that is there is replaced, as soon as there is an answer to record.
    ///   - now: the clock.
    /// - Throws: ``RecordingError`` where the folder holds other things, is being written by somebody else, or cannot be
    ///   written.
    public init(
        folder: String, scrub: ScrubPolicy = .secrets, startsAnew: Bool = false,
        now: @escaping @Sendable () -> Timestamp
    ) throws(RecordingError) {
        self.folder = folder
        self.now = now
        try RecordingFolder.prepare(folder)
        do throws(FileError) {
            lines = try FileAppender(path: RecordingFolder.lines(folder), mode: .append)
        } catch {
            throw RecordingError(.file, "\(error)")
        }
        guard lines.lock() else {
            throw RecordingError(.file, "\(folder): another recorder is writing this recording")
        }
        let exists = try RecordingFolder.hasManifest(folder)
        let existing = exists && !startsAnew ? try Recording(folder: folder) : nil
        if let had = existing?.manifest.scrub, had < scrub {
            throw RecordingError(
                .malformed,
                "\(folder): this recording was made with --scrub \(had.rawValue), and would not go on with --scrub "
                    + "\(scrub.rawValue); give --scrub \(had.rawValue), or begin a new recording")
        }
        manifest =
            existing?.manifest
            ?? RecordingManifest(
                clockBase: now(), scrub: scrub, salt: RecordingFolder.randomHex(byteCount: 16))
        warnings = existing?.warnings ?? []
        scrubber = Scrubber(
            policy: manifest.scrub, salt: Array(manifest.salt.utf8),
            key: manifest.scrub == .identities ? try RecordingWriter.key(folder, of: existing) : [])
        do throws(FileError) {
            // A recorder that was killed may have left bodies behind its last line; their names are taken.
            let last =
                startsAnew
                ? 0 : max(existing?.exchanges.last?.sequence ?? 0, try RecordingFolder.lastBodyNumber(folder))
            state = Locked(
                State(
                    nextSequence: last + 1, exchangeCount: existing?.exchanges.count ?? 0, hasOld: exists && startsAnew)
            )
            if !startsAnew {
                if let length = existing?.completeLineBytes { try lines.truncate(to: length) }
                try writeOpenManifest()
            } else if !exists {
                try clear()
            }
        } catch {
            throw RecordingError(.file, "\(error)")
        }
    }

    /// Removes the recording that this one replaces, once there is something to replace it by: an upstream that cannot
    /// be reached, or credentials that are missing, do not cost what was recorded before.
    func replaceOld() throws(RecordingError) {
        let failure = state.withLock { state -> FileError? in
            guard state.hasOld else { return nil }
            do throws(FileError) {
                try clear()
                state.hasOld = false
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw RecordingError(.file, "\(failure)") }
    }

    private func clear() throws(FileError) {
        try lines.truncate(to: 0)
        try RecordingFolder.removeContents(folder)
        try writeOpenManifest()
    }

    private func writeOpenManifest() throws(FileError) {
        var open = manifest
        open.exchangeCount = nil
        open.exchangesSHA256 = nil
        try RecordingFolder.write(open, to: folder)
    }

    /// The key of the pseudonyms: that of the recording that goes on, or one that is made.
    private static func key(_ folder: String, of existing: Recording?) throws(RecordingError) -> [UInt8] {
        if let key = try RecordingFolder.identityKey(folder) { return key }
        guard existing?.exchanges.isEmpty ?? true else {
            throw RecordingError(
                .absent,
                "\(RecordingFolder.key(folder)): without the key of its pseudonyms this recording cannot go on; get the "
                    + "key from where it was recorded, or begin a new recording")
        }
        return try RecordingFolder.makeIdentityKey(folder)
    }

    /// Begins an exchange.
    ///
    /// - Parameter request: the request as the client sent it.
    /// - Returns: what takes the response.
    public func begin(_ request: HTTPRequest) -> ExchangeRecorder {
        begin(request, at: now())
    }

    /// Begins an exchange that took place earlier, and whose identity may be known better than its request tells.
    func begin(_ exchange: ImportedExchange) -> ExchangeRecorder {
        begin(
            exchange.request, at: exchange.startedAt,
            identity: manifest.scrub == .off ? exchange.identity : nil, scrubbedBefore: exchange.scrubbed)
    }

    private func begin(
        _ request: HTTPRequest, at time: Timestamp, identity: RequestIdentity? = nil, scrubbedBefore: [String] = []
    ) -> ExchangeRecorder {
        let sequence = state.withLock { state in
            defer { state.nextSequence += 1 }
            return state.nextSequence
        }
        let offset = time.milliseconds - manifest.clockBase.milliseconds
        var scrubbed = scrubber.scrub(request)
        scrubbed.places += scrubbedBefore
        return ExchangeRecorder(
            writer: self, sequence: sequence, offsetMilliseconds: offset, request: scrubbed,
            identity: identity ?? RequestIdentity(scrubbed.value))
    }

    /// Completes `recording.json`, when no exchange is running any more, and lets others write.
    ///
    /// - Throws: ``RecordingError``: the first reason why an exchange is missing, or why the manifest cannot be written.
    public func close() throws(RecordingError) {
        defer { lines.unlock() }
        let (exchangeCount, hasOld, failure) = state.withLock { ($0.exchangeCount, $0.hasOld, $0.failure) }
        if !hasOld {
            var closed = manifest
            closed.exchangeCount = exchangeCount
            do throws(FileError) {
                closed.exchangesSHA256 = try RecordingFolder.sha256(ofFile: RecordingFolder.lines(folder))
                try RecordingFolder.write(closed, to: folder)
            } catch {
                throw RecordingError(.file, "\(error)")
            }
        }
        if let failure { throw failure }
    }

    /// Writes the line of an exchange whose bodies are on the disk.
    func append(_ exchange: RecordedExchange) {
        let line = exchange.json.encoded() + [0x0A]
        state.withLock { state in
            do throws(FileError) {
                try lines.append(line)
                state.exchangeCount += 1
            } catch {
                state.failure = state.failure ?? RecordingError(.file, "\(error)")
            }
        }
    }

    /// Notes an exchange that is not recorded.
    func drop(_ failure: RecordingError?) {
        state.withLock { state in
            state.failure = state.failure ?? failure
        }
    }
}
