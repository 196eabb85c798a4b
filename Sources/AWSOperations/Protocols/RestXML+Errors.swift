import Digests
import HTTPMessages

extension RestXML {
    /// Writes `<Error>` without a namespace, as S3 does; no body for 304.
    static func encodeError(_ error: AWSError, _ service: ServiceTraits, requestID: String) -> HTTPResponse {
        let hostID = Base64.encode(Array(requestID.utf8))
        var headers: HTTPHeaders = ["x-amz-request-id": requestID, "x-amz-id-2": hostID]
        headers.append(error.details, error.retryAfter)
        if let region = error.details[AWSError.bucketRegionKey] { headers.append("x-amz-bucket-region", region) }
        guard error.httpStatus != 304 else { return HTTPResponse(status: 304, headers: headers) }
        headers.append("Content-Type", "application/xml")
        var xml = XMLWriter()
        xml.begin("Error")
        xml.parts(of: error)
        xml.element("RequestId", requestID)
        xml.element("HostId", hostID)
        xml.end("Error")
        return HTTPResponse(status: error.httpStatus, headers: headers, body: xml.bytes)
    }

    /// Reads S3's `<Error>`, or `<ErrorResponse><Error>` of other services with this protocol.
    static func decodeError(_ response: HTTPResponse) -> AWSError {
        var error = AWSQuery.decodeError(response)
        // An error that comes with 200 is one of the server's: S3 User Guide, "Error responses".
        if response.status == 200 { error.httpStatus = 500 }
        return error
    }

    /// Whether a body is an `<Error>` document.
    static func isErrorDocument(_ body: [UInt8]) -> Bool {
        // A look at the beginning spares parsing every listing twice.
        guard body.prefix(512).containsErrorTag, let root = try? XMLElement(parsing: body) else { return false }
        return root.name == "Error"
    }
}

extension ArraySlice<UInt8> {
    fileprivate var containsErrorTag: Bool {
        let tag = Array("<Error".utf8)
        guard count >= tag.count else { return false }
        return indices.dropLast(tag.count - 1).contains { self[$0...].starts(with: tag) }
    }
}
