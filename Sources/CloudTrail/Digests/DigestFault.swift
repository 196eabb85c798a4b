/// What is wrong with a digest.
public enum DigestFault: Sendable, Hashable, CustomStringConvertible {
    /// A newer digest names it, and it is not there.
    case notFound
    /// A newer digest names it in a bucket of which no digest was given, or outside of where they were looked for.
    ///
    /// It may well be there.
    case inAnotherBucket
    /// It is no digest: why.
    case format(String)
    /// Nobody read it, as an archived one: why.
    case unread(String)
    /// It says itself that it was delivered elsewhere.
    case moved(from: TrailObject)
    /// There is no public key of this fingerprint; why, where it could not be asked for.
    case keyNotFound(fingerprint: String, reason: String? = nil)
    /// The public key of this fingerprint cannot be read.
    case keyUnreadable(fingerprint: String)
    /// The signature is of an algorithm that CloudTrail does not use.
    case algorithm(String)
    /// Its object has no signature, and there is no newer digest that holds it.
    case unsigned
    /// The signature is not of this content.
    case signature
    /// A newer digest, itself valid, has another hash or another signature of it.
    case nextDisagrees
    /// It was given twice, with different contents.
    case twoContents

    /// The wording of `aws cloudtrail validate-logs`, where that knows the fault.
    public var description: String {
        switch self {
        case .notFound: "not found"
        case .inAnotherBucket: "not found: it lies in another bucket, which was not read"
        case .format(let reason): "invalid format (\(reason))"
        case .unread(let reason): "not checked (\(reason))"
        case .moved: "has been moved from its original location"
        case .keyNotFound(let fingerprint, let reason):
            "public key not found for fingerprint \(fingerprint)" + (reason.map { " (\($0))" } ?? "")
        case .keyUnreadable(let fingerprint): "unable to load PKCS #1 key with fingerprint \(fingerprint)"
        case .algorithm(let name): "signature algorithm \(name) is not \(DigestSignature.algorithmName)"
        case .unsigned: "signature is missing"
        case .signature: "signature verification failed"
        case .nextDisagrees: "hash value doesn't match the next digest's"
        case .twoContents: "two different contents were found"
        }
    }

    /// Whether what the digest says of the one before it is still worth following: nobody contradicts it.
    var leavesLinks: Bool {
        switch self {
        case .keyNotFound, .keyUnreadable, .algorithm, .unsigned: true
        default: false
        }
    }
}

/// What is wrong with a log file.
public enum LogFileFault: Sendable, Hashable, CustomStringConvertible {
    /// It is not there.
    case notFound
    /// Its content is another: its hash.
    case hash(String)
    /// It cannot be inflated: why.
    case format(String)
    /// Its hash is of an algorithm that CloudTrail does not use.
    case algorithm(String)
    /// Nobody read it: why.
    case unread(String)
    /// Only digests that are not valid themselves vouch for it.
    case unsigned
    /// No digest names it, though digests cover its time.
    case unlisted

    /// The wording of `aws cloudtrail validate-logs`, where that knows the fault.
    public var description: String {
        switch self {
        case .notFound: "not found"
        case .hash: "hash value doesn't match"
        case .format(let reason): "invalid format (\(reason))"
        case .algorithm(let name): "hash algorithm \(name) is not SHA-256"
        case .unread(let reason): "not checked (\(reason))"
        case .unsigned: "only invalid digests name it"
        case .unlisted: "no digest names it"
        }
    }
}

/// What became of reading a log file that a digest names.
public enum LogFileState: Sendable, Hashable {
    /// It was read to its end: the SHA-256 of its inflated content, hexadecimal; see ``LogFileText``.
    case hash(String)
    /// It is not there.
    case missing
    /// It cannot be inflated: why.
    case unreadable(String)
    /// It was not read, as an archived one: why.
    case unread(String)
}
