/// What digests say of a log file.
enum DigestCover: Sendable, Hashable {
    /// Valid digests name it, with these hashes of its text; one, but for a forgery.
    case hashes(Set<String>)
    /// Only digests that are not valid themselves name it.
    case unsigned
    /// No digest names it, though digests cover its time, or should by now.
    case unlisted
    /// No digest covers its time yet, or did then.
    case notCovered
}
