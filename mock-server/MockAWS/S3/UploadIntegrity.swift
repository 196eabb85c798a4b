import AWSOperations
import Digests
import HTTPMessages

/// Whether a body is the one that the client meant: `Content-MD5` and the `x-amz-checksum-` headers and trailers.
///
/// S3 User Guide, "Checking object integrity in Amazon S3".
enum UploadIntegrity {
    /// Checks a body, and returns the checksum to store with the object.
    ///
    /// - Parameter request: free of chunk framing; trailers stand among its headers.
    /// - Returns: the checksum that was sent; nil where there was none.
    /// - Throws: `InvalidDigest`, `BadDigest` or `InvalidRequest`.
    static func check(_ request: HTTPRequest) throws(AWSError) -> ObjectChecksum? {
        try checkMD5(request)
        let sent = ObjectChecksum.Algorithm.allCases.filter { request.headers[$0.headerName] != nil }
        guard sent.count <= 1 else {
            throw AWSError.invalidRequest(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")
        }
        let announced = request.headers["x-amz-sdk-checksum-algorithm"]?.uppercased()
        guard let algorithm = sent.first, let value = request.headers[algorithm.headerName] else {
            if announced != nil {
                throw AWSError.invalidRequest(
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer "
                        + "headers were found.")
            }
            return nil
        }
        if let announced, announced != algorithm.rawValue {
            throw AWSError.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.")
        }
        guard let given = Base64.decode(value), given.count == algorithm.byteCount else {
            throw AWSError.invalidRequest("Value for \(algorithm.headerName) header is invalid.")
        }
        let actual = algorithm.checksum(request.body)
        guard actual == given else {
            throw AWSError.s3(
                "BadDigest", "The \(algorithm.rawValue) you specified did not match the calculated checksum.",
                status: 400, ["ExpectedDigest": value, "CalculatedDigest": Base64.encode(actual)])
        }
        return ObjectChecksum(algorithm: algorithm, value: value)
    }

    /// Whether the request carries any digest of its body, as DeleteObjects must.
    static func isPresent(_ request: HTTPRequest) -> Bool {
        request.headers["Content-MD5"] != nil
            || ObjectChecksum.Algorithm.allCases.contains { request.headers[$0.headerName] != nil }
    }

    private static func checkMD5(_ request: HTTPRequest) throws(AWSError) {
        guard let value = request.headers["Content-MD5"] else { return }
        guard let given = Base64.decode(value), given.count == 16 else {
            throw AWSError.s3(
                "InvalidDigest", "The Content-MD5 you specified was invalid.", status: 400, ["Content-MD5": value])
        }
        let actual = MD5.hash(request.body)
        guard actual == given else {
            throw AWSError.s3(
                "BadDigest", "The Content-MD5 you specified did not match what we received.", status: 400,
                ["ExpectedDigest": value, "CalculatedDigest": Base64.encode(actual)])
        }
    }
}
