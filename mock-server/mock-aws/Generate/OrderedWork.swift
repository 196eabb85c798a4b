import Dispatch
import FoundationEssentials
import Locking

/// Makes things on several threads, and takes them on one, in their order.
struct OrderedWork {
    let threads: Int

    /// - Parameter threads: how many; nil for one for each processor.
    init(threads: Int?) {
        self.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// Makes and takes `count` things; no more than a few for each thread are held at a time.
    ///
    /// - Throws: the first that `make` or `take` throws.
    func run<Item: Sendable>(
        _ count: Int, make: @escaping @Sendable (Int) throws -> Item, take: (Int, Item) throws -> Void
    ) throws {
        let round = threads * 2
        for first in stride(from: 0, to: count, by: round) {
            let size = min(round, count - first)
            let made = Locked([Result<Item, any Error>?](repeating: nil, count: size))
            let next = Locked(0)
            DispatchQueue.concurrentPerform(iterations: min(threads, size)) { _ in
                while true {
                    let index = next.withLock { next in
                        defer { next += 1 }
                        return next
                    }
                    guard index < size else { return }
                    let result = Result { try make(first + index) }
                    made.withLock { $0[index] = result }
                }
            }
            let items = made.withLock { items in
                defer { items = [] }
                return items
            }
            for (index, item) in items.enumerated() {
                if let item { try take(first + index, try item.get()) }
            }
        }
    }
}
