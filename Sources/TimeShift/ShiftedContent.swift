import FlowLogs
import Gzip

/// The content of an object whose times are moved: flow logs and JSON, as text or in gzip.
///
/// What is in an object is told by its first bytes and its key. Left alone are Parquet files, text in which no time is
/// found, files of other kinds, and gzip streams that are damaged.
public enum ShiftedContent {
    /// How text is rewritten.
    private enum Rewriter {
        case records(ShiftedRecords)
        case json(ShiftedJSON)

        /// How many times were moved so far.
        var movedTimes: Int {
            switch self {
            case .records(let records): records.movedTimes
            case .json(let json): json.movedTimes
            }
        }

        /// Takes the next text, and the end where `isLast`.
        mutating func append(_ text: [UInt8], isLast: Bool) -> [UInt8] {
            switch self {
            case .records(var records):
                let moved = records.append(text) + (isLast ? records.finish() : [])
                self = .records(records)
                return moved
            case .json(var json):
                let moved = json.append(text) + (isLast ? json.finish() : [])
                self = .json(json)
                return moved
            }
        }
    }

    /// How much text is worked on at once.
    private static let pieceBytes = 256 << 10
    /// Fast; the files of a shifted world are made while somebody waits.
    private static let compressionLevel = 1

    /// Rewrites the content of an object.
    ///
    /// A gzip stream becomes one member, however many it had, at zlib's fastest level, so that the same bytes always
    /// give the same result.
    ///
    /// - Parameters:
    ///   - bytes: the whole content.
    ///   - key: the object's key; files with the name of a flow log hold one even without a header line.
    ///   - delta: by how much times are moved.
    /// - Returns: the moved content; nil where the object is to be left alone.
    public static func rewrite(_ bytes: [UInt8], key: String, by delta: ShiftDelta) -> [UInt8]? {
        guard GzipMagic.matches(bytes) else { return rewriteText(bytes, key: key, by: delta) }
        return rewriteGzip(bytes, key: key, by: delta)
    }

    private static func rewriteText(_ bytes: [UInt8], key: String, by delta: ShiftDelta) -> [UInt8]? {
        guard var rewriter = rewriter(for: bytes.prefix(pieceBytes), key: key, by: delta) else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 64)
        var offset = 0
        while offset < bytes.count {
            let end = min(offset + pieceBytes, bytes.count)
            output += rewriter.append(Array(bytes[offset..<end]), isLast: end == bytes.count)
            offset = end
        }
        return rewriter.movedTimes > 0 ? output : nil
    }

    private static func rewriteGzip(_ bytes: [UInt8], key: String, by delta: ShiftDelta) -> [UInt8]? {
        let inflater = Inflater()
        let deflater = Deflater(level: compressionLevel)
        var rewriter: Rewriter?
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 4)
        var start: [UInt8] = []  // of the text, as long as it is too short to tell what it is
        var offset = 0
        do throws(GzipError) {
            repeat {
                var text: [UInt8] = []
                offset += try inflater.inflate(bytes, from: offset, appendingTo: &text, limit: pieceBytes)
                if rewriter == nil {
                    start += text
                    text = start
                    guard text.count >= pieceBytes || (offset == bytes.count && inflater.needsInput) else { continue }
                    rewriter = self.rewriter(for: text[...], key: key, by: delta)
                    guard rewriter != nil else { return nil }
                    start = []
                }
                deflater.deflate(rewriter?.append(text, isLast: false) ?? [], appendingTo: &output)
            } while offset < bytes.count || !inflater.needsInput
            try inflater.finish()
        } catch {
            return nil
        }
        deflater.deflate(rewriter?.append([], isLast: true) ?? [], appendingTo: &output)
        guard let rewriter, rewriter.movedTimes > 0 else { return nil }
        deflater.finish(appendingTo: &output)
        return output
    }

    /// What rewrites a text that begins with these bytes; nil where none does.
    private static func rewriter(for start: ArraySlice<UInt8>, key: String, by delta: ShiftDelta) -> Rewriter? {
        let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
        guard let first = text.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return nil }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return .json(ShiftedJSON(by: delta)) }
        if FlowLogKey(key)?.fileFormat == .text { return .records(ShiftedRecords(by: delta)) }
        var columns = FlowLogTimeColumns()
        let line = text.prefix { $0 != 0x0A }
        _ = columns.fields(in: Array(line.prefix(FlowLogTimeColumns.longestLine)) + [0x0A])
        return columns.hasHeader ? .records(ShiftedRecords(by: delta)) : nil
    }
}
