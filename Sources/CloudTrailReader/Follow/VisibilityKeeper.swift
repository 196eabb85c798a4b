import AWSOperations
import Locking

/// Extends the visibility of a received message at half of its time, until the handle is dead or twelve hours are over.
struct VisibilityKeeper: Sendable {
    let calls: QueueCalls
    /// How long a message is hidden at a time, in seconds.
    let timeout: Int
    let options: FollowOptions
    let tally: FollowTally
    private let isDenied = Locked(false)

    /// SQS Developer Guide, "Amazon SQS visibility timeout": the longest time from the receive on.
    private static let longest = 43_200

    init(calls: QueueCalls, timeout: Int, options: FollowOptions, tally: FollowTally) {
        self.calls = calls
        self.timeout = timeout
        self.options = options
        self.tally = tally
    }

    /// Keeps it up until the task is cancelled.
    func keep(_ handle: String) async {
        let received = options.elapsed()
        /// What is left of the time that the message is hidden for, as far as is known here.
        var end = received + .seconds(timeout)
        while !Task.isCancelled {
            let now = options.elapsed()
            // After a failure in passing half of the rest, and so on.
            let pause = max((end - now) / 2, .milliseconds(100))
            guard end > now, (try? await options.sleep(pause)) != nil else { return }
            let seconds = min(timeout, VisibilityKeeper.secondsLeft(since: received, at: options.elapsed()))
            guard seconds > 0 else { return }
            let sent = options.elapsed()
            do {
                try await calls.hide(handle, for: seconds)
                end = sent + .seconds(seconds)
                if seconds < timeout { return }
            } catch let error as AWSError where error.isDeadHandle {
                return
            } catch let error as AWSError where error.isDenied {
                let wasDenied = isDenied.withLock { denied in
                    defer { denied = true }
                    return denied
                }
                if !wasDenied {
                    tally.tell(.trouble("\(error); messages that take longer than \(timeout) seconds come again"))
                }
                return
            } catch {
                // A failure in passing, or the task is cancelled.
            }
        }
    }

    /// How many whole seconds remain of the twelve hours, without the last one.
    private static func secondsLeft(since received: Duration, at now: Duration) -> Int {
        longest - 1 - Int((now - received).components.seconds)
    }
}
