import Timestamps

/// One event: its own bytes, and where the usual fields lie in them.
///
/// It holds the piece of text it came in as long as it lives; ``detached()`` makes one that holds no more than itself.
/// Its bytes are JSON that has been checked, except that strings may be ill-formed UTF-8.
public struct CloudTrailEvent: Sendable {
    let storage: [UInt8]
    let range: Range<Int>
    let fields: FieldTable
    let hasLineBreaks: Bool

    init(storage: [UInt8], range: Range<Int>, scanner: RecordScanner) {
        self.storage = storage
        self.range = range
        fields = scanner.fields
        hasLineBreaks = scanner.hasLineBreaks
    }

    /// Reads one event from the bytes of one JSON object, with white space around it.
    ///
    /// - Throws: ``CloudTrailError`` with code `.notAnEvent` or `.truncated`.
    public init(parsing bytes: [UInt8], limits: CloudTrailLimits = CloudTrailLimits()) throws(CloudTrailError) {
        let start = bytes.firstIndex { !isWhiteSpace($0) } ?? bytes.count
        guard start < bytes.count else { throw CloudTrailError(code: .truncated, byteOffset: start) }
        guard bytes[start] == UInt8(ascii: "{") else {
            throw CloudTrailError(code: .notAnEvent(.notAnObject), byteOffset: start)
        }
        var scanner = RecordScanner(isRoot: false, maximumDepth: limits.depth)
        switch scanner.scan(bytes.span.extracting(start...)) {
        case .complete: break
        case .broken(let cause):
            throw CloudTrailError(code: .notAnEvent(cause), byteOffset: start + scanner.position)
        case .needsMore, .list: throw CloudTrailError(code: .truncated, byteOffset: bytes.count)
        }
        let end = start + scanner.position
        if end - start > limits.recordBytes { throw CloudTrailError(code: .notAnEvent(.tooLarge), byteOffset: start) }
        if let rest = bytes[end...].firstIndex(where: { !isWhiteSpace($0) }) {
            throw CloudTrailError(code: .notAnEvent(.syntax), byteOffset: rest)
        }
        self.init(storage: bytes, range: start..<end, scanner: scanner)
    }

    /// The record's own bytes, as they stood in the file, without white space around it.
    public var rawBytes: ArraySlice<UInt8> { storage[range] }

    /// The same event with no other bytes than its own.
    public func detached() -> CloudTrailEvent {
        range.count == storage.count ? self : CloudTrailEvent(copying: self)
    }

    private init(copying event: CloudTrailEvent) {
        storage = Array(event.rawBytes)
        range = 0..<storage.count
        fields = event.fields
        hasLineBreaks = event.hasLineBreaks
    }

    /// The bytes of a field's value, quotes included; nil where it is absent.
    public func json(_ field: CloudTrailField) -> ArraySlice<UInt8>? {
        guard let slice = fields[field] else { return nil }
        return storage[range.lowerBound + slice.lowerBound..<range.lowerBound + slice.upperBound]
    }

    /// A field's text, without escapes; nil where it is absent or no string.
    public func string(_ field: CloudTrailField) -> String? {
        guard let slice = contents(field) else { return nil }
        guard hasEscape(slice) else { return String(decoding: storage[slice], as: UTF8.self) }
        return String(decoding: unescaped(storage.span, slice), as: UTF8.self)
    }

    /// Whether a field is there, and not null.
    public func has(_ field: CloudTrailField) -> Bool {
        guard let slice = fields[field] else { return false }
        return storage[range.lowerBound + slice.lowerBound] != UInt8(ascii: "n")
    }

    /// Where a string's bytes lie in ``storage``, without its quotes.
    @inline(__always)
    func contents(_ field: CloudTrailField) -> Range<Int>? {
        guard let slice = fields[field] else { return nil }
        let start = range.lowerBound + slice.lowerBound
        guard storage[start] == UInt8(ascii: "\"") else { return nil }
        return start + 1..<range.lowerBound + slice.upperBound - 1
    }

    /// Whether a string's bytes have escapes.
    @inline(__always)
    func hasEscape(_ slice: Range<Int>) -> Bool {
        endOfPlainString(storage.span.extracting(..<slice.upperBound), from: slice.lowerBound) < slice.upperBound
    }
}
