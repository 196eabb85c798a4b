import Files

/// Where the bytes of an object are.
enum ObjectContent: Sendable {
    /// In a file of the world.
    case file(path: String)
    /// In memory.
    case memory([UInt8])
    /// In a file, with times that are moved when it is read.
    case shifted(ShiftedObject)
    /// Made when it is read: that at a place of a generated bucket.
    case generated(GeneratedBucket, Int)
    /// Nowhere: a recording listed the object, and nobody fetched it.
    case notRecorded

    /// The bytes; nil where they are nowhere or cannot be read.
    func bytes() -> [UInt8]? {
        switch self {
        case .file(let path): try? FileContents.bytes(ofFile: path)
        case .memory(let bytes): bytes
        case .shifted(let object): object.bytes()
        case .generated(let bucket, let position): bucket.bytes(at: position)
        case .notRecorded: nil
        }
    }
}
