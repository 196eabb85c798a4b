import CloudTrailReader
import CommandLines

/// Prints the records of each object, one a line, when all of them are known to be intact.
struct RecordLines: ObjectSink {
    let output: ByteWriter

    func reader(for object: ScanObject) -> Reader { Reader() }

    func deliver(_ lines: SpooledBytes, of object: ScanObject) async throws {
        try await lines.forEachPiece { try await output.write($0) }
        // Confirmed is what has left the process.
        try await output.flush()
    }

    /// Makes lines of one object.
    struct Reader: ObjectReader {
        private var splitter = RecordSplitter()
        private let lines = SpooledBytes()

        mutating func append(_ text: [UInt8]) throws {
            try lines.append(try splitter.split(text))
        }

        mutating func finish() throws -> SpooledBytes {
            try splitter.finish()
            return lines
        }
    }
}
