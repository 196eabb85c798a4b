import Locking

/// Contents of objects that were made, kept for a while: a listing is mostly followed by reads of what it showed.
///
/// There are two generations. What is asked for goes to the young one; when that is full it becomes the old one, which is
/// forgotten. So the memory is bounded, and no object is looked for in order to be thrown out.
final class ObjectBodies: Sendable {
    private struct Generations {
        var young: [Int: [UInt8]] = [:]
        var old: [Int: [UInt8]] = [:]
        var youngBytes = 0
    }

    private let generationBytes: Int
    private let generations = Locked(Generations())

    /// Creates a store.
    ///
    /// - Parameter capacity: the most bytes that are kept; a longer content is never.
    init(capacity: Int = 128 << 20) {
        generationBytes = capacity / 2
    }

    /// The content of an object, where it is kept.
    subscript(number: Int) -> [UInt8]? {
        get {
            let found = generations.withLock { generations -> ([UInt8], isOld: Bool)? in
                if let bytes = generations.young[number] { return (bytes, false) }
                return generations.old[number].map { ($0, true) }
            }
            if let found, found.isOld { self[number] = found.0 }
            return found?.0
        }
        set {
            guard let newValue, newValue.count <= generationBytes else { return }
            generations.withLock { generations in
                guard generations.young[number] == nil else { return }
                if generations.youngBytes + newValue.count > generationBytes {
                    generations.old = generations.young
                    generations.young = [:]
                    generations.youngBytes = 0
                }
                generations.young[number] = newValue
                generations.youngBytes += newValue.count
            }
        }
    }
}
