import HTTPMessages

enum AWSJSON {
    static func encodeRequest(_ input: AWSValue, _ operation: WireOperation) throws(AWSCodingError) -> HTTPRequest {
        throw AWSCodingError(.unencodable, reason: "")
    }
    static func decodeRequest(_ request: HTTPRequest, _ operation: WireOperation) throws(AWSCodingError) -> AWSValue {
        throw AWSCodingError(.unencodable, reason: "")
    }
    static func encodeResponse(_ output: AWSValue, _ operation: WireOperation, requestID: String) throws(AWSCodingError)
        -> HTTPResponse
    { throw AWSCodingError(.unencodable, reason: "") }
    static func decodeResponse(_ response: HTTPResponse, _ operation: WireOperation) throws(AWSCodingError) -> AWSValue
    { throw AWSCodingError(.unencodable, reason: "") }
    static func encodeError(_ error: AWSError, _ service: ServiceTraits, requestID: String) -> HTTPResponse {
        HTTPResponse(status: error.httpStatus)
    }
    static func decodeError(_ response: HTTPResponse) -> AWSError { AWSError(code: "", message: "") }
    static func isErrorDocument(_ body: [UInt8]) -> Bool { false }
}
