/// How a gzip stream is told from others.
public enum GzipMagic {
    /// The first two bytes of every member (RFC 1952 section 2.3.1).
    public static let bytes: [UInt8] = [0x1f, 0x8b]

    /// Returns whether `start`, the first bytes of a stream, can be those of gzip.
    public static func matches(_ start: some Collection<UInt8>) -> Bool {
        start.starts(with: bytes)
    }
}
