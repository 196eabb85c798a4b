import Locking

/// Whether S3 gives nothing, as far as objects that were tried tell.
///
/// Objects that fail meanwhile stay in hand with their messages. Given back they would come again and again, and the
/// queue's redrive policy would take all of them to the dead-letter queue, one receive after the other.
final class ObjectOutage: Sendable {
    private struct State {
        var isOn = false
        /// Whether it was told.
        var isTold = false
        /// How many objects S3 gave, or refused for good.
        var answers = 0
    }

    private let state = Locked(State())
    private let tally: FollowTally

    init(tally: FollowTally) {
        self.tally = tally
    }

    /// Whether the last object that was tried failed on its way.
    var isOn: Bool { state.withLock { $0.isOn } }

    /// Notes that S3 gave an object, or said why not.
    func end() {
        let wasTold = state.withLock { state in
            state.answers += 1
            state.isOn = false
            return exchange(&state.isTold, with: false)
        }
        if wasTold { tally.tell(.note("S3 answers again")) }
    }

    /// For an object that is about to be tried.
    func retry() -> Retry { Retry(outage: self, answers: state.withLock { $0.answers }) }

    /// Notes a failure; how many objects S3 gave before.
    ///
    /// It is told where it `isFirst` of its object, so that one that fails among others is told once.
    private func begin(_ problem: TrailProblem, isFirst: Bool) -> Int {
        let (isNew, answers) = state.withLock { state in
            state.isOn = true
            let isNew = isFirst && !state.isTold
            state.isTold = state.isTold || isNew
            return (isNew, state.answers)
        }
        if isNew { tally.tell(.trouble("\(problem); tried again until S3 answers")) }
        return answers
    }

    /// The attempts for one object.
    struct Retry {
        private let outage: ObjectOutage
        private var answers: Int
        private var isFirst = true
        private var pause = Duration.seconds(1)
        /// How many attempts failed while S3 gave other objects.
        private var failedAlone = 0

        private static let longestPause = Duration.seconds(60)
        private static let mostFailedAlone = 5

        fileprivate init(outage: ObjectOutage, answers: Int) {
            self.outage = outage
            self.answers = answers
        }

        /// How long to wait after a failure; nil where it concerns this object only, so that its message is left.
        mutating func pause(after problem: TrailProblem) -> Duration? {
            let answers = outage.begin(problem, isFirst: isFirst)
            isFirst = false
            if answers > self.answers { failedAlone += 1 }
            self.answers = answers
            guard failedAlone < Retry.mostFailedAlone else { return nil }
            defer { pause = min(pause * 2, Retry.longestPause) }
            return pause
        }
    }
}
