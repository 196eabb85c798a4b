import Foundation
import Recordings
import TestSupport

/// Imported exchanges in memory.
struct MemorySink: ExchangeSink {
    var exchanges: [ImportedExchange] = []
    var isFinished = false

    mutating func take(_ exchange: ImportedExchange) { exchanges.append(exchange) }
    mutating func finish() { isFinished = true }

    /// Imports a text.
    static func importing(
        _ text: String, all: Bool = false
    ) throws -> (exchanges: [ImportedExchange], notes: [String], outcome: HARImport.Outcome) {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try folder.write("x.har", Array(text.utf8))
        let path = folder.url.appending(path: "x.har").path
        var sink = MemorySink()
        var notes: [String] = []
        let outcome = try HARImport(path: path, takesAll: all) { notes.append($0) }.run(into: &sink)
        return (sink.exchanges, notes, outcome)
    }
}
