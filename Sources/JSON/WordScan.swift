/// Looks at eight bytes at a time.
///
/// Subtracting n sets the high bit of a byte below n, and `& ~word` leaves out those that had it already (Anderson, "Bit
/// Twiddling Hacks", "Determine if a word has a byte less than n"). Only above a byte that was found can one be found by
/// mistake.
enum WordScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    /// The high bit of each byte: set in no byte of ASCII.
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Whether one of eight bytes is a quotation mark, a backslash or a control character below DEL.
    static func endsPlainText(_ word: UInt64) -> Bool {
        let controls = (word &- ones &* 0x20) & ~word & highBits
        return (found(UInt8(ascii: "\""), in: word) | found(UInt8(ascii: "\\"), in: word) | controls) != 0
    }

    /// Whether one of eight bytes is one that JSON text needs an escape for, DEL, or not ASCII.
    static func needsCare(_ word: UInt64) -> Bool {
        endsPlainText(word) || (found(0x7F, in: word) | (word & highBits)) != 0
    }

    /// The high bit of bytes that are equal to `byte`.
    private static func found(_ byte: UInt8, in word: UInt64) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & highBits
    }
}
