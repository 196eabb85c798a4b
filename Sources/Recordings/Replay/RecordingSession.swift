import AWSOperations
import HTTPMessages
import Timestamps

/// When a recorder asks the real service.
public enum RecordMode: String, Sendable, Hashable, CaseIterable {
    /// Never: what was not recorded is a miss.
    case none
    /// Where there is no recording yet; one that is there is replayed, and nothing is added.
    case once
    /// For requests that have no recorded answer, which are added.
    case new
    /// Always: a recording that is there is replaced.
    case all
}

/// A recording in use: each request is answered from it, or goes to the service and is added to it.
public final class RecordingSession: Sendable {
    /// What becomes of a request.
    public enum Course: Sendable {
        /// It is answered from the recording.
        case replay(ReplayAnswer)
        /// It goes to the service, and the recorder gets the response.
        case forward(ExchangeRecorder)
        /// There is no answer.
        case miss(ReplayMiss)
    }

    /// The recording's folder.
    public let folder: String
    /// What was mended or passed over when the recording was opened, a line each.
    public let warnings: [String]
    /// What answers from the recording; nil where nothing is recorded yet, or everything anew.
    public let replayer: Replayer?
    /// What adds to the recording; nil where nothing is added.
    public let writer: RecordingWriter?

    /// Opens or begins a recording.
    ///
    /// - Parameters:
    ///   - folder: the recording's folder.
    ///   - mode: when the service is asked.
    ///   - scrub: what is taken out.
    ///   - onExhausted: what happens when the answers to a request are used up; for ``RecordMode/new`` the service is
    ///     asked then.
    ///   - ignored: parameters by which requests are not told apart.
    ///   - now: the clock.
    /// - Throws: ``RecordingError``
    public init(
        folder: String, mode: RecordMode, scrub: ScrubPolicy = .secrets, onExhausted: Replayer.OnExhausted = .fail,
        ignoring ignored: IgnoredParameters = .init(), now: @escaping @Sendable () -> Timestamp
    ) throws(RecordingError) {
        self.folder = folder
        let exists = try RecordingFolder.hasManifest(folder)
        let replays = mode == .none || (exists && mode != .all)
        let recording = replays ? try Recording(folder: folder) : nil
        replayer = try recording.map { recording throws(RecordingError) in
            try Replayer(recording, onExhausted: mode == .new ? .fail : onExhausted, ignoring: ignored)
        }
        writer =
            mode == .all || mode == .new || (mode == .once && !exists)
            ? try RecordingWriter(folder: folder, scrub: scrub, startsAnew: mode == .all, now: now) : nil
        warnings = writer?.warnings ?? recording?.warnings ?? []
    }

    /// Says what becomes of a request.
    public func course(of request: HTTPRequest) -> Course {
        if let replayer {
            switch replayer.answer(to: request) {
            case .answer(let answer): return .replay(answer)
            case .miss(let miss):
                guard let writer else { return .miss(miss) }
                return .forward(writer.begin(request))
            }
        }
        guard let writer else {
            let key = RequestIdentity(request).key
            return .miss(ReplayMiss(key: key, isExhausted: false, nearest: []))
        }
        return .forward(writer.begin(request))
    }

    /// Ends the session when no exchange is running any more.
    ///
    /// - Throws: ``RecordingError``: the first reason why an exchange is missing.
    public func close() throws(RecordingError) {
        try writer?.close()
    }
}

extension ReplayMiss {
    /// The error that a client gets, which no SDK tries again.
    public var error: AWSError {
        AWSError(
            code: "RecordedExchangeNotFound",
            message: report.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: "; "),
            httpStatus: 400)
    }
}
