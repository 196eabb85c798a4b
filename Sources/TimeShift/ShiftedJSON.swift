import Timestamps

/// JSON text, such as CloudTrail's, whose ISO 8601 times are moved; every other byte stays.
///
/// A time is `2026-03-04T05:06:07Z` anywhere within a string, also with a fraction of the second, or with an offset such
/// as `+00:00` in place of the `Z`, and not in the midst of a word. Numbers, dates without a time, and times without a
/// zone stay. The text keeps its length; moved back by the opposite delta it is what it was.
public struct ShiftedJSON: Sendable {
    /// Where the fraction of a second has to end, counted from the begin of the time.
    private static let longest = 40
    /// More bytes than a time has, with an offset and the byte behind it.
    private static let window = 48
    private static let shortest = 20

    /// How many times were moved so far.
    public private(set) var movedTimes = 0

    private let delta: ShiftDelta
    private var pending: [UInt8] = []
    /// Whether the byte before `pending` is part of a word.
    private var followsWord = false

    /// Creates a mover.
    public init(by delta: ShiftDelta) {
        self.delta = delta
    }

    /// Moves the times of a whole text.
    public static func shift(_ bytes: [UInt8], by delta: ShiftDelta) -> [UInt8] {
        var shifted = ShiftedJSON(by: delta)
        return shifted.append(bytes) + shifted.finish()
    }

    /// Takes text and gives what is certain of it.
    ///
    /// - Parameter chunk: what follows the bytes given before; it may end anywhere.
    /// - Returns: moved text, which may be nothing yet.
    public mutating func append(_ chunk: [UInt8]) -> [UInt8] {
        pending += chunk
        return take(upTo: pending.count - ShiftedJSON.window)
    }

    /// Ends the text: gives what is left.
    public mutating func finish() -> [UInt8] {
        take(upTo: pending.count)
    }

    /// Gives the bytes before `limit`, and the rest of a time that begins there.
    private mutating func take(upTo limit: Int) -> [UInt8] {
        guard limit > 0 else { return [] }
        var output = pending
        var offset = 0
        while offset < limit {
            if !followsWord, let count = ShiftedJSON.time(&output, offset, by: delta) {
                offset += count
                movedTimes += 1
                followsWord = true
            } else {
                followsWord = ShiftedJSON.isWord(output[offset])
                offset += 1
            }
        }
        pending = Array(pending[offset...])
        output.removeSubrange(offset...)
        return output
    }

    /// Moves the time that stands at `offset`, and returns its length; nil where there is none.
    private static func time(_ bytes: inout [UInt8], _ offset: Int, by delta: ShiftDelta) -> Int? {
        guard offset + shortest <= bytes.count, bytes[offset + 4] == UInt8(ascii: "-"),
            bytes[offset + 10] == UInt8(ascii: "T")
        else { return nil }
        var end = offset + 19
        if bytes[end] == UInt8(ascii: ".") {
            end += 1
            while end < bytes.count, end < offset + longest, (48...57).contains(bytes[end]) { end += 1 }
        }
        guard end < bytes.count, end < offset + longest else { return nil }
        end += bytes[end] == UInt8(ascii: "Z") ? 1 : 6
        guard end <= bytes.count, end == bytes.count || !isWord(bytes[end]),
            let text = String(validating: bytes[offset..<end], as: UTF8.self), Timestamp(iso8601: text) != nil,
            // With the offset as it is written, local time is moved.
            let local = Timestamp(iso8601: text.prefix(19) + "Z")
        else { return nil }
        let moved = local.shifted(by: delta)
        guard (1...9999).contains(CivilTime(moved).year) else { return nil }
        bytes.replaceSubrange(offset..<offset + 16, with: moved.iso8601.utf8.prefix(16))
        return end - offset
    }

    /// Whether a byte continues a word or a number.
    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
