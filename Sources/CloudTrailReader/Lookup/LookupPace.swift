import Timestamps

/// Keeps the requests of one region as far apart as the quota wants.
struct LookupPace {
    private let options: LookupOptions
    private var last: Timestamp?

    init(_ options: LookupOptions) {
        self.options = options
    }

    /// Waits until the next request may begin.
    mutating func wait() async throws {
        if let last {
            // A clock that was set back makes it no longer.
            let passed = max(0, options.now().milliseconds - last.milliseconds)
            let left = options.interval - .milliseconds(passed)
            if left > .zero { try await options.sleep(left) }
        }
        last = options.now()
    }
}
