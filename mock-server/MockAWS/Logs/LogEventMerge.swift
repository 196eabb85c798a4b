/// The events of several streams in one order, from a place on.
///
/// Each stream is ascending, so that a heap of their next events is enough; nothing is copied or sorted again.
struct LogEventMerge {
    private struct Head {
        var key: LogEventKey
        var stream: Int
        var index: Int
    }

    private let streams: [LogStreamState]
    private let lastTimestamp: Int64
    private var heap: [Head] = []

    /// Creates a merge.
    ///
    /// - Parameters:
    ///   - streams: the streams.
    ///   - start: events after this place.
    ///   - lastTimestamp: the latest event time, inclusive.
    init(_ streams: [LogStreamState], after start: LogEventKey, through lastTimestamp: Int64) {
        self.streams = streams
        self.lastTimestamp = lastTimestamp
        heap.reserveCapacity(streams.count)
        for stream in streams.indices { push(stream, index: streams[stream].firstIndex(after: start)) }
    }

    /// Takes the next event; nil after the last.
    mutating func next() -> (key: LogEventKey, stream: Int, index: Int)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            siftDown()
        }
        push(first.stream, index: first.index + 1)
        return (first.key, first.stream, first.index)
    }

    /// Whether there are no more events.
    var isAtEnd: Bool { heap.isEmpty }

    private mutating func push(_ stream: Int, index: Int) {
        guard index < streams[stream].events.count else { return }
        let key = streams[stream].key(index)
        guard key.timestamp <= lastTimestamp else { return }
        heap.append(Head(key: key, stream: stream, index: index))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].key < heap[parent].key else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return }
            if child + 1 < heap.count, heap[child + 1].key < heap[child].key { child += 1 }
            guard heap[child].key < heap[parent].key else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
