/// A few texts, compared with fields as bytes.
struct TextSet: Sendable {
    private let texts: [[UInt8]]

    init(_ texts: Set<String>) {
        self.texts = texts.map { Array($0.utf8) }
    }

    var isEmpty: Bool { texts.isEmpty }

    /// Whether a field of an event is one of the texts.
    func contains(_ event: CloudTrailEvent, _ field: CloudTrailField) -> Bool {
        guard let slice = event.contents(field) else { return false }
        return contains(event, slice)
    }

    /// Whether a part of a string of an event is one of the texts.
    func contains(_ event: CloudTrailEvent, _ slice: Range<Int>) -> Bool {
        if event.hasEscape(slice) {
            let text = unescaped(event.storage.span, slice)
            return texts.contains { $0 == text }
        }
        return texts.contains { $0.count == slice.count && $0.elementsEqual(event.storage[slice]) }
    }
}

extension CloudTrailEvent {
    /// Whether a field is `text`, written without escapes.
    func isText(_ field: CloudTrailField, _ text: StaticString) -> Bool {
        guard let slice = contents(field) else { return false }
        return equals(storage.span, slice, text)
    }
}
