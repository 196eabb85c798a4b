import HTTPMessages

/// Headers that differ from one answer to the next without meaning anything.
enum VolatileHeaders {
    private static let fixed: [String: String] = [
        "date": "Thu, 01 Jan 1970 00:00:00 GMT", "x-amz-request-id": "0000000000000000",
        "x-amz-id-2": "0000000000000000", "x-amzn-requestid": "00000000-0000-0000-0000-000000000000",
        "x-amzn-trace-id": "Root=0-00000000-000000000000000000000000",
    ]

    /// The headers with fixed values in the place of the volatile ones.
    static func fix(_ headers: HTTPHeaders) -> HTTPHeaders {
        HTTPHeaders(
            headers.fields.map { field in
                HTTPHeaders.Field(name: field.name, value: fixed[field.name.lowercased()] ?? field.value)
            })
    }
}
