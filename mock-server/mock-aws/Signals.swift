import Glibc

/// Signals that are waited for instead of being delivered.
///
/// They are blocked before the server starts its threads, which inherit that; so they come to ``next()`` only.
struct Signals {
    /// A signal that came.
    struct Arrival {
        var number: Int32
        /// Whether a process sent it; the terminal sends it to the whole foreground group by itself.
        var isFromProcess: Bool
    }

    private var set: sigset_t
    /// The mask as it was before.
    let original: sigset_t

    /// Blocks `numbers` from now on.
    init(blocking numbers: [Int32]) {
        var set = sigset_t()
        var original = sigset_t()
        sigemptyset(&set)
        for number in numbers {
            // Whoever started us may have had it ignored; then it would never come.
            signal(number, SIG_DFL)
            sigaddset(&set, number)
        }
        pthread_sigmask(SIG_BLOCK, &set, &original)
        self.set = set
        self.original = original
    }

    /// Lets signals do what they do by default from now on; those that came before are forgotten.
    ///
    /// A second signal then ends a process that takes its time to end.
    mutating func release() {
        var none = timespec()
        while sigtimedwait(&set, nil, &none) > 0 {}
        var original = original
        pthread_sigmask(SIG_SETMASK, &original, nil)
    }

    /// Waits for one of the signals.
    mutating func next() -> Arrival {
        var info = siginfo_t()
        while true {
            let number = sigwaitinfo(&set, &info)
            if number > 0 { return Arrival(number: number, isFromProcess: info.si_code <= 0) }
        }
    }
}
