import AWSOperations
import HTTPMessages
import SigV4

/// Takes the chunk framing off an upload.
///
/// Whatever reads the request afterwards sees the payload as its body, and the trailers among its headers.
enum ChunkedUpload {
    /// The request without framing; itself where it has none.
    ///
    /// - Parameters:
    ///   - request: the request as sent.
    ///   - signing: checks the chunks of a signed body; nil leaves them unchecked.
    /// - Returns: the request without framing.
    /// - Throws: the error that S3 answers.
    static func decode(_ request: HTTPRequest, signing: AWSChunkedBody.Signing?) throws(AWSError) -> HTTPRequest {
        guard let kind = kind(of: request) else { return request }
        let decodedLength = try decodedLength(of: request)
        let body: AWSChunkedBody
        do throws(AWSChunkedError) {
            body = try AWSChunkedBody(
                decoding: request.body, kind: kind, decodedLength: decodedLength, signing: signing)
        } catch {
            throw ChunkedUpload.error(error)
        }
        if let missing = announcedTrailers(of: request).first(where: { body.trailers[$0] == nil }) {
            throw AWSError(
                code: "MalformedTrailerError",
                message: "The request contained trailing data that was not well-formed or did not conform to our "
                    + "published schema: \(missing) was announced and is missing.", httpStatus: 400)
        }
        var decoded = request
        decoded.body = body.payload
        for trailer in body.trailers.fields { decoded.headers.append(trailer.name, trailer.value) }
        decoded.headers["Content-Length"] = String(body.payload.count)
        decoded.headers["Content-Encoding"] = otherCodings(of: request)
        return decoded
    }

    private static func kind(of request: HTTPRequest) -> StreamingPayload? {
        if let hash = request.headers["x-amz-content-sha256"], hash.hasPrefix("STREAMING-") {
            return StreamingPayload(rawValue: hash)
        }
        return codings(of: request).contains("aws-chunked") ? .unsignedTrailer : nil
    }

    private static func codings(of request: HTTPRequest) -> [String] {
        request.headers.values(of: "Content-Encoding").flatMap { $0.split(separator: ",") }
            .map { String($0.trimmingSpaces) }
    }

    /// What is left of `Content-Encoding` without `aws-chunked`: S3 stores no more than that.
    private static func otherCodings(of request: HTTPRequest) -> String? {
        let others = codings(of: request).filter { $0 != "aws-chunked" && !$0.isEmpty }
        return others.isEmpty ? nil : others.joined(separator: ",")
    }

    private static func announcedTrailers(of request: HTTPRequest) -> [String] {
        request.headers.values(of: "x-amz-trailer").flatMap { $0.split(separator: ",") }
            .map { String($0.trimmingSpaces) }.filter { !$0.isEmpty }
    }

    private static func decodedLength(of request: HTTPRequest) throws(AWSError) -> Int? {
        guard let text = request.headers["x-amz-decoded-content-length"] else { return nil }
        guard let length = Int(text), length >= 0 else {
            throw AWSError(
                code: "InvalidArgument", message: "x-amz-decoded-content-length \"\(text)\" is not a length",
                httpStatus: 400, details: ["ArgumentName": "x-amz-decoded-content-length", "ArgumentValue": text])
        }
        return length
    }

    private static func error(_ error: AWSChunkedError) -> AWSError {
        switch error.code {
        case .chunkSignature, .trailerSignature, .missingSignature:
            AWSError(
                code: "SignatureDoesNotMatch",
                message: "The request signature we calculated does not match the signature you provided: \(error)",
                httpStatus: 403)
        case .truncated, .decodedLength:
            AWSError(
                code: "IncompleteBody",
                message: "You did not provide the number of bytes specified by the headers: \(error)", httpStatus: 400)
        case .trailer:
            AWSError(
                code: "MalformedTrailerError",
                message: "The request contained trailing data that was not well-formed: \(error)", httpStatus: 400)
        default:
            AWSError(code: "InvalidRequest", message: String(describing: error), httpStatus: 400)
        }
    }
}
