/// Finds runs of Base64 in bytes that come in pieces, and decodes those that hold gzip or text.
///
/// Both alphabets count; escapes of JSON and percent-encoding may stand within a run, and line breaks between its
/// lines. Memory is a few bytes, however long the run.
struct Base64Runs {
    /// What a run turns out to be.
    private enum Verdict {
        /// Too short to tell.
        case open
        /// Its decoded bytes are worth a search.
        case worthwhile
        /// Neither gzip nor text.
        case noise
    }

    /// Where within an escape the last byte stood.
    private enum Escape {
        case none
        case backslash
        case digits(left: Int, value: Int)
    }

    /// How many decoded bytes decide: those of forty characters.
    private static let decisive = 30
    private static let shortestRun = 40
    private static let shortestLine = 64

    private var verdict = Verdict.open
    private var escape = Escape.none
    private var count = 0
    private var group: UInt32 = 0
    private var groupCount = 0
    private var lastFour: UInt32 = 0
    private var isBroken = false
    private var decoded: [UInt8] = []

    /// Takes a piece.
    ///
    /// - Parameters:
    ///   - piece: any bytes.
    ///   - found: gets the decoded bytes of runs worth a search; nil at the end of one.
    mutating func take(_ piece: [UInt8], _ found: ([UInt8]?) -> Void) {
        let table = sextets
        var index = 0
        while index < piece.count {
            if count == 0, case .none = escape {
                // Most runs are words: they are passed by without a look at what they stand for.
                while index < piece.count, table[Int(piece[index])] == 64 { index += 1 }
                var end = index
                while end < piece.count, end - index < Base64Runs.shortestRun, table[Int(piece[end])] < 64 { end += 1 }
                if end == piece.count ? index == end : end - index < Base64Runs.shortestRun && !goesOn(piece, end) {
                    index = end + 1
                    continue
                }
            }
            take(piece[index], found)
            index += 1
        }
        flush(found)
    }

    /// Whether an escape follows that may stand for a character of the alphabet.
    private func goesOn(_ piece: [UInt8], _ index: Int) -> Bool {
        switch piece[index] {
        case UInt8(ascii: "\\"):
            index + 1 == piece.count || piece[index + 1] == UInt8(ascii: "/") || piece[index + 1] == UInt8(ascii: "u")
        case UInt8(ascii: "%"): index + 1 == piece.count || piece[index + 1] == UInt8(ascii: "2")
        default: false
        }
    }

    /// Ends the last run.
    mutating func finish(_ found: ([UInt8]?) -> Void) {
        end(found)
    }

    private mutating func take(_ byte: UInt8, _ found: ([UInt8]?) -> Void) {
        switch escape {
        case .none: break
        case .backslash:
            escape = .none
            switch byte {
            case UInt8(ascii: "/"): return push(byte, found)
            case UInt8(ascii: "u"): escape = .digits(left: 4, value: 0)
            case UInt8(ascii: "n"), UInt8(ascii: "r"): breakLine(found)
            default: end(found)
            }
            return
        case .digits(let left, let value):
            guard let digit = Characters.hexValue(byte) else {
                escape = .none
                end(found)
                return take(byte, found)
            }
            let sum = value << 4 | Int(digit)
            guard left == 1 else {
                escape = .digits(left: left - 1, value: sum)
                return
            }
            escape = .none
            return sum == 0x2B || sum == 0x2F ? push(UInt8(sum), found) : end(found)
        }
        if sextets[Int(byte)] < 64 { return push(byte, found) }
        guard count > 0 else { return }
        switch byte {
        case UInt8(ascii: "\\"): escape = .backslash
        case UInt8(ascii: "%"): escape = .digits(left: 2, value: 0)
        case 0x0A, 0x0D: breakLine(found)
        default: end(found)
        }
    }

    private mutating func push(_ byte: UInt8, _ found: ([UInt8]?) -> Void) {
        isBroken = false
        count += 1
        let sextet = UInt32(sextets[Int(byte)])
        lastFour = lastFour << 8 | UInt32(byte)
        // A path or a name may stand right before the magic of gzip.
        if verdict != .worthwhile, lastFour == gzipStart, count > 4 {
            verdict = .open
            decoded = gzipMagic
            group = 0
            groupCount = 0
            return
        }
        if verdict == .noise { return }
        group = group << 6 | sextet
        groupCount += 1
        guard groupCount == 4 else { return }
        decoded.append(UInt8(truncatingIfNeeded: group >> 16))
        decoded.append(UInt8(truncatingIfNeeded: group >> 8))
        decoded.append(UInt8(truncatingIfNeeded: group))
        groupCount = 0
        group = 0
        if verdict == .open, decoded.count >= Base64Runs.decisive { decide() }
        if decoded.count >= 1 << 14 { flush(found) }
    }

    private mutating func decide() {
        let isText = decoded.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (9...13).contains($0) }
        if decoded.starts(with: gzipMagic) || isText && String(validating: decoded.dropLast(3), as: UTF8.self) != nil {
            verdict = .worthwhile
        } else {
            verdict = .noise
            decoded = []
        }
    }

    private mutating func flush(_ found: ([UInt8]?) -> Void) {
        guard verdict == .worthwhile, !decoded.isEmpty else { return }
        found(decoded)
        decoded.removeAll(keepingCapacity: true)
    }

    /// A line break goes on with a run only where the line before it was long and whole.
    private mutating func breakLine(_ found: ([UInt8]?) -> Void) {
        if isBroken || count >= Base64Runs.shortestLine && groupCount == 0 {
            isBroken = true
        } else {
            end(found)
        }
    }

    private mutating func end(_ found: ([UInt8]?) -> Void) {
        if verdict == .worthwhile {
            if groupCount >= 2 { decoded.append(UInt8(truncatingIfNeeded: group >> UInt32(6 * groupCount - 8))) }
            if groupCount == 3 { decoded.append(UInt8(truncatingIfNeeded: group >> 2)) }
            flush(found)
            found(nil)
        }
        verdict = .open
        escape = .none
        count = 0
        group = 0
        groupCount = 0
        lastFour = 0
        isBroken = false
        if !decoded.isEmpty { decoded.removeAll(keepingCapacity: true) }
    }
}

private let gzipMagic: [UInt8] = [0x1F, 0x8B, 0x08]
/// `H4sI`, the magic of gzip in Base64.
private let gzipStart: UInt32 = 0x4834_7349

/// The value of every byte in either alphabet; 64 for those of neither.
private let sextets: [UInt8] = {
    var table = [UInt8](repeating: 64, count: 256)
    for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
        table[Int(byte)] = UInt8(value)
    }
    table[Int(UInt8(ascii: "-"))] = 62
    table[Int(UInt8(ascii: "_"))] = 63
    return table
}()
