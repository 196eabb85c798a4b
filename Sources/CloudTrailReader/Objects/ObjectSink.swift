import CloudTrail

/// Where the contents of objects go.
///
/// A worker reads an object through a reader of its own, and hands its output over in one piece: what
/// belongs to an object comes out whole or not at all.
public protocol ObjectSink: Sendable {
    /// What reads one object.
    associatedtype Reader: ObjectReader

    /// A reader for an object; called on several workers at the same time.
    func reader(for object: TrailObject) throws -> Reader

    /// Takes the output of an object, one after the other: in a scan in the order of the keys, from a queue as they come.
    ///
    /// The object counts as read when this returns, so everything has to be where a crash cannot reach it. An object
    /// can come again after a crash.
    ///
    /// - Throws: what keeps everything from being taken; it ends the reading. ``ReadObjectAgain`` where another object
    ///   came in between.
    func deliver(_ output: Reader.Output, of object: TrailObject) async throws

    /// What of an object is not in its output, though the object was intact, in words; nil where all of it is.
    ///
    /// Who follows a queue keeps the message of such an object, after its output was delivered.
    func shortfall(of output: Reader.Output) -> String?
}

extension ObjectSink {
    /// Nothing is left out.
    public func shortfall(of output: Reader.Output) -> String? { nil }
}

extension CloudTrailCounters {
    /// How many records are no events, and why, as ``ObjectSink/shortfall(of:)`` tells it; nil where all are.
    public var shortfall: String? {
        guard skippedRecords > 0 else { return nil }
        return
            "\(skippedRecords) \(skippedRecords == 1 ? "record is no event" : "records are no events"): \(skippedText)"
    }
}

/// What a sink throws that takes nothing of an output, because an object that was taken since it was read has made it
/// outdated; the object is read and delivered once more.
///
/// For sinks that follow a queue. One without any such rule never throws it.
public struct ReadObjectAgain: Error, Sendable, Hashable {
    /// Creates it.
    public init() {}
}

/// Reads the text of one object, piece by piece, on one worker.
public protocol ObjectReader {
    /// What it makes of the object.
    associatedtype Output: Sendable

    /// Takes the next piece of the inflated text.
    ///
    /// - Throws: what makes the object unreadable: it is reported, and can be tried again. ``TrailReaderError`` ends the
    ///   reading.
    mutating func append(_ text: [UInt8]) throws

    /// Ends the object, all of which came and was intact.
    ///
    /// - Throws: as ``append(_:)``.
    mutating func finish() throws -> Output
}
