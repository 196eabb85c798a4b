/// Matches a text against a format in the order in which Python's regular expressions try the possibilities.
struct StrptimeMatcher {
    let bytes: [UInt8]
    let items: [StrptimeItem]

    /// What the directives gave, and where the match ends; it begins at the start.
    func match() -> (parts: StrptimeParts, end: Int)? {
        match(item: 0, at: 0, StrptimeParts())
    }

    private func match(item: Int, at position: Int, _ parts: StrptimeParts) -> (parts: StrptimeParts, end: Int)? {
        guard item < items.count else { return (parts, position) }
        switch items[item] {
        case .literal(let byte):
            guard position < bytes.count, StrptimeFormat.lowercased(bytes[position]) == byte else { return nil }
            return match(item: item + 1, at: position + 1, parts)
        case .space:
            var end = position
            while end < bytes.count, StrptimeFormat.isSpace(bytes[end]) { end += 1 }
            while end > position {
                if let found = match(item: item + 1, at: end, parts) { return found }
                end -= 1
            }
            return nil
        case .directive(let letter):
            for (end, value) in candidates(letter, at: position) {
                var next = parts
                next.set(letter, value)
                if let found = match(item: item + 1, at: end, next) { return found }
            }
            return nil
        }
    }

    /// Where a directive could end, the preferred possibility first, and its value.
    private func candidates(_ letter: UInt8, at position: Int) -> [(end: Int, value: Int)] {
        switch Character(Unicode.Scalar(letter)) {
        case "Y", "G": numbers(at: position, widths: [4], in: 0...9999)
        case "y": numbers(at: position, widths: [2], in: 0...99)
        case "m", "I": numbers(at: position, widths: [2, 1], in: 1...12)
        case "d": numbers(at: position, widths: [2, 1], in: 1...31) + blankAndDigit(at: position)
        case "H": numbers(at: position, widths: [2, 1], in: 0...23)
        case "M": numbers(at: position, widths: [2, 1], in: 0...59)
        case "S": numbers(at: position, widths: [2, 1], in: 0...61)
        case "j": numbers(at: position, widths: [3, 2, 1], in: 1...366)
        case "U", "W": numbers(at: position, widths: [2, 1], in: 0...53)
        case "V": numbers(at: position, widths: [2, 1], in: 0...53)
        case "u": numbers(at: position, widths: [1], in: 1...7)
        case "w": numbers(at: position, widths: [1], in: 0...6)
        case "f": fractions(at: position)
        case "p": names(["am", "pm"], at: position)
        case "a": names(StrptimeParts.dayNames.map { String($0.prefix(3)) }, at: position)
        case "A": names(StrptimeParts.dayNames, at: position)
        case "b": names(StrptimeParts.monthNames.map { String($0.prefix(3)) }, at: position)
        case "B": names(StrptimeParts.monthNames, at: position)
        case "Z": names(["utc", "gmt"], at: position)
        case "z": offset(at: position).map { [$0] } ?? []
        default: []
        }
    }

    private func digits(at position: Int, _ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private func numbers(at position: Int, widths: [Int], in range: ClosedRange<Int>) -> [(end: Int, value: Int)] {
        widths.compactMap { width in
            digits(at: position, width).flatMap { range.contains($0) ? (position + width, $0) : nil }
        }
    }

    /// `%d` takes a day that is padded with a blank.
    private func blankAndDigit(at position: Int) -> [(end: Int, value: Int)] {
        guard position < bytes.count, bytes[position] == 0x20, let day = digits(at: position + 1, 1), day > 0 else {
            return []
        }
        return [(position + 2, day)]
    }

    /// One to six digits, as microseconds.
    private func fractions(at position: Int) -> [(end: Int, value: Int)] {
        stride(from: 6, through: 1, by: -1).compactMap { width in
            digits(at: position, width).map { value in
                (position + width, (width..<6).reduce(value) { product, _ in product * 10 })
            }
        }
    }

    private func names(_ names: [String], at position: Int) -> [(end: Int, value: Int)] {
        names.indices.compactMap { index in
            let name = Array(names[index].utf8)
            let end = position + name.count
            guard end <= bytes.count,
                zip(bytes[position..<end], name).allSatisfy({ StrptimeFormat.lowercased($0) == $1 })
            else { return nil }
            return (end, index)
        }
    }

    /// `+hhmm`, `+hh:mm`, with seconds or not, or `Z`; as seconds.
    private func offset(at position: Int) -> (end: Int, value: Int)? {
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: "Z") { return (position + 1, 0) }
        let negative = bytes[position] == UInt8(ascii: "-")
        guard negative || bytes[position] == UInt8(ascii: "+"), let hours = digits(at: position + 1, 2) else {
            return nil
        }
        var end = position + 3
        let colon = end < bytes.count && bytes[end] == UInt8(ascii: ":")
        if colon { end += 1 }
        guard let minutes = digits(at: end, 2), minutes < 60, hours < 24 else { return nil }
        end += 2
        var seconds = hours * 3600 + minutes * 60
        let secondsStart = colon ? end + 1 : end
        if !colon || (end < bytes.count && bytes[end] == UInt8(ascii: ":")), let more = digits(at: secondsStart, 2),
            more < 60
        {
            seconds += more
            end = secondsStart + 2
        }
        return (end, negative ? -seconds : seconds)
    }
}
