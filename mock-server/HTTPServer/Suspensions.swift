/// The connections of a server that are suspended, each with the task that it waits for.
///
/// This is the only way to suspend a connection, so that a server knows when none is: libmicrohttpd must not be stopped
/// before.
final class Suspensions: Sendable {
    private struct State {
        var isStopping = false
        /// Tasks that run; nil for one that is about to.
        var tasks: [UInt64: Task<Void, Never>?] = [:]
        var lastID: UInt64 = 0
    }

    private let state = Monitor(State())

    /// Suspends `connection` until `work`, which runs on ``HandlerThreads``, has ended.
    ///
    /// - Parameters:
    ///   - connection: called on its event loop's thread, from one of libmicrohttpd's callbacks.
    ///   - work: is cancelled when the server stops, and has to end then.
    /// - Returns: false, with nothing done, where the server is stopping.
    func suspend(_ connection: Connection, while work: @escaping @Sendable () async -> Void) -> Bool {
        let id: UInt64? = state.change { state in
            guard !state.isStopping else { return nil }
            state.lastID += 1
            state.tasks[state.lastID] = .some(nil)
            return state.lastID
        }
        guard let id else { return false }
        // First, because the task may be done before the next line is.
        connection.suspend()
        let task = Task(executorPreference: HandlerThreads.shared) {
            await work()
            connection.resume()
            self.state.change(wakingAll: true) { _ = $0.tasks.removeValue(forKey: id) }
        }
        let isStopping = state.change { state in
            if state.tasks[id] != nil { state.tasks[id] = task }
            return state.isStopping
        }
        if isStopping { task.cancel() }
        return true
    }

    /// Suspends nothing any more, cancels every task, and waits until all have ended.
    func stop() {
        let tasks = state.change { state in
            state.isStopping = true
            return state.tasks.values.compactMap { $0 }
        }
        for task in tasks { task.cancel() }
        state.wait { $0.tasks.isEmpty ? .found(()) : .nothing(until: nil) }
    }
}
