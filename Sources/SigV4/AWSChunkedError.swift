/// A body in the `aws-chunked` coding that cannot be decoded, or whose signatures are wrong.
public struct AWSChunkedError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: Sendable, Hashable {
        /// The body ends within a chunk or before its trailers end.
        case truncated
        /// A chunk does not begin with a hexadecimal size, or its size is not followed by a line end.
        case chunkHeader
        /// A chunk is not followed by a line end.
        case chunkEnd
        /// A trailer that is not `name:value`, or one where none may be.
        case trailer
        /// Bytes follow the end.
        case trailingBytes
        /// A chunk or the trailers carry no signature.
        case missingSignature
        /// A chunk's signature is another than its bytes give.
        case chunkSignature
        /// The trailers' signature is another than they give.
        case trailerSignature
        /// The decoded length is another than `x-amz-decoded-content-length` says.
        case decodedLength
    }

    /// What is wrong.
    public var code: Code
    /// Where, in bytes from the start of the body.
    public var byteOffset: Int
    /// The number of the chunk, from 0; the last, empty one counts.
    public var chunk: Int

    /// One line.
    public var description: String {
        let what =
            switch code {
            case .truncated: "the body ends too early"
            case .chunkHeader: "a chunk begins with no size in hexadecimal digits and a line end"
            case .chunkEnd: "a chunk is not followed by a line end"
            case .trailer: "a trailer is not of the form name:value, or none is allowed here"
            case .trailingBytes: "bytes follow the end of the body"
            case .missingSignature: "a signature is missing"
            case .chunkSignature: "the signature of the chunk does not match its bytes"
            case .trailerSignature: "the signature of the trailers does not match them"
            case .decodedLength: "the decoded length is not that of x-amz-decoded-content-length"
            }
        return "aws-chunked body: \(what) (chunk \(chunk), byte \(byteOffset))"
    }
}
