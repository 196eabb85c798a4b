extension SeededRandom {
    /// The sixteen letters and digits at the end of a log file's name.
    package mutating func suffix() -> String {
        String(
            decoding: letters(16, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"), as: UTF8.self)
    }

    /// Letters of an alphabet.
    mutating func letters(_ count: Int, of alphabet: StaticString) -> [UInt8] {
        let alphabet = Array(alphabet.description.utf8)
        return (0..<count).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] }
    }
}
