/// Where the bytes of a body go while they come.
public protocol BodyStore: AnyObject {
    /// Appends bytes.
    func append(_ bytes: [UInt8]) throws(RecordingError)
    /// Starts over, and returns what was appended so far piece by piece: nil after the last one.
    func restart() throws(RecordingError) -> () throws(RecordingError) -> [UInt8]?
}

/// A store in memory, for bodies that are there as a whole.
final class MemoryBodyStore: BodyStore {
    private(set) var bytes: [UInt8] = []

    func append(_ bytes: [UInt8]) { self.bytes += bytes }

    func restart() -> () throws(RecordingError) -> [UInt8]? {
        var old: [UInt8]? = bytes
        bytes = []
        return { () throws(RecordingError) -> [UInt8]? in
            defer { old = nil }
            return old
        }
    }
}
