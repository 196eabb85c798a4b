/// A text in which `*` stands for any run of characters, the empty one included.
struct FilterWildcard: Sendable, Hashable {
    private let pattern: [UInt8]

    init(_ pattern: [UInt8]) {
        self.pattern = pattern
    }

    /// Whether the whole of `text` matches.
    ///
    /// Every `*` takes as little as it can; on a mismatch only the last one takes more, which is enough.
    ///
    /// - Complexity: O(length of the pattern × length of the text).
    func matches(_ text: ArraySlice<UInt8>) -> Bool {
        var at = text.startIndex
        var index = 0
        var star: (index: Int, at: Int)?
        while at < text.endIndex {
            if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
                star = (index, at)
                index += 1
            } else if index < pattern.count, pattern[index] == text[at] {
                index += 1
                at += 1
            } else if let last = star {
                star = (last.index, last.at + 1)
                index = last.index + 1
                at = last.at + 1
            } else {
                return false
            }
        }
        while index < pattern.count, pattern[index] == UInt8(ascii: "*") { index += 1 }
        return index == pattern.count
    }
}
