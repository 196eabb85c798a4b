import FlowLogs
import Locking

/// Something worth telling while flow logs are read.
public enum ReadEvent: Sendable, Hashable {
    /// An object or a stream could not be read, or not to its end.
    case problem(ReadProblem)
    /// Something that is no problem but that somebody may wonder about, in one line.
    case note(String)
}

/// What a reader has read so far: counters and problems, in the order of the records handed over.
///
/// The counters cover what was delivered, not what the workers have read ahead.
final class ReadReport: Sendable {
    private struct State {
        var counters = FlowLogCounters()
        var problems: [ReadProblem] = []
        var problemCount = 0
        var notes: [String] = []
    }

    /// The most problems and notes that are kept; all are counted and told.
    static let kept = 1000

    private let state = Locked(State())
    private let onEvent: (@Sendable (ReadEvent) -> Void)?

    init(onEvent: (@Sendable (ReadEvent) -> Void)?) {
        self.onEvent = onEvent
    }

    var counters: FlowLogCounters { state.withLock { $0.counters } }
    var problems: [ReadProblem] { state.withLock { $0.problems } }
    var problemCount: Int { state.withLock { $0.problemCount } }
    var notes: [String] { state.withLock { $0.notes } }

    func count(_ counted: FlowLogCounters) {
        state.withLock { $0.counters += counted }
    }

    func add(_ problem: ReadProblem) {
        state.withLock { state in
            state.problemCount += 1
            if state.problems.count < ReadReport.kept { state.problems.append(problem) }
        }
        onEvent?(.problem(problem))
    }

    /// Adds a note; one that was told before is not told again.
    func add(note: String) {
        let isNew = state.withLock { state in
            guard !state.notes.contains(note), state.notes.count < ReadReport.kept else { return false }
            state.notes.append(note)
            return true
        }
        if isNew { onEvent?(.note(note)) }
    }
}
