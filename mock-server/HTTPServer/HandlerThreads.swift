import Glibc

/// The threads that handlers run on, and a clock for those that wait.
///
/// They are a few threads of our own, shared by all servers of the process, so that an answer never depends on Swift's
/// global pool: a test may block that while it waits for the answer. They live as long as the process.
package final class HandlerThreads: TaskExecutor {
    /// The threads of this process.
    package static let shared = HandlerThreads(count: 8)

    /// What there is to do.
    private struct Work {
        var jobs: [UnownedJob] = []
        /// The first of `jobs` that has not been taken.
        var head = 0
        /// Latest first.
        var sleepers: [Sleeper] = []
        var lastSleeper: UInt64 = 0

        mutating func nextJob() -> UnownedJob? {
            guard head < jobs.count else { return nil }
            defer {
                head += 1
                if head == jobs.count {
                    jobs.removeAll(keepingCapacity: true)
                    head = 0
                } else if head == 1024 {
                    jobs.removeFirst(head)
                    head = 0
                }
            }
            return jobs[head]
        }
    }

    /// Somebody who waits for a time.
    private struct Sleeper {
        var id: UInt64
        var deadline: MonotonicTime
        var continuation: CheckedContinuation<Void, any Error>
    }

    /// What a thread does next.
    private enum Step {
        case run(UnownedJob)
        case wake(Sleeper)
    }

    private let work = Monitor(Work())

    private init(count: Int) {
        for _ in 0..<count { start() }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        work.change { $0.jobs.append(job) }
    }

    /// Waits without holding a thread.
    ///
    /// Unlike `Task.sleep`, whose alarm goes off on Swift's global pool, it needs nothing but these threads.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    package func sleep(for duration: Duration) async throws {
        try await sleep(until: MonotonicTime.now.advanced(by: duration))
    }

    func sleep(until deadline: MonotonicTime) async throws {
        let id = work.change { work in
            work.lastSleeper += 1
            return work.lastSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let sleeper = Sleeper(id: id, deadline: deadline, continuation: continuation)
                work.change { work in
                    let index = work.sleepers.firstIndex { $0.deadline < deadline } ?? work.sleepers.endIndex
                    work.sleepers.insert(sleeper, at: index)
                }
                // A cancellation that came before the sleeper was there found nobody to wake.
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func cancel(_ id: UInt64) {
        let sleeper = work.change { work in
            work.sleepers.firstIndex { $0.id == id }.map { work.sleepers.remove(at: $0) }
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }

    private func run() -> Never {
        while true {
            let step: Step = work.wait { work in
                let earliest = work.sleepers.last
                if let earliest, earliest.deadline <= MonotonicTime.now {
                    work.sleepers.removeLast()
                    return .found(.wake(earliest))
                }
                if let job = work.nextJob() { return .found(.run(job)) }
                return .nothing(until: earliest?.deadline)
            }
            switch step {
            case .run(let job): unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            case .wake(let sleeper): sleeper.continuation.resume()
            }
        }
    }

    private func start() {
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<HandlerThreads>.fromOpaque(context).takeRetainedValue().run()
            }, Unmanaged.passRetained(self).toOpaque())
        precondition(status == 0, "pthread_create: \(status)")
        pthread_detach(thread)
    }
}
