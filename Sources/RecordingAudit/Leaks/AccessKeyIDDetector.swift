/// Access key ids: `AKIA`, `ASIA`, `ABIA` or `ACCA` and sixteen upper-case letters or digits.
enum AccessKeyIDDetector: LeakDetector {
    static let firstBytes = [UInt8(ascii: "A")]
    private static let prefixes = ["AKIA", "ASIA", "ABIA", "ACCA"].map { Array($0.utf8) }

    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        guard index + 20 <= bytes.count else { return nil }
        let id = bytes[index..<index + 20]
        guard prefixes.contains(where: { id.starts(with: $0) }), id.allSatisfy(isPart), startsHere(bytes, index),
            index + 20 == bytes.count || !isPart(bytes[index + 20]), !id.isFiller
        else { return nil }
        return LeakMatch(.accessKeyID, at: index, name: String(decoding: id.prefix(4), as: UTF8.self), count: 16)
    }

    private static func isPart(_ byte: UInt8) -> Bool { Characters.isUpper(byte) || Characters.isDigit(byte) }

    /// Whether no longer run of capitals and digits goes on here; the end of `%22` or `\u0022` is none.
    private static func startsHere(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index > 0, isPart(bytes[index - 1]) else { return true }
        if index >= 3, EscapedBytes.read(bytes, at: index - 3)?.count == 3, bytes[index - 3] == UInt8(ascii: "%") {
            return true
        }
        if index >= 5, EscapedBytes.read(bytes, at: index - 5)?.count == 5 { return true }
        return index >= 6 && EscapedBytes.read(bytes, at: index - 6)?.count == 6 && bytes[index - 6] == 92
    }
}
