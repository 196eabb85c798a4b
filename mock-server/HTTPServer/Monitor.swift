import Glibc

/// A value that is only touched while a lock is held, and whose changes threads can wait for.
///
/// Hold it for no call that leaves the module.
@safe
final class Monitor<Value>: @unchecked Sendable {  // `value` is touched only while `mutex` is held
    /// What a thread makes of the value it finds.
    enum Finding<Result> {
        /// What it waited for.
        case found(Result)
        /// Nothing: look again after a change, or at a time of ``MonotonicTime``.
        case nothing(until: MonotonicTime?)
    }

    private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    init(_ value: sending Value) {
        self.value = value
        unsafe mutex = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe changed.initialize(to: pthread_cond_t())
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        let status = unsafe (pthread_mutex_init(mutex, nil), pthread_cond_init(changed, &attributes))
        precondition(status == (0, 0), "pthread_mutex_init, pthread_cond_init: \(status)")
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Changes the value, and lets one of the threads that wait look at it, or all.
    func change<Result>(wakingAll: Bool = false, _ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        let result = body(&value)
        if wakingAll {
            unsafe pthread_cond_broadcast(changed)
        } else {
            unsafe pthread_cond_signal(changed)
        }
        return result
    }

    /// Waits until `body` finds what it looks for.
    func wait<Result>(for body: (inout Value) -> Finding<Result>) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            switch body(&value) {
            case .found(let result):
                return result
            case .nothing(until: nil):
                unsafe pthread_cond_wait(changed, mutex)
            case .nothing(let time?):
                var deadline = time.timespec
                unsafe pthread_cond_timedwait(changed, mutex, &deadline)
            }
        }
    }
}

/// A time of the system's monotonic clock, to the nanosecond.
struct MonotonicTime: Sendable, Hashable, Comparable {
    var nanoseconds: Int64

    /// The time it is.
    static var now: MonotonicTime {
        var time = Glibc.timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Later by a duration; the end of time where that is beyond it.
    func advanced(by duration: Duration) -> MonotonicTime {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, beyond) = nanoseconds.addingReportingOverflow(whole)
        guard !overflow, !beyond else { return MonotonicTime(nanoseconds: seconds < 0 ? .min : .max) }
        return MonotonicTime(nanoseconds: sum &+ attoseconds / 1_000_000_000)
    }

    var timespec: Glibc.timespec {
        Glibc.timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }

    static func < (a: MonotonicTime, b: MonotonicTime) -> Bool { a.nanoseconds < b.nanoseconds }
}
