import Digests
import HTTPMessages
import SigV4
import Testing
import Timestamps

/// The worked examples of the S3 API Reference for chunked uploads: 65 KiB of `a` in chunks of 64 KiB.
@Suite struct AWSChunkedBodyTests {
    private static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    private static let first = [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)
    private static let second = [UInt8](repeating: UInt8(ascii: "a"), count: 1024)

    /// "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks".
    private static let signatures = [
        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
    ]
    /// The same page, "Including trailing headers".
    private static let trailerSignatures = [
        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
        "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435",
    ]

    private func request(_ kind: StreamingPayload) -> (HTTPRequest, SignatureTrace) {
        var headers: HTTPHeaders = [
            "Host": "s3.amazonaws.com", "x-amz-storage-class": "REDUCED_REDUNDANCY",
            "Content-Encoding": "aws-chunked", "x-amz-decoded-content-length": "66560",
        ]
        if kind.hasTrailers {
            headers["x-amz-trailer"] = "x-amz-checksum-crc32c"
        } else {
            headers["Content-Length"] = "66824"
        }
        var request = HTTPRequest(method: "PUT", path: "/examplebucket/chunkObject.txt", headers: headers)
        let trace = SigV4Signer.sign(
            &request,
            credentials: SigningCredentials(
                accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: AWSChunkedBodyTests.secret),
            region: "us-east-1", service: "s3", date: Timestamp(seconds: 1_369_353_600), payload: .streaming(kind))
        return (request, trace)
    }

    private func body(_ signatures: [String], trailer: String = "") -> [UInt8] {
        var bytes = Array("10000;chunk-signature=\(signatures[0])\r\n".utf8) + AWSChunkedBodyTests.first
        bytes += Array("\r\n400;chunk-signature=\(signatures[1])\r\n".utf8) + AWSChunkedBodyTests.second
        return bytes + Array("\r\n0;chunk-signature=\(signatures[2])\r\n\(trailer)\r\n".utf8)
    }

    private func signing(_ request: HTTPRequest) throws -> AWSChunkedBody.Signing {
        let claims = try #require(try SigV4Verifier.parse(request))
        return AWSChunkedBody.Signing(claims: claims, secretAccessKey: AWSChunkedBodyTests.secret)
    }

    @Test func signedChunksOfTheDocumentationAreDecoded() throws {
        let (request, trace) = request(.signed)
        #expect(trace.signature == "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")
        let decoded = try AWSChunkedBody(
            decoding: body(AWSChunkedBodyTests.signatures), kind: .signed, decodedLength: 66_560,
            signing: try signing(request))
        #expect(decoded.payload == AWSChunkedBodyTests.first + AWSChunkedBodyTests.second)
        #expect(decoded.trailers.fields.isEmpty)
        #expect(decoded.chunkCount == 3)
    }

    @Test func signedTrailersOfTheDocumentationAreDecoded() throws {
        let (request, trace) = request(.signedTrailer)
        #expect(trace.signature == "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e")
        let trailer =
            "x-amz-checksum-crc32c:sOO8/Q==\r\n"
            + "x-amz-trailer-signature:\(AWSChunkedBodyTests.trailerSignatures[3])\r\n"
        let decoded = try AWSChunkedBody(
            decoding: body(AWSChunkedBodyTests.trailerSignatures, trailer: trailer), kind: .signedTrailer,
            signing: try signing(request))
        #expect(decoded.trailers == ["x-amz-checksum-crc32c": "sOO8/Q=="])
        #expect(Base64.encode(CRC32C.checksum(decoded.payload).bigEndianBytes) == "sOO8/Q==")

        for (name, wrong) in [("value", trailer.replacing("sOO8", with: "sOO9")), ("none", "")] {
            let bytes = body(AWSChunkedBodyTests.trailerSignatures, trailer: wrong)
            let signing = try signing(request)
            let error = #expect(throws: AWSChunkedError.self) {
                _ = try AWSChunkedBody(decoding: bytes, kind: .signedTrailer, signing: signing)
            }
            #expect(error?.code == (name == "none" ? .missingSignature : .trailerSignature))
        }
    }

    @Test func aChangedChunkIsFound() throws {
        let signing = try signing(request(.signed).0)
        for (position, chunk) in [(100, 0), (65_536 + 300, 1)] {
            var bytes = body(AWSChunkedBodyTests.signatures)
            bytes[position] ^= 1
            let error = #expect(throws: AWSChunkedError.self) {
                _ = try AWSChunkedBody(decoding: bytes, kind: .signed, signing: signing)
            }
            #expect(error?.code == .chunkSignature)
            #expect(error?.chunk == chunk)
            #expect(try AWSChunkedBody(decoding: bytes, kind: .signed).payload.count == 66_560)
        }
    }

    /// Recorded from botocore.
    @Test func unsignedChunksWithATrailerAreDecoded() throws {
        let bytes = Array("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n".utf8)
        let decoded = try AWSChunkedBody(decoding: bytes, kind: .unsignedTrailer, decodedLength: 5)
        #expect(decoded.payload == Array("hello".utf8))
        #expect(decoded.trailers == ["x-amz-checksum-crc32": "NhCmhg=="])
        for cut in 0..<bytes.count {
            let error = #expect(throws: AWSChunkedError.self) {
                _ = try AWSChunkedBody(decoding: Array(bytes[..<cut]), kind: .unsignedTrailer)
            }
            #expect(error?.code == .truncated, "cut at \(cut)")
        }
    }

    @Test func anEmptyBodyIsOneChunk() throws {
        let decoded = try AWSChunkedBody(decoding: Array("0\r\n\r\n".utf8), kind: .unsignedTrailer, decodedLength: 0)
        #expect(decoded.payload.isEmpty)
        #expect(decoded.chunkCount == 1)
    }

    static let malformed: [(String, StreamingPayload, AWSChunkedError.Code)] = [
        ("", .unsignedTrailer, .truncated),
        ("x\r\n", .unsignedTrailer, .chunkHeader),
        ("\r\n", .unsignedTrailer, .chunkHeader),
        ("+5\r\nhello\r\n0\r\n\r\n", .unsignedTrailer, .chunkHeader),
        ("-1\r\n", .unsignedTrailer, .chunkHeader),
        ("ffffffffffffffffff\r\n", .unsignedTrailer, .chunkHeader),
        ("7fffffffffffffff\r\n", .unsignedTrailer, .truncated),
        ("5\nhello\r\n0\r\n\r\n", .unsignedTrailer, .chunkHeader),
        ("5\r\nhello0\r\n\r\n", .unsignedTrailer, .chunkEnd),
        ("0\r\nno colon\r\n\r\n", .unsignedTrailer, .trailer),
        ("0\r\n:v\r\n\r\n", .unsignedTrailer, .trailer),
        ("0\r\n\r\nmore", .unsignedTrailer, .trailingBytes),
        ("0\r\n\r\n", .signed, .missingSignature),
        ("0;other=1\r\n\r\n", .signed, .missingSignature),
        ("0;chunk-signature=0\r\na:b\r\n\r\n", .signed, .trailer),
        ("0;chunk-signature=0\r\na:b\r\n\r\n", .signedTrailer, .missingSignature),
        ("1\r\na\r\n0\r\n\r\n", .unsignedTrailer, .decodedLength),
        ("a\r\n0123456789\r\n0\r\n\r\n", .unsignedTrailer, .decodedLength),
    ]

    @Test(arguments: malformed)
    func whatIsWrongIsNamed(_ text: String, _ kind: StreamingPayload, _ code: AWSChunkedError.Code) {
        let error = #expect(throws: AWSChunkedError.self) {
            _ = try AWSChunkedBody(decoding: Array(text.utf8), kind: kind, decodedLength: 9)
        }
        #expect(error?.code == code)
        #expect(error?.description.hasPrefix("aws-chunked body: ") == true)
    }
}
