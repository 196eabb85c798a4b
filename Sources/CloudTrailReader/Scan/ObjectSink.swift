/// An object that a scan reads.
public struct ScanObject: Sendable, Hashable {
    /// The bucket.
    public var bucket: String
    /// The key.
    public var key: String
    /// The day it was delivered on, by its folder.
    public var day: ScanDay
    /// What distinguishes it on its day: ``ScanDay/name(of:)``.
    public var name: String
    /// Whether objects after it were read in an earlier scan.
    public var isLate: Bool

    /// Creates an object.
    public init(bucket: String, key: String, day: ScanDay, isLate: Bool = false) {
        self.bucket = bucket
        self.key = key
        self.day = day
        self.isLate = isLate
        name = day.name(of: key)
    }

    /// `s3://bucket/key`.
    public var place: String { "s3://\(bucket)/\(key)" }
}

/// Where the contents of objects go.
///
/// A worker reads an object through a reader of its own, and hands its output over in one piece, in the order of the
/// keys: what belongs to an object comes out whole or not at all.
public protocol ObjectSink: Sendable {
    /// What reads one object.
    associatedtype Reader: ObjectReader

    /// A reader for an object; called on several workers at the same time.
    func reader(for object: ScanObject) throws -> Reader

    /// Takes the output of an object, one after the other in the order of the keys.
    ///
    /// The object counts as read when this returns, so everything has to be where a crash cannot reach it. An object
    /// can come again after a crash.
    ///
    /// - Throws: what keeps everything from being taken; it ends the scan.
    func deliver(_ output: Reader.Output, of object: ScanObject) async throws
}

/// Reads the text of one object, piece by piece, on one worker.
public protocol ObjectReader {
    /// What it makes of the object.
    associatedtype Output: Sendable

    /// Takes the next piece of the inflated text.
    ///
    /// - Throws: what makes the object unreadable: it is reported and tried again by the next scan. ``ScanError`` ends
    ///   the scan.
    mutating func append(_ text: [UInt8]) throws

    /// Ends the object, all of which came and was intact.
    ///
    /// - Throws: as ``append(_:)``.
    mutating func finish() throws -> Output
}
