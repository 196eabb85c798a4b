/// Passwords in URLs: `scheme://user:password@host`.
enum PasswordDetector: LeakDetector {
    static let firstBytes = Array(":%".utf8)

    static func find(_ bytes: [UInt8], at index: Int) -> LeakMatch? {
        guard index > 0, Characters.isAlphanumeric(bytes[index - 1]) else { return nil }
        let (mark, start) = EscapedBytes.token(bytes, at: index, limit: 3) { [58, 47].contains($0) }
        guard mark == [58, 47, 47] else { return nil }
        let (user, end) = EscapedBytes.token(bytes, at: start, limit: 512) { byte in
            byte > 0x20 && byte < 0x7F && ![34, 35, 39, 47, 60, 62, 63, 64, 92].contains(byte)
        }
        guard EscapedBytes.read(bytes, at: end)?.byte == UInt8(ascii: "@"),
            let colon = user.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let password = user[(colon + 1)...]
        // ${PASSWORD} stands for one that is elsewhere.
        guard !password.isEmpty, !password.isFiller, password.first != UInt8(ascii: "$") else { return nil }
        return LeakMatch(.password, at: start, name: "://<user>:", count: password.count)
    }
}
