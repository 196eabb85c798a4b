import Locking

/// Tells running readers to end with what they have in hand.
public final class ReadingInterrupt: Sendable {
    private struct State {
        var isRaised = false
        var lastHandler = 0
        var handlers: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Locked(State())

    /// Creates an interrupt that is not raised.
    public init() {}

    /// Whether reading is to end.
    public var isRaised: Bool { state.withLock { $0.isRaised } }

    /// Lets no further object begin; those that were begun are read and recorded.
    public func raise() {
        let handlers = state.withLock { state in
            state.isRaised = true
            defer { state.handlers = [:] }
            return Array(state.handlers.values)
        }
        for handler in handlers { handler() }
    }

    /// Runs what only waits, and cancels it when the interrupt is raised.
    ///
    /// - Parameters:
    ///   - grace: what is waited for before it is cut short.
    ///   - body: what may be cut short.
    /// - Returns: what it returns.
    /// - Throws: what it throws; `CancellationError` where it was cut short, as far as `body` says so.
    func cancelling<Result: Sendable>(
        after grace: (@Sendable () async -> Void)? = nil, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await body() }
        let handler = add {
            guard let grace else { return task.cancel() }
            Task {
                await grace()
                task.cancel()
            }
        }
        defer { if let handler { state.withLock { $0.handlers[handler] = nil } } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Has `handler` called when the interrupt is raised; at once where it is.
    private func add(_ handler: @escaping @Sendable () -> Void) -> Int? {
        let number: Int? = state.withLock { state in
            guard !state.isRaised else { return nil }
            state.lastHandler += 1
            state.handlers[state.lastHandler] = handler
            return state.lastHandler
        }
        if number == nil { handler() }
        return number
    }
}
