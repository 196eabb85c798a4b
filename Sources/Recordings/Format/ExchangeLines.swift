import Files
import JSON

/// The lines of `exchanges.jsonl`, read piece by piece.
struct ExchangeLines {
    var exchanges: [RecordedExchange] = []
    var warnings: [String] = []
    /// How many bytes are whole lines.
    var completeBytes: Int64 = 0
    private let path: String
    private var lineNumber = 0

    /// Reads a file; one that does not exist has no lines.
    static func read(_ path: String) throws(RecordingError) -> ExchangeLines {
        var lines = ExchangeLines(path: path)
        var rest: [UInt8] = []
        let pieces: FilePieces
        do throws(FileError) {
            pieces = try FilePieces(path: path, pieceSize: 1 << 20)
        } catch {
            guard error.isAbsent else { throw RecordingError(.file, "\(error)") }
            return lines
        }
        while let piece = try next(pieces) {
            rest += piece
            var start = 0
            while let end = rest[start...].firstIndex(of: 0x0A) {
                try lines.take(Array(rest[start..<end]))
                start = end + 1
            }
            rest.removeFirst(start)
        }
        if !rest.isEmpty {
            lines.warnings.append(
                "\(path): the last line, \(lines.lineNumber + 1), is torn and was passed over (\(rest.count) bytes)")
        }
        return lines
    }

    private init(path: String) {
        self.path = path
    }

    private mutating func take(_ line: [UInt8]) throws(RecordingError) {
        lineNumber += 1
        completeBytes += Int64(line.count) + 1
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { return }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: line)
        } catch {
            throw RecordingError(.malformed, "\(path), line \(lineNumber): no JSON: \(error)")
        }
        do throws(RecordingError) {
            exchanges.append(try RecordedExchange(json: json))
        } catch {
            throw RecordingError(.malformed, "\(path), line \(lineNumber): \(error)")
        }
    }

    private static func next(_ pieces: FilePieces) throws(RecordingError) -> [UInt8]? {
        do throws(FileError) {
            return try pieces.next()
        } catch {
            throw RecordingError(.file, "\(error)")
        }
    }
}
