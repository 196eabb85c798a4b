import Digests
import HTTPMessages
import Timestamps

/// A body in the coding `aws-chunked`, decoded.
///
/// ```
/// 10000;chunk-signature=…64 digits…\r\n      size in hexadecimal digits
/// …65,536 bytes…\r\n
/// 0;chunk-signature=…\r\n                     the last chunk is empty
/// x-amz-checksum-crc32c:sOO8/Q==\r\n          trailers, where the kind has them
/// x-amz-trailer-signature:…\r\n
/// \r\n
/// ```
///
/// Amazon S3 API Reference, "Signature Calculations for the Authorization Header: Transferring Payload in Multiple
/// Chunks (Chunked Upload)" and "… Including trailing headers (Chunked uploads)".
public struct AWSChunkedBody: Sendable, Hashable {
    /// The bytes of all chunks.
    public var payload: [UInt8]
    /// The trailers in order, without the signature.
    public var trailers: HTTPHeaders
    /// The number of chunks, the last, empty one included.
    public var chunkCount: Int

    /// What chunk signatures are made with: the key, and the signature of the request that seeds the chain.
    public struct Signing: Sendable, Hashable {
        let key: [UInt8]
        let date: Timestamp
        let scope: SigningScope
        let seed: String

        /// Creates it from the claims of a request whose own signature is verified.
        public init(claims: SignatureClaims, secretAccessKey: String) {
            key = SigV4Signer.signingKey(secretAccessKey: secretAccessKey, scope: claims.scope)
            date = claims.date
            scope = claims.scope
            seed = claims.signature
        }

        /// The signature of a chunk that follows one with signature `previous`.
        func chunkSignature(_ chunk: some Collection<UInt8>, after previous: String) -> String {
            let empty = SHA256.hash([]).hexString
            return sign("AWS4-HMAC-SHA256-PAYLOAD", [previous, empty, SHA256.hash(Array(chunk)).hexString])
        }

        /// The signature of the trailers that follow a last chunk with signature `previous`.
        func trailerSignature(_ trailers: HTTPHeaders, after previous: String) -> String {
            let text = trailers.fields.map { "\($0.name.lowercased()):\($0.value)\n" }.joined()
            return sign("AWS4-HMAC-SHA256-TRAILER", [previous, SHA256.hash(text).hexString])
        }

        private func sign(_ algorithm: String, _ rest: [String]) -> String {
            let text = ([algorithm, date.iso8601Basic, scope.text] + rest).joined(separator: "\n")
            return SigV4Signer.signature(stringToSign: text, signingKey: key)
        }
    }

    /// Decodes a body.
    ///
    /// - Parameters:
    ///   - bytes: the whole body as sent.
    ///   - kind: what `x-amz-content-sha256` says.
    ///   - decodedLength: what `x-amz-decoded-content-length` says; checked where it is given.
    ///   - signing: checks every signature of a signed kind; nil leaves them unchecked.
    /// - Throws: ``AWSChunkedError``
    public init(
        decoding bytes: [UInt8], kind: StreamingPayload, decodedLength: Int? = nil, signing: Signing? = nil
    ) throws(AWSChunkedError) {
        var decoder = AWSChunkedDecoder(bytes: bytes, kind: kind, signing: kind.isSigned ? signing : nil)
        try decoder.run()
        payload = decoder.payload
        trailers = decoder.trailers
        chunkCount = decoder.chunk + 1
        if let decodedLength, decodedLength != payload.count {
            throw AWSChunkedError(code: .decodedLength, byteOffset: bytes.count, chunk: decoder.chunk)
        }
    }
}
