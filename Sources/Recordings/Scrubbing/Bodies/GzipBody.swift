import Gzip

/// Scrubs the text in a gzip stream.
///
/// While the text is clean, the compressed bytes are written as they came, as soon as all text of theirs is decided.
/// With the first change the store starts over, and the text is compressed anew.
final class GzipBody {
    /// Compressed bytes, and how much text there is up to their end.
    private struct Piece {
        var bytes: [UInt8]
        var textEnd: Int64
    }

    /// The stream is looked at in pieces of this size, however it comes.
    private static let pieceSize = 16 << 10
    /// The compressed bytes that may wait for their text to be decided.
    private static let longestWait = 256 << 10
    /// The bytes before an error that are looked at as they are: no text came out of them.
    private static let errorContext = 1024

    private let rules: ScrubRules
    private let output: BodyOutput
    private var scanner: TextScanner
    private let reader = GzipReader()
    private var names = GzipNames()
    private var rewriter: GzipRewriter?
    /// What follows an error.
    private var rest: PlainBody?

    private var incoming: [UInt8] = []
    /// The piece that is being looked at.
    private var current: [UInt8] = []
    private var waiting: [Piece] = []
    private var wrongChecksums = 0
    private var textCount: Int64 = 0
    private var decidedCount: Int64 = 0

    init(rules: ScrubRules, output: BodyOutput) {
        self.rules = rules
        self.output = output
        scanner = TextScanner(rules: rules)
    }

    /// Takes the next bytes.
    func take(_ bytes: [UInt8]) throws(RecordingError) {
        incoming += bytes
        var start = 0
        while incoming.count - start >= Self.pieceSize {
            try takePiece(Array(incoming[start..<(start + Self.pieceSize)]))
            start += Self.pieceSize
        }
        if start > 0 { incoming.removeFirst(start) }
    }

    /// Takes the end of the stream.
    func finish() throws(RecordingError) {
        try takePiece(incoming)
        incoming = []
        if let rest { return try rest.take([], isLast: true) }
        try endText()
        if let rewriter {
            try rewriter.end(reader.isWhole ? .whole : .missing)
        } else {
            try release(all: true)
        }
    }

    private func takePiece(_ bytes: [UInt8]) throws(RecordingError) {
        guard !bytes.isEmpty else { return }
        if let rest { return try rest.take(bytes, isLast: false) }
        current = bytes
        for text in names.take(bytes) where !rules.edits(in: text).isEmpty { try rewrite() }
        var offset = 0
        var isDone = false
        while !isDone {
            let read = reader.read(bytes, from: &offset)
            isDone = read.isDone
            try take(text: read.text, isLast: false)
            switch read.stop {
            case .none: break
            case .wrongChecksum:
                try endText()
                wrongChecksums += 1
                try rewriter?.end(.wrong)
            case .broken(let code):
                try endText()
                return try takeRest(from: offset, code)
            }
        }
        settle(bytes)
        try release()
    }

    /// Puts compressed bytes aside of which all text is inflated.
    private func settle(_ bytes: [UInt8]) {
        current = []
        if rewriter == nil {
            waiting.append(Piece(bytes: bytes, textEnd: textCount))
        } else {
            output.pass(bytes)
        }
    }

    private func take(text: [UInt8], isLast: Bool) throws(RecordingError) {
        textCount += Int64(text.count)
        let found = scanner.scan(text, isLast: isLast)
        if found.isAltered { try rewrite() }
        decidedCount += Int64(found.original.count)
        try rewriter?.append(found.scrubbed)
    }

    /// Decides about all text that came; what follows is another one.
    private func endText() throws(RecordingError) {
        try take(text: [], isLast: true)
        scanner = TextScanner(rules: rules)
    }

    /// Writes what no change can concern any more.
    private func release(all: Bool = false) throws(RecordingError) {
        guard rewriter == nil, all || !names.isInside else { return }
        if waiting.reduce(0, { $0 + $1.bytes.count }) > Self.longestWait {
            // A text to which so many bytes add next to nothing has ended.
            try endText()
            guard rewriter == nil else { return }
        }
        let count = all ? waiting.count : waiting.prefix { $0.textEnd <= decidedCount }.count
        for piece in waiting[..<count] { try output.append(piece.bytes) }
        waiting.removeFirst(count)
    }

    /// Begins to write the text anew: first all that was decided so far, out of the bytes that it came in.
    private func rewrite() throws(RecordingError) {
        guard rewriter == nil else { return }
        let rewriter = GzipRewriter(output: output)
        self.rewriter = rewriter
        let again = GzipReader()
        var left = decidedCount
        var wrong = 0
        func copy(_ bytes: [UInt8]) throws(RecordingError) {
            var offset = 0
            var isDone = false
            while !isDone, left > 0 || wrong < wrongChecksums {
                let read = again.read(bytes, from: &offset)
                let text = read.text.prefix(Int(clamping: left))
                left -= Int64(text.count)
                try rewriter.append(Array(text))
                if case .wrongChecksum = read.stop {
                    wrong += 1
                    try rewriter.end(.wrong)
                }
                isDone = read.isDone
            }
        }
        try output.alter(copy)
        for piece in waiting {
            output.pass(piece.bytes)
            try copy(piece.bytes)
        }
        waiting = []
        try copy(current)
    }

    /// Goes on, behind an error, with the bytes as they are.
    private func takeRest(from offset: Int, _ code: GzipError.Code) throws(RecordingError) {
        let bytes = current
        let start: Int
        if let rewriter {
            try rewriter.end(code == .corruptData ? .wrong : .whole)
            // The byte that shows that something else follows belongs to that.
            start = code == .trailingGarbage ? max(offset - 1, 0) : offset
        } else {
            start = max(offset - Self.errorContext, 0)
        }
        settle(Array(bytes[..<start]))
        try release(all: true)
        let rest = PlainBody(rules: rules, output: output)
        self.rest = rest
        try rest.take(Array(bytes[start...]), isLast: false)
    }
}
