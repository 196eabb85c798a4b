import HTTPMessages

/// Takes secrets, and identities where asked, out of requests and responses before they reach the disk.
///
/// Both are found by what they look like, by the names before them, and, in the case of secrets, because they are
/// known: told by ``learn(secret:)``, or found before. Replacements of secrets have the length of what they replace.
public final class Scrubber: Sendable {
    /// What is taken out.
    public var policy: ScrubPolicy { rules.policy }

    private let rules: ScrubRules

    /// Creates a scrubber.
    ///
    /// - Parameters:
    ///   - policy: what is taken out.
    ///   - salt: the recording's salt, which makes placeholders for secrets its own.
    ///   - key: the key of the pseudonyms for identities; whoever has it can find out whether a pseudonym stands for a
    ///     name that he guesses.
    ///   - leaving: words that stay as they are, such as the pseudonyms that a recording knows.
    public init(policy: ScrubPolicy, salt: [UInt8], key: [UInt8] = [], leaving: Set<String> = []) {
        rules = ScrubRules(policy: policy, salt: salt, key: key, leaving: leaving)
    }

    /// Tells of a secret, which is replaced wherever it appears from now on, plain or percent-encoded.
    ///
    /// - Parameter secret: a secret access key, a session token; texts of fewer than 8 bytes are ignored, because they
    ///   appear by accident.
    public func learn(secret: String) {
        rules.learned.learn(told: Array(secret.utf8))
    }

    /// The request without what the policy takes out, and the places that were altered.
    public func scrub(_ request: HTTPRequest) -> Scrubbed<HTTPRequest> {
        rules.scrub(request)
    }

    /// The response's headers without what the policy takes out.
    ///
    /// - Parameters:
    ///   - headers: as they came.
    ///   - body: what the body has become; where it was altered, length and checksums are made right again.
    /// - Returns: the headers, and the places that were altered.
    public func scrub(_ headers: HTTPHeaders, body: ScrubbedBody) -> Scrubbed<HTTPHeaders> {
        var result = rules.scrub(headers, of: "response")
        result.places += result.value.correct(for: body).map { "response.headers.\($0)" }
        result.places = Set(result.places + body.places).sorted()
        return result
    }

    /// Begins with a response's body.
    ///
    /// - Parameters:
    ///   - headers: the response's headers, as they came.
    ///   - store: takes what may reach the disk.
    /// - Returns: what takes the body.
    public func body(of headers: HTTPHeaders, into store: any BodyStore) -> BodyScrubber {
        BodyScrubber(rules: rules, headers: headers, place: "response.body", store: store)
    }

    /// The words in a text that the policy `identities` replaces: account and resource ids, names, addresses.
    ///
    /// Of a recording's own text these are its pseudonyms, for a replayer to leave.
    ///
    /// - Parameter text: any text; percent-encoded parts are read decoded, too.
    /// - Returns: each word once, in order.
    public static func words(in text: String) -> [String] {
        let rules = ScrubRules(policy: .identities, salt: [], key: [], leaving: [])
        var words: [String] = []
        var seen: Set<String> = []
        let raw = Array(text.utf8)
        for bytes in [raw, EncodedText(raw).decoded] {
            for edit in TextScanner(rules: rules).edits(in: bytes, includingUnchanged: true) where edit.isIdentity {
                let word = String(decoding: bytes[edit.word ?? edit.range], as: UTF8.self)
                if seen.insert(word).inserted { words.append(word) }
            }
        }
        return words
    }
}

/// Something that was scrubbed.
public struct Scrubbed<Value: Sendable>: Sendable {
    /// What may reach the disk.
    public var value: Value
    /// The places that were altered, such as `request.headers.Authorization`.
    public var places: [String]

    /// Creates it.
    public init(_ value: Value, places: [String] = []) {
        self.value = value
        self.places = places
    }
}
