import AWSOperations
import HTTPMessages
import HTTPServer

extension FaultPlan {
    /// What becomes of the answer to the request.
    ///
    /// - Parameter response: the backend's answer, or the error that ``answer()`` threw, encoded.
    /// - Returns: what is sent, and how.
    func outcome(of response: MockResponse) -> MockResponse {
        // Whoever put headers of AWS on a foreign answer since is undone here.
        var response = foreign ?? response
        changeBody(of: &response)
        end(&response)
        response.bytesPerSecond = bytesPerSecond
        response.delay = delay
        return response
    }

    private func changeBody(of response: inout MockResponse) {
        guard !pageChanges.isEmpty || damage != nil, (200..<300).contains(response.status), response.bodyCount > 0,
            var bytes = response.body.bytes()
        else { return }
        if let operation, !pageChanges.isEmpty {
            var page = HTTPResponse(status: response.status, headers: response.headers, body: bytes)
            for change in pageChanges { page = change.applied(to: page, of: operation) }
            bytes = page.body
        }
        if let damage { bytes = BodyDamage.apply(damage, to: bytes) }
        response.setBody(.bytes(bytes))
    }

    private func end(_ response: inout MockResponse) {
        let count = response.bodyCount
        switch ending {
        case .reset(let place):
            response.ending = .reset(afterBytes: place.bytes(of: count).map { min($0, count) })
        case .truncate(let place):
            // At least a byte is missing: else the answer would be whole.
            guard count > 0 else { break }
            response.ending = .short(afterBytes: min(place.bytes(of: count) ?? 0, count - 1))
        case .wrongLength(let delta) where delta < 0:
            response.setBody(response.body.prefix(max(0, count + delta)))
        case .wrongLength(let delta):
            // What is announced too much is there, but the connection ends before it.
            guard let bytes = response.body.bytes() else { break }
            response.setBody(.bytes(bytes + [UInt8](repeating: 0, count: Int(delta))))
            response.ending = .short(afterBytes: count)
        default: break
        }
    }
}

extension FaultEffect.Place {
    /// So many bytes of a body; nil for not even the header.
    fileprivate func bytes(of count: Int64) -> Int64? {
        switch self {
        case .start, .anywhere: nil
        case .bytes(let bytes): bytes
        case .fraction(let fraction): Int64(Double(count) * fraction)
        }
    }
}
