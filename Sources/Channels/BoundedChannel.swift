import Locking

/// A queue of a few elements between one task that sends and one that receives.
///
/// The sender waits while the queue is full, so that what is ahead of the receiver stays bounded. Either side can end
/// it: the sender finishes it, the receiver closes it.
///
/// States: open → finished (what is queued is still delivered) → drained; open or finished → closed (what is queued is
/// dropped, a waiting sender goes on and is told so).
package final class BoundedChannel<Element: Sendable>: Sendable {
    private enum Ending {
        case none
        case finished((any Error)?)
        case closed
    }

    private struct State {
        var queue: Ring
        var ending = Ending.none
        var receiver: CheckedContinuation<Void, Never>?
        var sender: CheckedContinuation<Void, Never>?
    }

    /// The elements that wait; a place that was left holds on to nothing.
    private struct Ring {
        private var slots: [Element?]
        private var head = 0
        private(set) var count = 0

        init(capacity: Int) { slots = Array(repeating: nil, count: capacity) }

        var isFull: Bool { count == slots.count }

        mutating func append(_ element: Element) {
            slots[(head + count) % slots.count] = element
            count += 1
        }

        mutating func takeFirst() -> Element? {
            guard count > 0 else { return nil }
            let element = slots[head].take()
            head = (head + 1) % slots.count
            count -= 1
            return element
        }

        mutating func removeAll() {
            while takeFirst() != nil {}
        }
    }

    private enum Outcome<Value> {
        case done(Value)
        case wait
    }

    private let state: Locked<State>

    /// Creates a queue of at most `capacity` elements.
    package init(capacity: Int) {
        state = Locked(State(queue: Ring(capacity: max(1, capacity))))
    }

    /// Appends an element; waits while the queue is full.
    ///
    /// - Parameter element: what to send.
    /// - Throws: `CancellationError` where the receiver has closed the channel or the task is cancelled.
    package func send(_ element: Element) async throws {
        try await withTaskCancellationHandler {
            while true {
                try Task.checkCancellation()
                let outcome: Outcome<CheckedContinuation<Void, Never>?> = try state.withLock { state in
                    switch state.ending {
                    case .none: break
                    case .finished, .closed: throw CancellationError()
                    }
                    guard !state.queue.isFull else { return .wait }
                    // A copy, so that what is sent stays the caller's own where it is used again.
                    state.queue.append(element)
                    let receiver = state.receiver
                    state.receiver = nil
                    return .done(receiver)
                }
                if case .done(let receiver) = outcome {
                    receiver?.resume()
                    return
                }
                await waitForRoom()
            }
        } onCancel: {
            close()
        }
    }

    /// Says that nothing more comes; what is queued is still delivered, then `error` is thrown where there is one.
    package func finish(throwing error: (any Error)? = nil) {
        let receiver = state.withLock { state in
            if case .none = state.ending { state.ending = .finished(error) }
            let receiver = state.receiver
            state.receiver = nil
            return receiver
        }
        receiver?.resume()
    }

    /// Says that nobody takes any more: the queue is dropped and the sender is told.
    package func close() {
        let (receiver, sender) = state.withLock { state in
            state.ending = .closed
            state.queue.removeAll()
            let waiting = (state.receiver, state.sender)
            state.receiver = nil
            state.sender = nil
            return waiting
        }
        receiver?.resume()
        sender?.resume()
    }

    /// Takes the next element; waits while there is none.
    ///
    /// - Returns: the element, or nil where the sender has finished.
    /// - Throws: the error that the channel was finished with; `CancellationError` where it was closed.
    package func next() async throws -> Element? {
        try await withTaskCancellationHandler {
            while true {
                let outcome: Outcome<(Element?, CheckedContinuation<Void, Never>?)> = try state.withLock { state in
                    if let element = state.queue.takeFirst() {
                        let sender = state.sender
                        state.sender = nil
                        return .done((element, sender))
                    }
                    switch state.ending {
                    case .none: return .wait
                    case .finished(nil): return .done((nil, nil))
                    case .finished(let error?): throw error
                    case .closed: throw CancellationError()
                    }
                }
                if case .done(let (element, sender)) = outcome {
                    sender?.resume()
                    return element
                }
                await waitForElement()
            }
        } onCancel: {
            close()
        }
    }

    /// Waits until the queue is not full any more, or ended.
    private func waitForRoom() async {
        await withCheckedContinuation { continuation in
            let goOn = state.withLock { state in
                guard state.queue.isFull, case .none = state.ending else { return true }
                state.sender = continuation
                return false
            }
            if goOn { continuation.resume() }
        }
    }

    /// Waits until the queue is not empty any more, or ended.
    private func waitForElement() async {
        await withCheckedContinuation { continuation in
            let goOn = state.withLock { state in
                guard state.queue.count == 0, case .none = state.ending else { return true }
                state.receiver = continuation
                return false
            }
            if goOn { continuation.resume() }
        }
    }
}
