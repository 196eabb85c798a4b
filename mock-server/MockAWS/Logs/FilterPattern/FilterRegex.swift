/// A regular expression of the subset that filter patterns allow.
///
/// The language has no groups, so an expression is a list of alternatives, each a row of characters or classes that
/// are wanted once, at most once, or any number of times. It is run as a set of places in these rows that moves over
/// the message once: no backtracking, no pattern that takes long.
struct FilterRegex: Sendable {
    /// One place in a row.
    enum Element: Sendable, Hashable {
        case once(SymbolSet)
        case optional(SymbolSet)
        case star(SymbolSet)
        case start
        case end
    }

    /// The most places in a row, after counts such as `{3,5}` were written out.
    static let maximumLength = 2_000

    /// The alternatives that `|` separates.
    let rows: [[Element]]

    /// Whether the expression matches somewhere in `message`.
    ///
    /// A character outside ASCII is one character, whatever its bytes; so is a byte that begins no character.
    func matches(_ message: ArraySlice<UInt8>) -> Bool {
        rows.contains { row in
            var search = FilterRegexSearch(row: row, length: message.count)
            return search.run(message.span)
        }
    }
}

/// One row of a regular expression on its way over a message.
private struct FilterRegexSearch {
    let row: [FilterRegex.Element]
    let length: Int
    /// Bytes of the message before the current place.
    var position = 0
    /// The places in the row that what was read so far leads to.
    var places: [Int] = []
    /// `mark[place]` is the step at which a place was last added: a set that needs no clearing.
    var mark: [Int]
    var step = 0

    init(row: [FilterRegex.Element], length: Int) {
        self.row = row
        self.length = length
        mark = Array(repeating: -1, count: row.count + 1)
    }

    mutating func run(_ text: Span<UInt8>) -> Bool {
        let anchored = row.first == .start
        var previous: [Int] = []
        add(0)
        while mark[row.count] != step {
            guard position < text.count, !(anchored && places.isEmpty) else { return false }
            let symbol = Symbol(in: text, at: &position)
            step += 1
            swap(&previous, &places)
            places.removeAll(keepingCapacity: true)
            for place in previous {
                switch row[place] {
                case .once(let set), .optional(let set):
                    if set.contains(symbol) { add(place + 1) }
                case .star(let set):
                    if set.contains(symbol) { add(place) }
                case .start, .end:
                    break
                }
            }
            // A match may begin at every character.
            if !anchored { add(0) }
        }
        return true
    }

    /// Adds a place, and those that are reached from it without a character.
    mutating func add(_ first: Int) {
        var place = first
        while mark[place] != step {
            mark[place] = step
            guard place < row.count else { return }
            places.append(place)
            switch row[place] {
            case .once: return
            case .start: if position != 0 { return }
            case .end: if position != length { return }
            case .optional, .star: break
            }
            place += 1
        }
    }
}
