import HTTPMessages

/// What a `Range` header asks of an object.
///
/// RFC 9110 section 14.2, and the GetObject API reference: one range only; what cannot be read is as if it were absent.
enum ByteRange: Sendable, Hashable {
    /// No range, several, or a malformed one: the whole object, status 200.
    case whole
    /// A part, cut to the object's size: status 206.
    case part(Range<Int64>)
    /// A range that begins beyond the end: status 416.
    case unsatisfiable

    /// Reads a `Range` header for an object of `size` bytes.
    init(_ header: String?, size: Int64) {
        self = .whole
        guard let header, header.hasPrefix("bytes=") else { return }
        let text = header.dropFirst("bytes=".count).trimmingSpaces
        guard let dash = text.firstIndex(of: "-") else { return }
        let first = text[..<dash].trimmingSpaces
        let last = text[text.index(after: dash)...].trimmingSpaces
        if first.isEmpty {
            guard let count = ByteRange.number(last) else { return }
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
            return
        }
        guard let start = ByteRange.number(first) else { return }
        var end = size
        if !last.isEmpty {
            guard let inclusive = ByteRange.number(last), inclusive >= start else { return }
            end = min(size, inclusive == .max ? size : inclusive + 1)
        }
        self = start >= size ? .unsatisfiable : .part(start..<end)
    }

    /// A whole number without sign; a larger one than fits is the largest.
    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text) ?? .max
    }
}
