import Files
import HTTPMessages
import JSON
import Timestamps

/// Reads HAR files of browsers, of mitmproxy, and of ``HARExport``.
///
/// A HAR file may be of any length; its entries are read one at a time, of 512 MiB at most.
public struct HARImport {
    /// How many entries there were, and what became of them.
    public struct Outcome: Sendable, Hashable {
        /// Entries in the file.
        public var entries = 0
        /// Exchanges that were imported.
        public var imported = 0
        /// Entries that are no requests to AWS.
        public var foreign = 0

        /// Creates numbers.
        public init(entries: Int = 0, imported: Int = 0, foreign: Int = 0) {
            self.entries = entries
            self.imported = imported
            self.foreign = foreign
        }
    }

    private let path: String
    private let takesAll: Bool
    private let note: (String) -> Void

    /// Creates an import.
    ///
    /// - Parameters:
    ///   - path: the HAR file.
    ///   - takesAll: whether entries count that are no requests to AWS.
    ///   - note: gets what was lost or altered, a line each: `entry 3: …`.
    public init(path: String, takesAll: Bool = false, note: @escaping (String) -> Void) {
        self.path = path
        self.takesAll = takesAll
        self.note = note
    }

    /// Reads the file to its end.
    ///
    /// - Parameter sink: gets the exchanges in the order of the file.
    /// - Returns: the numbers.
    /// - Throws: ``RecordingError`` where the file cannot be read or is no HAR, and what `sink` throws.
    public func run(into sink: inout some ExchangeSink) throws -> Outcome {
        var outcome = Outcome()
        var entries = HAREntries()
        do {
            let pieces = try FilePieces(path: path, pieceSize: 1 << 20)
            while let piece = try pieces.next() {
                try entries.take(piece) { item in
                    outcome.entries += 1
                    guard let exchange = exchange(item, number: outcome.entries, &outcome) else { return }
                    try sink.take(exchange)
                    outcome.imported += 1
                }
            }
        } catch let error as FileError {
            throw RecordingError(.file, "\(error)")
        }
        guard entries.hasSeenEntries else {
            throw RecordingError(.malformed, "\(path): this is no HAR file: log.entries is missing")
        }
        if !entries.isComplete { note("the file breaks off after entry \(outcome.entries)") }
        try sink.finish()
        return outcome
    }

    private func exchange(_ item: HAREntries.Item, number: Int, _ outcome: inout Outcome) -> ImportedExchange? {
        let note = { (text: String) in self.note("entry \(number): \(text)") }
        guard case .entry(let bytes) = item else {
            note("left out: it is longer than \(HAREntries.longestEntry >> 20) MiB")
            return nil
        }
        do {
            let json = try JSONValue(parsing: bytes)
            let entry = try HAREntry(json, note: note)
            guard takesAll || entry.isAWS else {
                outcome.foreign += 1
                return nil
            }
            return try entry.exchange()
        } catch {
            note("left out: \(error)")
            return nil
        }
    }
}
