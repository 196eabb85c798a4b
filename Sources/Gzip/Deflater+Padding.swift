extension Deflater {
    /// An empty block that is stored and not the last one (RFC 1951, 3.2.4).
    private static let emptyBlock: [UInt8] = [0x00, 0x00, 0x00, 0xFF, 0xFF]
    private static let headerCount = 10
    private static let nameFlag: UInt8 = 8

    /// Returns a gzip stream of `bytes` that is as long as it was foreseen to be.
    ///
    /// What is left is filled with empty blocks before the first one with data, of five bytes each, and the rest of up to
    /// four bytes with a file name in the header: every reader passes over both.
    ///
    /// - Parameters:
    ///   - bytes: what to deflate.
    ///   - level: from 0, stored, and 1, fast, to 9, small.
    ///   - size: the length of the stream.
    /// - Returns: one member; nil where it would be longer than that.
    public static func gzip(_ bytes: [UInt8], level: Int, size: Int) -> [UInt8]? {
        let member = gzip(bytes, level: level)
        let padding = size - member.count
        guard padding >= 0 else { return nil }
        var padded: [UInt8] = []
        padded.reserveCapacity(size)
        padded += member[..<headerCount]
        let rest = padding % emptyBlock.count
        if rest > 0 {
            padded[3] |= nameFlag
            padded += Array(repeating: UInt8(ascii: "x"), count: rest - 1)
            padded.append(0)
        }
        for _ in 0..<padding / emptyBlock.count { padded += emptyBlock }
        padded += member[headerCount...]
        return padded
    }
}
