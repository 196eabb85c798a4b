import AWSOperations
import Digests
import HTTPMessages
import SigV4
import Testing

@testable import MockAWS

@Suite struct S3UploadTests {
    private static let body = Array("hello world".utf8)

    private func put(_ headers: HTTPHeaders, body: [UInt8] = S3UploadTests.body) throws -> (
        HTTPResponse, InProcessClient
    ) {
        let client = InProcessClient()
        _ = try client.send(CreateBucket(bucket: "bkt"))
        var request = HTTPRequest(method: "PUT", path: "/bkt/k", headers: headers, body: body)
        request.headers["Content-Length"] = String(body.count)
        return (client.respond(to: request), client)
    }

    @Test(arguments: ObjectChecksum.Algorithm.allCases)
    func rightChecksumIsKept(algorithm: ObjectChecksum.Algorithm) throws {
        let value = Base64.encode(algorithm.checksum(Self.body))
        let (response, client) = try put([algorithm.headerName: value])
        #expect(response.status == 200)
        #expect(response.headers[algorithm.headerName] == value)
        let plain = try client.response(GetObject(bucket: "bkt", key: "k"))
        #expect(plain.headers[algorithm.headerName] == nil)
        let asked = try client.response(GetObject(bucket: "bkt", key: "k", checksumMode: "ENABLED"))
        #expect(asked.headers[algorithm.headerName] == value)
        let part = try client.response(GetObject(bucket: "bkt", key: "k", range: "bytes=0-1", checksumMode: "ENABLED"))
        #expect(part.headers[algorithm.headerName] == nil)
        #expect(
            try client.send(ListObjectsV2(bucket: "bkt")).contents?.first?.checksumAlgorithm == [algorithm.rawValue])
    }

    @Test(arguments: ObjectChecksum.Algorithm.allCases)
    func wrongChecksumIsRefused(algorithm: ObjectChecksum.Algorithm) throws {
        let wrong = Base64.encode([UInt8](repeating: 0, count: algorithm.byteCount))
        let (response, client) = try put([algorithm.headerName: wrong])
        #expect(PutObject.error(from: response).code == "BadDigest")
        #expect(try client.response(HeadObject(bucket: "bkt", key: "k")).status == 404)
        let (short, _) = try put([algorithm.headerName: "AAA="])
        #expect(PutObject.error(from: short).code == "InvalidRequest")
    }

    @Test(
        arguments: [
            (["Content-MD5": "XrY7u+Ae7tCTyyK7j1rNww=="], nil),
            (["Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA=="], "BadDigest"),
            (["Content-MD5": "no"], "InvalidDigest"),
            (
                ["x-amz-checksum-crc32": "DUoRhQ==", "x-amz-checksum-sha1": "Kq5sNclPz7QV2+lfQIuc6R7oRu0="],
                "InvalidRequest"
            ),
            (["x-amz-sdk-checksum-algorithm": "CRC32"], "InvalidRequest"),
            (["x-amz-sdk-checksum-algorithm": "SHA1", "x-amz-checksum-crc32": "DUoRhQ=="], "InvalidRequest"),
            (["x-amz-sdk-checksum-algorithm": "CRC32", "x-amz-checksum-crc32": "DUoRhQ=="], nil),
        ] as [(HTTPHeaders, String?)])
    func digests(headers: HTTPHeaders, code: String?) throws {
        let (response, _) = try put(headers)
        #expect((response.status == 200 ? nil : PutObject.error(from: response).code) == code)
    }

    private static let chunked: HTTPHeaders = [
        "Content-Encoding": "gzip, aws-chunked", "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length": "11", "x-amz-trailer": "x-amz-checksum-crc32",
    ]

    @Test func chunksAndTrailersAreTakenApart() throws {
        let text = "6\r\nhello \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n"
        let (response, client) = try put(Self.chunked, body: Array(text.utf8))
        #expect(response.status == 200)
        #expect(response.headers["x-amz-checksum-crc32"] == "DUoRhQ==")
        let got = try client.send(GetObject(bucket: "bkt", key: "k"))
        #expect(got.body == Self.body)
        #expect(got.contentEncoding == "gzip")
    }

    @Test(arguments: [
        ("b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "BadDigest"),
        ("b\r\nhello world\r\n0\r\n\r\n", "MalformedTrailerError"),
        ("a\r\nhello worl\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n", "IncompleteBody"),
        ("b\r\nhello wor", "IncompleteBody"), ("zz\r\nhello", "InvalidRequest"), ("", "IncompleteBody"),
    ])
    func brokenChunks(text: String, code: String) throws {
        let (response, _) = try put(Self.chunked, body: Array(text.utf8))
        #expect(PutObject.error(from: response).code == code)
    }

    @Test func everyCutOfAChunkedBodyIsAnErrorNotATrap() throws {
        let text = Array("6\r\nhello \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n".utf8)
        for length in 0..<text.count {
            let (response, _) = try put(Self.chunked, body: Array(text.prefix(length)))
            #expect(response.status == 400, "\(length)")
        }
    }
}
