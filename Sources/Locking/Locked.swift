import Glibc

/// A value that is only touched while a lock is held.
///
/// A pthread mutex rather than `Synchronization.Mutex`, whose futex is invisible to ThreadSanitizer and gives false
/// reports under contention. Hold it for no call that leaves the module.
@safe
public final class Locked<Value>: @unchecked Sendable {  // `value` is touched only while `mutex` is held
    private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    /// Creates a lock around `value`.
    public init(_ value: sending Value) {
        self.value = value
        unsafe mutex = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        let status = unsafe pthread_mutex_init(mutex, nil)
        precondition(status == 0, "pthread_mutex_init: \(status)")
    }

    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Runs `body` with exclusive access to the value.
    ///
    /// - Parameter body: a short closure that neither blocks nor awaits.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws.
    public func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
