import Glibc
import HTTPMessages
import Timestamps

/// What libmicrohttpd is told about the header of an answer, and about where its body ends.
struct ResponseHead {
    /// Where the body ends, and so what libmicrohttpd adds to the header.
    enum Framing: Equatable {
        /// After so many bytes; libmicrohttpd writes `Content-Length` as the last field.
        case length(UInt64)
        /// With the last chunk; libmicrohttpd writes `Transfer-Encoding` where the fields have none.
        case chunked
        /// With the connection, whatever the fields say; libmicrohttpd adds nothing but `Connection: close`.
        case untilClose
    }

    private(set) var framing: Framing
    private(set) var fields: [HTTPHeaders.Field]
    /// Whether the connection is closed after the answer.
    private(set) var closes: Bool
    /// Whether the answer has no body, whatever the header says.
    let isBodiless: Bool

    init(_ response: HTTPServerResponse, method: String) {
        isBodiless = method == "HEAD" || [204, 304].contains(response.status) || response.status < 200
        fields = response.headers.fields.filter(ResponseHead.isSendable)
        framing = .untilClose
        closes = false
        if response.headersAreExact {
            frameExactly(response)
        } else {
            frame(response)
        }
        if framing == .untilClose { closes = true }
    }

    /// Frames the body ourselves.
    private mutating func frame(_ response: HTTPServerResponse) {
        fields.removeAll { $0.isNamed("Content-Length") || $0.isNamed("Transfer-Encoding") }
        if !fields.contains(where: { $0.isNamed("Date") }) {
            let date = Timestamp(seconds: Int64(time(nil))).httpDate
            fields.insert(HTTPHeaders.Field(name: "Date", value: date), at: 0)
        }
        guard let count = response.body.count else {
            // libmicrohttpd 0.9.75 sends the last chunk to HEAD, too.
            framing = isBodiless ? .untilClose : .chunked
            return
        }
        framing = .length(UInt64(count))
        if case .reset(let bytes?) = response.ending, bytes >= count, !isBodiless {
            // libmicrohttpd must not think that it is done when the last byte has gone.
            fields.append(HTTPHeaders.Field(name: "Content-Length", value: String(count)))
            framing = .untilClose
        }
    }

    /// Frames the body as the fields say, and lets libmicrohttpd add none.
    private mutating func frameExactly(_ response: HTTPServerResponse) {
        closes = fields.contains { field in
            field.isNamed("Connection")
                && field.value.split(separator: ",").contains { $0.trimmingSpaces.equalsIgnoringASCIICase("close") }
        }
        fields.removeAll { $0.isNamed("Connection") || $0.isNamed("Keep-Alive") }
        let isChunked = fields.contains { $0.isNamed("Transfer-Encoding") }
        if isChunked {
            framing = isBodiless ? .untilClose : .chunked
        } else if response.status == 204 {
            framing = .length(0)
        } else if let length = lengthInLastField, isBodiless || response.body.count.map(UInt64.init) == length,
            response.ending == .complete
        {
            fields.removeLast()
            framing = .length(length)
        }
    }

    /// The length, where libmicrohttpd would write the field at the same place with the same spelling.
    private var lengthInLastField: UInt64? {
        guard let last = fields.last, last.name == "Content-Length", let length = UInt64(last.value),
            // The largest number means to libmicrohttpd that nobody knows it.
            length < .max, String(length) == last.value, fields.filter({ $0.isNamed("Content-Length") }).count == 1
        else { return nil }
        return length
    }

    /// A line break in a value would forge a header, and a zero would cut it.
    private static func isSendable(_ field: HTTPHeaders.Field) -> Bool {
        !field.value.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0 }
    }
}

extension HTTPHeaders.Field {
    fileprivate func isNamed(_ name: String) -> Bool {
        self.name.equalsIgnoringASCIICase(name)
    }
}
