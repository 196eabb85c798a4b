import HTTPMessages

/// Takes secrets, and identities where asked, out of requests and responses before they reach the disk.
public final class Scrubber: Sendable {
    /// What is taken out.
    public let policy: ScrubPolicy

    /// Creates a scrubber.
    ///
    /// - Parameters:
    ///   - policy: what is taken out.
    ///   - salt: the recording's salt, which makes placeholders for secrets its own.
    ///   - key: the key of the pseudonyms for identities; whoever has it can find out whether a pseudonym stands for a
    ///     name that he guesses.
    ///   - leaving: words that stay as they are, such as the pseudonyms that a recording knows.
    public init(policy: ScrubPolicy, salt: [UInt8], key: [UInt8] = [], leaving: Set<String> = []) {
        self.policy = policy
    }

    /// Tells a secret that is to be taken out wherever it occurs.
    public func learn(secret: String) {}

    /// The request without what the policy takes out, and the places that were altered.
    public func scrub(_ request: HTTPRequest) -> Scrubbed<HTTPRequest> {
        Scrubbed(request)
    }

    /// The response's headers without what the policy takes out.
    ///
    /// - Parameters:
    ///   - headers: as they came.
    ///   - body: what the body has become; where it was altered, length and checksums are made right again.
    /// - Returns: the headers, and the places that were altered.
    public func scrub(_ headers: HTTPHeaders, body: ScrubbedBody) -> Scrubbed<HTTPHeaders> {
        Scrubbed(headers)
    }

    /// Begins with a response's body.
    ///
    /// - Parameters:
    ///   - headers: the response's headers, as they came.
    ///   - store: takes what may reach the disk.
    /// - Returns: what takes the body.
    public func body(of headers: HTTPHeaders, into store: any BodyStore) -> BodyScrubber {
        BodyScrubber(store: store)
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

/// Where the bytes of a body go while they come.
public protocol BodyStore: AnyObject {
    /// Appends bytes.
    func append(_ bytes: [UInt8]) throws(RecordingError)
    /// Starts over, and returns what was appended so far piece by piece: nil after the last one.
    func restart() throws(RecordingError) -> () throws(RecordingError) -> [UInt8]?
}

/// Scrubs one body while it comes.
public final class BodyScrubber {
    private let store: any BodyStore

    init(store: any BodyStore) {
        self.store = store
    }

    /// Takes the next bytes; what is certainly clean goes to the store, the rest waits.
    public func append(_ bytes: [UInt8]) throws(RecordingError) {
        try store.append(bytes)
    }

    /// Takes the end of the body, and gives the store what waited.
    public func finish() throws(RecordingError) -> ScrubbedBody {
        ScrubbedBody()
    }
}

/// What became of a body.
public struct ScrubbedBody: Sendable, Hashable {
    /// The places that were altered; empty where the body is as it came.
    public var places: [String] = []
    /// The length and checksums of the altered body; nil where it is as it came.
    public var checksums: BodyChecksums?

    /// Creates it.
    public init(places: [String] = [], checksums: BodyChecksums? = nil) {
        self.places = places
        self.checksums = checksums
    }
}

/// The length of a body and what its headers may say of its content.
public struct BodyChecksums: Sendable, Hashable {
    /// The length in bytes.
    public var count: Int64
    /// The MD5.
    public var md5: [UInt8]
    /// The SHA-256.
    public var sha256: [UInt8]
    /// The SHA-1.
    public var sha1: [UInt8]
    /// The CRC-32.
    public var crc32: UInt32
    /// The CRC-32C.
    public var crc32c: UInt32
    /// The CRC-64/NVME.
    public var crc64nvme: UInt64

    /// Creates it.
    public init(
        count: Int64, md5: [UInt8], sha256: [UInt8], sha1: [UInt8], crc32: UInt32, crc32c: UInt32, crc64nvme: UInt64
    ) {
        self.count = count
        self.md5 = md5
        self.sha256 = sha256
        self.sha1 = sha1
        self.crc32 = crc32
        self.crc32c = crc32c
        self.crc64nvme = crc64nvme
    }
}

extension Scrubber {
    /// The words of a text that identities would be.
    static func words(in text: String) -> [String] { [] }
}
