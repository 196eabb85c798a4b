/// Scrubs a text that comes in pieces of any size.
///
/// A place in the text is looked at as soon as ``lookahead`` bytes behind it are there, or the text has ended; no
/// detector looks further. So what is found does not depend on the pieces, and memory is bounded.
final class TextScanner {
    /// What became of the bytes that are decided.
    struct Output {
        /// As they came.
        var original: [UInt8] = []
        /// As they may be written.
        var scrubbed: [UInt8] = []
        /// Whether the two differ.
        var isAltered = false
    }

    /// The bytes that a detector may look at from its place on.
    static let lookahead = 44 << 10
    /// The bytes that a detector may look back.
    private static let context = 128
    /// Longer runs of letters and digits are no words.
    private static let longestSegment = 1024

    private enum State {
        case text
        /// In a run of letters and digits that is too long for a word.
        case run
        /// In a secret value that is too long for one piece.
        case value
        /// In a private key.
        case privateKey
    }

    private let rules: ScrubRules
    private let takesIdentities: Bool
    private let detector: IdentityDetector
    private let ends = ValueNames.ends

    private var buffer: [UInt8] = []
    /// The next byte to look at.
    private var position = 0
    /// Where the words that `-` and `_` join began.
    private var word = 0
    private var state = State.text
    /// Up to where addresses have been looked for.
    private var addressEnd = 0
    private var edits: [Edit] = []

    private var matcher: LiteralMatcher
    /// The next known secret; `Int.max` where none begins before the end of what is being decided.
    private var literalStart = Int.max
    private var literalEnd = Int.max
    /// The next `@`, and up to where it has been looked for.
    private var sign: Range<Int>?
    private var signsSeenTo = 0

    init(rules: ScrubRules) {
        self.rules = rules
        takesIdentities = rules.takesIdentities
        detector = IdentityDetector(pseudonyms: rules.pseudonyms)
        matcher = rules.learned.matcher
    }

    /// Takes the next bytes, and gives what is decided by them.
    func scan(_ bytes: [UInt8], isLast: Bool) -> Output {
        buffer += bytes
        let start = position
        matcher = rules.learned.matcher
        edits = []
        run(isLast: isLast)
        var output = Output()
        output.original = Array(buffer[start..<position])
        if edits.isEmpty {
            output.scrubbed = output.original
        } else {
            output.isAltered = true
            var from = start
            for edit in edits {
                output.scrubbed += buffer[from..<edit.range.lowerBound]
                output.scrubbed += edit.bytes(count: edit.range.count)
                from = edit.range.upperBound
            }
            output.scrubbed += buffer[from..<position]
        }
        forget()
        return output
    }

    /// The changes to a text that is there as a whole.
    func edits(in bytes: [UInt8], includingUnchanged: Bool = false) -> [Edit] {
        buffer = bytes
        keepsUnchanged = includingUnchanged
        run(isLast: true)
        return edits
    }

    /// Whether edits that change nothing are kept: they tell the words that were found.
    private var keepsUnchanged = false

    /// Drops what no detector looks back at any more; not each time, as that moves the rest.
    private func forget() {
        let count = position - Self.context
        guard count > Self.lookahead else { return }
        buffer.removeFirst(count)
        position -= count
        word -= count
        addressEnd -= count
        signsSeenTo -= count
        sign = sign.map { ($0.lowerBound - count)..<($0.upperBound - count) }
    }

    private func run(isLast: Bool) {
        let bytes = buffer
        let limit = isLast ? bytes.count : bytes.count - Self.lookahead
        guard position < limit else { return }
        let text = bytes.span
        findLiteral(text, limit)
        while position < limit {
            if position >= literalStart {
                if position == literalStart {
                    let range = position..<literalEnd
                    replace(
                        text, Edit(range: range, replacement: state == .text ? .filler : .bytes(rest(range.count))))
                    position = literalEnd
                    word = position
                }
                findLiteral(text, limit)
                continue
            }
            switch state {
            case .text: scanText(text, limit)
            case .run: skipRun(text, limit)
            case .value: fillValue(text, limit)
            case .privateKey: fillPrivateKey(text, limit)
            }
        }
    }

    private func findLiteral(_ text: Span<UInt8>, _ limit: Int) {
        literalStart = .max
        literalEnd = .max
        // A word that begins before the limit may end behind it, and is cut by what begins in it.
        let last = min(limit + 2 * Self.longestSegment, text.count)
        guard !matcher.isEmpty, position < last, let found = matcher.first(in: text, starts: position..<last) else {
            return
        }
        literalStart = found.lowerBound
        literalEnd = found.upperBound
    }

    private func replace(_ text: Span<UInt8>, _ edit: Edit) {
        let bytes = edit.bytes(count: edit.range.count)
        if keepsUnchanged || bytes.count != edit.range.count || !text.hasBytes(bytes, at: edit.range.lowerBound) {
            edits.append(edit)
        }
    }
}

// MARK: - Words

extension TextScanner {
    private func scanText(_ text: Span<UInt8>, _ limit: Int) {
        var position = position
        let stop = min(limit, literalStart)
        while position < stop {
            let byte = text[position]
            guard byte.isAlphanumeric else {
                switch byte {
                case UInt8(ascii: "-"):
                    if let end = SecretDetector.privateKey(text, at: position) {
                        self.position = end
                        word = end
                        state = .privateKey
                        return
                    }
                    position += 1
                case UInt8(ascii: "_"): position += 1
                case UInt8(ascii: "\\"), UInt8(ascii: "%"):
                    position += TextElement.escapeLength(text, at: position)
                    word = position
                case UInt8(ascii: ":") where takesIdentities && beginsAddress(text, position):
                    if let found = address(text, at: position) {
                        finish(text, found)
                        return
                    }
                    position += 1
                    word = position
                default:
                    position += 1
                    word = position
                }
                continue
            }
            var end = position + 1
            let last = min(text.count, position + Self.longestSegment, literalStart)
            while end < last, text[end].isAlphanumeric { end += 1 }
            if end == last, last < text.count, text[last].isAlphanumeric {
                // Cut by a known secret, or too long.
                if last != literalStart { state = .run }
                self.position = end
                word = end
                return
            }
            if let found = detect(text, position..<end) {
                finish(text, found)
                return
            }
            position = end
        }
        self.position = position
    }

    @inline(__always)
    private func detect(_ text: Span<UInt8>, _ segment: Range<Int>) -> Detection? {
        if segment.count == AccessKeyID.count, AccessKeyID.isFound(text, segment) {
            let bytes = AccessKeyID.placeholder(text.bytes(segment), salt: rules.salt)
            return Detection(edits: [Edit(range: segment, replacement: .bytes(bytes))], end: segment.upperBound)
        }
        if segment.count >= 3, canName(text, segment), let found = named(text, segment.upperBound) { return found }
        return takesIdentities ? identity(text, segment) : nil
    }

    @inline(__always)
    private func canName(_ text: Span<UInt8>, _ segment: Range<Int>) -> Bool {
        let end = segment.upperBound
        guard end < text.count else { return false }
        let last = Int(text[end - 3] & 31) << 10 | Int(text[end - 2] & 31) << 5 | Int(text[end - 1] & 31)
        guard ends[last] else { return false }
        switch text[end] {
        case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: " "), UInt8(ascii: "\t"):
            return true
        default: return false
        }
    }

    /// What the word up to `end` says of the value behind it.
    private func named(_ text: Span<UInt8>, _ end: Int) -> Detection? {
        guard end - word <= ValueNames.longest, let value = NamedValue.read(text, after: word..<end),
            let kind = ValueNames.kind(of: text.bytes(word..<end))
        else { return nil }
        if case .identity = kind { return takesIdentities ? detector.detect(text, value) : nil }
        return SecretDetector.detect(text, value, kind)
    }

    private func identity(_ text: Span<UInt8>, _ segment: Range<Int>) -> Detection? {
        let start = segment.lowerBound
        if let sign = nextSign(text, from: start), let range = EmailAddress.range(text, from: start, at: sign) {
            var bytes = rules.pseudonyms.name(
                text.bytes(start..<sign.lowerBound) + [64] + text.bytes(sign.upperBound..<range.upperBound))
            if sign.count > 1, let at = bytes.firstIndex(of: 64) {
                bytes.replaceSubrange(at...at, with: text.bytes(sign))
            }
            return Detection(
                edits: [Edit(range: range, replacement: .bytes(bytes), isIdentity: true)], end: range.upperBound)
        }
        if text[start].hexDigitValue != nil, let found = address(text, at: start) { return found }
        return detector.detect(text, Word(segment: segment, start: word))
    }

    /// The next `@` within reach of a local part.
    private func nextSign(_ text: Span<UInt8>, from start: Int) -> Range<Int>? {
        if let sign, sign.lowerBound >= start { return sign }
        sign = nil
        let from = max(signsSeenTo, start)
        let last = min(start + 72, text.count)
        guard from < last else { return nil }
        sign = EmailAddress.nextAt(text, from: from, before: last)
        signsSeenTo = sign?.upperBound ?? last
        return sign
    }

    private func beginsAddress(_ text: Span<UInt8>, _ position: Int) -> Bool {
        guard position + 1 < text.count, text[position + 1] == UInt8(ascii: ":") else { return false }
        return position == word && (position == 0 || !text[position - 1].isAlphanumeric)
    }

    private func address(_ text: Span<UInt8>, at start: Int) -> Detection? {
        // The words of a run that was looked at are no beginnings.
        guard start >= addressEnd else { return nil }
        let end = AddressRun.end(text, from: start)
        addressEnd = end
        guard end - start >= 2 else { return nil }
        return AddressRun.detect(text, start..<end, rules.pseudonyms)
    }

    /// Makes the changes of a detector, and goes on behind them.
    private func finish(_ text: Span<UInt8>, _ found: Detection) {
        for edit in found.edits { replace(text, edit) }
        let start = position
        position = found.end
        if found.isCut { state = .value }
        if let end = literalEnd(text, over: start..<found.end) {
            // A known secret that begins in what was replaced ends behind it.
            replace(text, Edit(range: found.end..<end, replacement: .bytes(rest(end - found.end))))
            position = end
        }
        word = position
        if let secret = found.secret {
            rules.learned.learn(found: text.bytes(secret))
            let known = rules.learned.matcher
            if known !== matcher {
                matcher = known
                literalStart = min(literalStart, position)
                literalEnd = literalStart
            }
        }
    }

    /// The end of a known secret that begins in `range` and ends behind it.
    private func literalEnd(_ text: Span<UInt8>, over range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while let found = matcher.first(in: text, starts: start..<range.upperBound) {
            if found.upperBound > range.upperBound { return found.upperBound }
            start = found.lowerBound + 1
        }
        return nil
    }

    private func rest(_ count: Int) -> [UInt8] { [UInt8](repeating: Filler.rest, count: count) }
}

// MARK: - What is longer than a piece

extension TextScanner {
    private func skipRun(_ text: Span<UInt8>, _ limit: Int) {
        let stop = min(limit, literalStart)
        while position < stop, text[position].isAlphanumeric { position += 1 }
        word = position
        if position < stop { state = .text }
    }

    private func fillValue(_ text: Span<UInt8>, _ limit: Int) {
        let start = position
        let stop = min(limit, literalStart)
        while position < stop {
            let length = NamedValue.bareLength(text, at: position, isPercentEncoded: false)
            if length == 0 {
                state = .text
                break
            }
            position += length
        }
        word = position
        if position > start {
            replace(text, Edit(range: start..<position, replacement: .bytes(rest(position - start))))
        }
    }

    /// Takes the letters and digits up to `-----END`; line ends, however they are written, stay.
    private func fillPrivateKey(_ text: Span<UInt8>, _ limit: Int) {
        let stop = min(limit, literalStart)
        while position < stop {
            let byte = text[position]
            let start = position
            if byte == UInt8(ascii: "-"), text.hasBytes([45, 45, 45, 45, 45], at: position) {
                state = .text
                word = position
                return
            }
            if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "%") {
                position += TextElement.escapeLength(text, at: position)
            } else if byte == UInt8(ascii: "&") {
                while position < text.count, position - start < 8, text[position] != UInt8(ascii: ";") { position += 1 }
            } else if byte.isAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
                || byte == UInt8(ascii: "=")
            {
                while position < stop, text[position].isAlphanumeric || [43, 47, 61].contains(text[position]) {
                    position += 1
                }
                replace(text, Edit(range: start..<position, replacement: .bytes(rest(position - start))))
            } else {
                position += 1
            }
        }
        word = position
    }
}
