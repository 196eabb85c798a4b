/// A gzip stream that cannot be inflated, and where.
public struct GzipError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: Sendable, Hashable {
        /// The stream does not begin with the magic bytes `1f 8b`.
        case notGzip
        /// The compression method is not deflate.
        case unsupportedMethod
        /// Reserved bits of the header's flags are set (RFC 1952 section 2.3.1.2 wants an error).
        case reservedFlags
        /// The checksum of the header (FHCRC) is wrong.
        case headerChecksum
        /// The compressed data are no deflate stream.
        case corruptData
        /// The CRC-32 of the inflated bytes is not the one in the trailer.
        case checksum
        /// The length of the inflated bytes is not the one in the trailer.
        case length
        /// The stream ends within a member.
        case truncated
        /// Something else than zeros or another member follows a member.
        case trailingGarbage
        /// There are more inflated bytes than the caller allows.
        case tooLarge
    }

    /// What is wrong.
    public var code: Code
    /// Where: compressed bytes from the start of the stream, as far as was read when it was seen.
    public var byteOffset: Int
    /// The number of the member, from 0.
    public var member: Int

    /// Creates an error.
    public init(code: Code, byteOffset: Int, member: Int) {
        self.code = code
        self.byteOffset = byteOffset
        self.member = member
    }

    /// One line.
    public var description: String {
        let what =
            switch code {
            case .notGzip: "this is not gzip: it does not begin with 1f 8b"
            case .unsupportedMethod: "the compression method is not deflate"
            case .reservedFlags: "reserved flags of the header are set"
            case .headerChecksum: "the checksum of the header is wrong"
            case .corruptData: "the compressed data are corrupt"
            case .checksum: "the CRC-32 of the inflated bytes is wrong"
            case .length: "the length of the inflated bytes is wrong"
            case .truncated: "the stream ends too early"
            case .trailingGarbage: "something else than gzip follows the end"
            case .tooLarge: "there are more inflated bytes than allowed"
            }
        return "gzip: \(what) (member \(member), byte \(byteOffset))"
    }
}
