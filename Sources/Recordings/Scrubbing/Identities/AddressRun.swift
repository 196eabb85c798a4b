/// IP addresses in a run of digits, `a-f`, `:` and `.`: one of version 6 is the whole of it, those of version 4 parts
/// of it.
enum AddressRun {
    private static let longest = 64

    /// Where the run that begins at `start` ends.
    static func end(_ text: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count, end - start < longest,
            text[end].hexDigitValue != nil || text[end] == 46 || text[end] == 58
        {
            end += 1
        }
        return end
    }

    /// The addresses in a run.
    static func detect(_ text: Span<UInt8>, _ run: Range<Int>, _ pseudonyms: Pseudonyms) -> Detection? {
        var end = run.upperBound
        // What is no end of an address, but of a sentence or a clause.
        while end > run.lowerBound, text[end - 1] == 46 { end -= 1 }
        let whole = run.lowerBound..<end
        let isOpen = run.count >= longest || (end == run.upperBound && end < text.count && text[end].isAlphanumeric)
        if !isOpen, let address = version6(text, whole) {
            let edit = edit(text, address.range, address.value, pseudonyms)
            return Detection(edits: [edit], end: address.range.upperBound)
        }
        var edits: [Edit] = []
        var start = run.lowerBound
        while start < end {
            var stop = start
            while stop < end, text[stop].isDigit || text[stop] == 46 { stop += 1 }
            let next = stop < end ? text[stop] : isOpen ? UInt8(ascii: "x") : 0
            if let quad = quad(text, start..<stop, before: next), let address = IPAddress(parsing: text, quad) {
                edits.append(edit(text, quad, address, pseudonyms))
            }
            start = stop + 1
        }
        guard let last = edits.last else { return nil }
        return Detection(edits: edits, end: last.range.upperBound)
    }

    /// The part of a run of digits and dots that can be an address: bounded, and not in a longer dotted number.
    ///
    /// A label of letters may stand before or behind it, as in `10.0.0.1.example.com`.
    private static func quad(_ text: Span<UInt8>, _ run: Range<Int>, before next: UInt8) -> Range<Int>? {
        var start = run.lowerBound
        var end = run.upperBound
        guard end - start >= 7, !follows(text, start) else { return nil }
        if start > 0, text[start - 1].hexDigitValue != nil, !text[start - 1].isDigit {
            guard text[start] == 46 || text[start].isDigit && isEscaped(text, start) else { return nil }
            if text[start] == 46 { start += 1 }
        }
        if next.isAlphanumeric, text[end - 1] != 46 { return nil }
        while end > start, text[end - 1] == 46 { end -= 1 }
        return start..<end
    }

    /// Whether what is before a number is the end of an escape: `\f`, `%3A`.
    private static func isEscaped(_ text: Span<UInt8>, _ start: Int) -> Bool {
        start >= 2 && text[start - 2] == UInt8(ascii: "\\") || start >= 3 && text[start - 3] == UInt8(ascii: "%")
    }

    /// Whether a number begins behind a dot that belongs to a number before it, as in `v1.2.3.4.5`.
    private static func follows(_ text: Span<UInt8>, _ start: Int) -> Bool {
        start >= 2 && text[start - 1] == 46 && text[start - 2].isDigit
    }

    private static func version6(_ text: Span<UInt8>, _ run: Range<Int>) -> (range: Range<Int>, value: IPAddress)? {
        var run = run
        if run.count > 2, text[run.upperBound - 1] == 58, text[run.upperBound - 2] != 58 {
            run = run.lowerBound..<(run.upperBound - 1)
        }
        var colons = 0
        var groups = 0
        var hasDigit = false
        for index in run {
            if text[index] == 58 { colons += 1 }
            if text[index].isDigit { hasDigit = true }
            if text[index] != 58, index == run.lowerBound || text[index - 1] == 58 { groups += 1 }
        }
        // `a::b` is C++ sooner than an address.
        guard colons >= 2, hasDigit || groups > 2, !follows(text, run.lowerBound),
            let address = IPAddress(parsing: text, run)
        else { return nil }
        return (run, address)
    }

    /// The pseudonym; that of a network, as in `10.0.0.0/16`, is a network again.
    private static func edit(
        _ text: Span<UInt8>, _ range: Range<Int>, _ address: IPAddress, _ pseudonyms: Pseudonyms
    ) -> Edit {
        // What stays keeps its spelling, too.
        var bytes = text.bytes(range)
        if !pseudonyms.leaves(bytes) {
            let pseudonym = pseudonyms.addresses[address]
            if pseudonym.address == address { return Edit(range: range, replacement: .bytes(bytes), isIdentity: true) }
            if let length = prefixLength(text, at: range.upperBound), address.masked(length) == address {
                bytes = Array(pseudonym.address.masked(length).text.utf8)
            } else {
                bytes = pseudonym.text
            }
        }
        return Edit(range: range, replacement: .bytes(bytes), isIdentity: true)
    }

    private static func prefixLength(_ text: Span<UInt8>, at position: Int) -> Int? {
        guard position < text.count else { return nil }
        let slash = TextElement.read(text, at: position)
        guard slash.byte == UInt8(ascii: "/") else { return nil }
        var index = position + slash.length
        var length: Int?
        while index < text.count, text[index].isDigit, index - position < 6 {
            length = (length ?? 0) * 10 + Int(text[index] - 48)
            index += 1
        }
        return length.flatMap { $0 <= 128 ? $0 : nil }
    }
}
