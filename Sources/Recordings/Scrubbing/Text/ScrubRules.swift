/// What is looked for, and what stands for it.
final class ScrubRules: Sendable {
    let policy: ScrubPolicy
    let salt: [UInt8]
    let pseudonyms: Pseudonyms
    let learned = LearnedSecrets()

    init(policy: ScrubPolicy, salt: [UInt8], key: [UInt8], leaving: Set<String>) {
        self.policy = policy
        self.salt = salt
        pseudonyms = Pseudonyms(key: key, leaving: leaving)
    }

    var takesIdentities: Bool { policy == .identities }

    /// The changes to a text that is there as a whole.
    func edits(in bytes: [UInt8]) -> [Edit] {
        policy == .off ? [] : TextScanner(rules: self).edits(in: bytes)
    }
}

extension [Edit] {
    /// The bytes with the changes made.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var position = 0
        for edit in self {
            out += bytes[position..<edit.range.lowerBound]
            out += edit.bytes(count: edit.range.count)
            position = edit.range.upperBound
        }
        return out + bytes[position...]
    }
}
