import Gzip

/// Searches bytes that come in pieces for leaks: as they are, inflated where they are gzip, decoded where there is
/// Base64 in them, and so on inwards.
final class ContentScanner {
    /// What gets the findings.
    struct Sink {
        var known: KnownIdentities
        var countsIdentities: Bool
        /// A match, its offset, and by which ways in it was found, such as ` (gzip)`.
        var found: (LeakMatch, Int64, String) -> Void
        /// Something worth a note, and the ways in.
        var note: (String, String) -> Void
        var searched: (Int) -> Void
        var counted: (IdentityCounts) -> Void
    }

    /// How deep encodings may nest; what is deeper is said in a note.
    private static let deepest = 4

    private let sink: Sink
    private let path: String
    private let depth: Int
    private var patterns: PatternScanner
    private var base64 = Base64Runs()
    private var decoded: ContentScanner?
    private var head: [UInt8] = []
    private var isSniffed = false
    private var inflater: Inflater?
    private var inflated: ContentScanner?
    private var chunk: [UInt8] = []

    convenience init(sink: Sink) {
        self.init(sink: sink, path: "", depth: 0)
    }

    private init(sink: Sink, path: String, depth: Int) {
        self.sink = sink
        self.path = path
        self.depth = depth
        patterns = PatternScanner(known: sink.known, countsIdentities: sink.countsIdentities)
    }

    /// Searches bytes that are there whole.
    static func scan(_ bytes: [UInt8], sink: Sink) {
        let scanner = ContentScanner(sink: sink)
        scanner.take(bytes)
        scanner.finish()
    }

    func take(_ piece: [UInt8]) {
        sink.searched(piece.count)
        patterns.take(piece) { sink.found($0, $1, path) }
        base64.take(piece) { takeDecoded($0) }
        inflate(piece)
    }

    func finish() {
        patterns.finish { sink.found($0, $1, path) }
        base64.finish { takeDecoded($0) }
        if let counts = patterns.counts { sink.counted(counts) }
        guard let inflater else { return }
        do throws(GzipError) {
            try inflater.finish()
        } catch {
            sink.note("the gzip stream is searched as far as it can be inflated: \(error)", path)
        }
        inflated?.finish()
    }

    private func takeDecoded(_ bytes: [UInt8]?) {
        guard let bytes else {
            decoded?.finish()
            decoded = nil
            return
        }
        if decoded == nil { decoded = inner("base64") }
        decoded?.take(bytes)
    }

    private func inner(_ name: String) -> ContentScanner? {
        guard depth < ContentScanner.deepest else {
            sink.note("what is encoded more than \(ContentScanner.deepest) times over is not searched", path)
            return nil
        }
        return ContentScanner(sink: sink, path: path + " (\(name))", depth: depth + 1)
    }

    private func inflate(_ piece: [UInt8]) {
        var input = piece
        if !isSniffed {
            head += piece
            guard head.count >= GzipMagic.bytes.count else { return }
            isSniffed = true
            input = head
            head = []
            guard GzipMagic.matches(input), let inner = inner("gzip") else { return }
            inflater = Inflater()
            inflated = inner
        }
        guard let inflater, let inflated else { return }
        var index = 0
        do throws(GzipError) {
            repeat {
                index += try inflater.inflate(input, from: index, appendingTo: &chunk, limit: 1 << 16)
                inflated.take(chunk)
                chunk.removeAll(keepingCapacity: true)
            } while index < input.count || !inflater.needsInput
        } catch {
            inflated.take(chunk)
            inflated.finish()
            sink.note("the gzip stream is searched as far as it can be inflated: \(error)", path)
            self.inflater = nil
            self.inflated = nil
        }
    }
}
