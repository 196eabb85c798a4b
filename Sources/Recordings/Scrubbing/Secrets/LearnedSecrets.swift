import HTTPMessages
import Locking

/// The secrets that are known, and replaced wherever they appear.
final class LearnedSecrets: Sendable {
    fileprivate struct State {
        /// Those that the owner told of: never forgotten.
        var told: [[UInt8]] = []
        /// Those that were found, oldest first.
        var found: [[UInt8]] = []
        var matcher = LiteralMatcher()
    }

    private static let mostFound = 256

    private let state = Locked(State())

    /// Finds all that are known now.
    var matcher: LiteralMatcher { state.withLock { $0.matcher } }

    /// Learns a secret that the owner knows.
    func learn(told secret: [UInt8]) {
        guard secret.count >= LiteralMatcher.shortest else { return }
        state.withLock { state in
            guard !state.told.contains(secret) else { return }
            state.told.append(secret)
            state.rebuild()
        }
    }

    /// Learns a value as it is written in a text, where it is unlikely to be an ordinary word.
    func learn(found written: [UInt8]) {
        let secret = Self.unescaped(written)
        guard Self.isTelling(secret) else { return }
        state.withLock { state in
            guard !state.told.contains(secret), !state.found.contains(secret) else { return }
            state.found.append(secret)
            if state.found.count > Self.mostFound { state.found.removeFirst() }
            state.rebuild()
        }
    }

    /// Whether a value may be replaced everywhere: a word such as `required` would take the text along.
    private static func isTelling(_ secret: [UInt8]) -> Bool {
        guard secret.count >= 12, secret.count <= LiteralMatcher.longest, !secret.starts(with: Filler.mark) else {
            return false
        }
        return secret.contains(where: \.isLetter) && secret.contains { $0.isDigit }
            && !secret.contains { $0 <= 32 || $0 == 127 }
    }

    /// The value without the escapes of JSON, of a URL and of XML.
    private static func unescaped(_ written: [UInt8]) -> [UInt8] {
        let text = written.span
        var out: [UInt8] = []
        var position = 0
        while position < text.count {
            let element = TextElement.read(text, at: position)
            out.append(element.byte)
            position += element.length
        }
        return out
    }
}

extension LearnedSecrets.State {
    fileprivate mutating func rebuild() {
        matcher = LiteralMatcher((told + found).flatMap(Self.spellings))
    }

    /// How a secret may be written.
    private static func spellings(_ secret: [UInt8]) -> Set<[UInt8]> {
        let text = String(decoding: secret, as: UTF8.self)
        let encoded = PercentEncoding.encode(text)
        let slashed = text.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\/")
        return Set(
            [
                text, encoded, lowerEscapes(encoded), slashed, PercentEncoding.encode(encoded),
                PercentEncoding.encode(text, keeping: "/"),
            ].map { Array($0.utf8) }
                + [secret])
    }

    /// Escapes with lower-case digits, as some clients write them.
    private static func lowerEscapes(_ encoded: String) -> String {
        var bytes = Array(encoded.utf8)
        for index in bytes.indices where bytes[index] == UInt8(ascii: "%") && index + 2 < bytes.count {
            bytes[index + 1] = bytes[index + 1].folded
            bytes[index + 2] = bytes[index + 2].folded
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
