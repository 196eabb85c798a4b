/// One thing that is wrong with a recording: something damaged, or something that should not have been recorded.
public struct AuditFinding: Sendable, Hashable, CustomStringConvertible {
    /// What was found.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// `recording.json` is missing or cannot be read, or its counts and digest are not those of the exchanges.
        case manifest
        /// The recorder did not come to its end, so that nothing vouches for the exchanges.
        case unfinished
        /// A line of `exchanges.jsonl` is no exchange.
        case line
        /// The last line breaks off.
        case tornLine = "torn line"
        /// Two exchanges have the same number.
        case sequence
        /// A body's file is missing, or is not what its line says.
        case body
        /// A file of the bodies belongs to no exchange.
        case orphan
        /// A header says another length or another checksum than the body has.
        case header
        /// The key of the pseudonyms is about to be published with the recording.
        case scrubKey = "scrub key"
        /// An access key id.
        case accessKeyID = "access key id"
        /// A secret access key, or another key of its kind.
        case secretKey = "secret key"
        /// A session token, or another token that lets its bearer in.
        case token
        /// A signature.
        case signature
        /// The value of a cookie.
        case cookie
        /// Credentials in an `Authorization` header.
        case authorization
        /// A private key in PEM.
        case privateKey = "private key"
        /// A password in a URL.
        case password
        /// Something from the list of what must not occur.
        case known

        /// Whether a secret or an identity was found, and not damage.
        public var isLeak: Bool {
            switch self {
            case .manifest, .unfinished, .line, .tornLine, .sequence, .body, .orphan, .header: false
            case .scrubKey, .accessKeyID, .secretKey, .token, .signature, .cookie, .authorization, .privateKey,
                .password, .known:
                true
            }
        }
    }

    /// What was found.
    public var kind: Kind
    /// The file, below the recording's folder.
    public var file: String
    /// The number of the exchange, where it is known.
    public var sequence: Int?
    /// Where in the exchange or the file, such as `response.body (gzip)`.
    public var place: String
    /// The byte within the place.
    public var offset: Int64?
    /// What is wrong; a secret is told by its name and length, never by its bytes.
    public var detail: String

    /// Creates a finding.
    public init(
        _ kind: Kind, file: String, sequence: Int? = nil, place: String = "", offset: Int64? = nil, detail: String
    ) {
        self.kind = kind
        self.file = file
        self.sequence = sequence
        self.place = place
        self.offset = offset
        self.detail = detail
    }

    /// One line: the file, the exchange, the place, the kind and what is wrong.
    public var description: String {
        var parts = [file]
        if let sequence { parts.append("exchange \(sequence)") }
        let byte = offset.map { "byte \($0)" }
        let place = [place.isEmpty ? nil : place, byte].compactMap { $0 }.joined(separator: ", ")
        if !place.isEmpty { parts.append(place) }
        return (parts + [kind.rawValue, detail]).joined(separator: ": ")
    }
}
