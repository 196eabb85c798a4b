import Dispatch

/// Makes things from the last to the first, four at a time.
func madeByFourThreads<Made: Sendable>(_ count: Int, _ make: @escaping @Sendable (Int) -> Made) -> [Made?] {
    var made = [Made?](repeating: nil, count: count)
    made.withUnsafeMutableBufferPointer { buffer in
        nonisolated(unsafe) let buffer = buffer
        DispatchQueue.concurrentPerform(iterations: 4) { worker in
            for index in stride(from: count - 1 - worker, through: 0, by: -4) { buffer[index] = make(index) }
        }
    }
    return made
}
