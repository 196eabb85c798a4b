import Glibc

/// How random a text looks.
enum Entropy {
    /// Whether there are letters of both cases, or letters and digits: a word is no key.
    static func hasMixedClasses(_ bytes: [UInt8]) -> Bool {
        let classes = [
            bytes.contains(where: Characters.isUpper), bytes.contains(where: Characters.isLower),
            bytes.contains(where: Characters.isDigit),
        ]
        let isHash = bytes.allSatisfy { Characters.hexValue($0) != nil }
        return classes.count { $0 } >= 2 && !isHash
    }

    /// Whether forty bytes look like a secret access key, and not like a path, a hash or a name in camel case.
    ///
    /// Random Base64 changes its class at about 25 of the 39 seams, names made of words at 10 to 14.
    static func looksRandom(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(where: Characters.isUpper), bytes.contains(where: Characters.isLower),
            bytes.contains(where: Characters.isDigit)
        else { return false }
        let changes = zip(bytes, bytes.dropFirst()).count { characterClass($0) != characterClass($1) }
        return changes >= 16 && longestRunOfDigits(bytes) < 8 && bitsPerByte(bytes) >= 4.2
    }

    private static func characterClass(_ byte: UInt8) -> Int {
        if Characters.isUpper(byte) { return 0 }
        if Characters.isLower(byte) { return 1 }
        return Characters.isDigit(byte) ? 2 : 3
    }

    private static func longestRunOfDigits(_ bytes: [UInt8]) -> Int {
        var longest = 0
        var run = 0
        for byte in bytes {
            run = Characters.isDigit(byte) ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    private static func bitsPerByte(_ bytes: [UInt8]) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        return counts.lazy.filter { $0 > 0 }.reduce(0.0) { sum, count in
            let share = Double(count) / Double(bytes.count)
            return sum - share * log2(share)
        }
    }
}
