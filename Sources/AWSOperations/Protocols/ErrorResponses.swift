import HTTPMessages
import Timestamps

extension AWSError {
    /// What status and headers tell of an error, before its body is read: the status is the code.
    init(headersOf response: HTTPResponse) {
        let text = response.status == 200 ? "InternalError" : String(response.status)
        self.init(code: text, message: reasonPhrases[response.status] ?? "", httpStatus: response.status)
        requestID = response.headers["x-amzn-RequestId"] ?? response.headers["x-amz-request-id"]
        retryAfter = response.headers.retryAfter
        if let value = response.headers[AWSError.queryErrorKey] { details[AWSError.queryErrorKey] = value }
        if let region = response.headers["x-amz-bucket-region"] { details[AWSError.bucketRegionKey] = region }
    }

    /// Takes code, message and further members from an `<Error>` element.
    mutating func read(_ element: XMLElement) {
        for child in element.children {
            let text = child.text.trimmingWhiteSpace()
            switch child.name {
            case "Code": if !text.isEmpty { code = text }
            case "Message", "message": message = text
            case "RequestId", "RequestID": if !text.isEmpty { requestID = text }
            case "HostId", "Type": break
            default: if child.children.isEmpty { details[child.name] = text }
            }
        }
    }

    /// Reads the body as XML, or tells what came instead.
    mutating func readingDocument(_ body: [UInt8], _ read: (inout AWSError, XMLElement) -> Void) {
        guard !body.isEmpty else { return }
        do throws(AWSCodingError) {
            read(&self, try XMLElement(parsing: body))
        } catch {
            if error.code == .html { message = [message, "an HTML page came as answer"].joinedParts }
        }
    }
}

extension XMLWriter {
    /// Adds an error's code, message and details, except those that go out as headers, if at all: the region of a bucket
    /// is S3's alone.
    mutating func parts(of error: AWSError) {
        element("Code", error.code)
        element("Message", error.message)
        for (name, value) in error.details.sorted(by: { $0.key < $1.key })
        where name != AWSError.queryErrorKey && name != AWSError.bucketRegionKey {
            element(name, value)
        }
    }
}

extension HTTPHeaders {
    /// What `Retry-After` asks for, up to a day: seconds, or a time, which counts from the server's own `Date`.
    ///
    /// RFC 9110, section 10.2.3.
    fileprivate var retryAfter: Duration? {
        guard let text = self["Retry-After"] else { return nil }
        var seconds = Int64(text)
        if let time = Timestamp(httpDate: text), let date = self["Date"].flatMap({ Timestamp(httpDate: $0) }) {
            seconds = max(0, time.seconds - date.seconds)
        }
        return seconds.flatMap { (0...86_400).contains($0) ? .seconds($0) : nil }
    }
}

extension [String] {
    /// The parts that are not empty, as one sentence.
    fileprivate var joinedParts: String { filter { !$0.isEmpty }.joined(separator: "; ") }
}

private let reasonPhrases: [Int: String] = [
    301: "Moved Permanently", 304: "Not Modified", 307: "Temporary Redirect", 400: "Bad Request", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 412: "Precondition Failed",
    416: "Range Not Satisfiable", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout",
]
