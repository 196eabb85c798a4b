import Gzip
import HTTPMessages

/// Scrubs one body while it comes.
///
/// What is gzip by its first bytes is looked at inflated, whatever the headers say. A body in which nothing is found
/// is written byte for byte as it came. Memory stays at some hundred KiB, whatever the size.
public final class BodyScrubber {
    private enum Content {
        /// Fewer bytes than tell what it is.
        case unknown([UInt8])
        case plain(PlainBody)
        case gzip(GzipBody)
        /// Nothing is looked for.
        case untouched
    }

    private let rules: ScrubRules
    private let headers: HTTPHeaders
    private let place: String
    private let output: BodyOutput
    private var content: Content
    private var count: Int64 = 0

    init(rules: ScrubRules, headers: HTTPHeaders, place: String, store: any BodyStore) {
        self.rules = rules
        self.headers = headers
        self.place = place
        output = BodyOutput(store: store, headers: Set(headers.fields.map { $0.name.lowercased() }))
        content = rules.policy == .off ? .untouched : .unknown([])
    }

    /// Takes the next bytes; what is certainly clean goes to the store, the rest waits.
    public func append(_ bytes: [UInt8]) throws(RecordingError) {
        count += Int64(bytes.count)
        switch content {
        case .unknown(let start):
            let start = start + bytes
            guard start.count >= GzipMagic.bytes.count else {
                content = .unknown(start)
                return
            }
            try begin(start)
        case .plain(let body): try body.take(bytes, isLast: false)
        case .gzip(let body): try body.take(bytes)
        case .untouched: try output.append(bytes)
        }
    }

    /// Takes the end of the body, and gives the store what waited.
    public func finish() throws(RecordingError) -> ScrubbedBody {
        if case .unknown(let start) = content { try begin(start) }
        switch content {
        case .plain(let body): try body.take([], isLast: true)
        case .gzip(let body): try body.finish()
        case .unknown, .untouched: break
        }
        guard let checksums = output.finish() else { return ScrubbedBody(originalCount: count) }
        let truthful = headers.fields.filter { field in
            checksums.original.value(of: field.name.lowercased()) == field.value
        }
        return ScrubbedBody(
            places: [place], checksums: checksums.written, originalCount: count,
            truthful: Set(truthful.map { $0.name.lowercased() }))
    }

    private func begin(_ bytes: [UInt8]) throws(RecordingError) {
        if GzipMagic.matches(bytes) {
            let body = GzipBody(rules: rules, output: output)
            content = .gzip(body)
            try body.take(bytes)
        } else {
            let body = PlainBody(rules: rules, output: output)
            content = .plain(body)
            try body.take(bytes, isLast: false)
        }
    }
}

/// What became of a body.
public struct ScrubbedBody: Sendable, Hashable {
    /// The places that were altered; empty where the body is as it came.
    public var places: [String] = []
    /// The length and checksums of the altered body; nil where it is as it came.
    public var checksums: BodyChecksums?
    /// The length of the body as it came.
    public var originalCount: Int64 = 0
    /// The headers, in lower case, whose checksum was that of the body as it came.
    ///
    /// Only these are made right again. Others speak of something else: the ETag of an object in parts, the checksum of
    /// the whole object in the answer that has a range of it.
    public var truthful: Set<String> = []

    /// Creates it.
    public init(
        places: [String] = [], checksums: BodyChecksums? = nil, originalCount: Int64 = 0, truthful: Set<String> = []
    ) {
        self.places = places
        self.checksums = checksums
        self.originalCount = originalCount
        self.truthful = truthful
    }
}
