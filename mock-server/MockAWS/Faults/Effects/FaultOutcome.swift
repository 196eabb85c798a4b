import AWSOperations
import HTTPMessages

/// How an answer ends on the wire.
enum FaultEnding: Sendable, Hashable {
    /// Whole.
    case complete
    /// With a reset after so many bytes of the body; before the header for nil.
    case reset(afterBytes: Int64?)
    /// The connection closes after so many bytes of the body, which is announced whole.
    case short(afterBytes: Int64)
}

/// An answer with what faults made of it, and how it is to be sent.
struct FaultOutcome: Sendable {
    var response: MockResponse
    var ending = FaultEnding.complete
    /// The pace of the body; nil for no limit.
    var bytesPerSecond: Int?
    /// How long to wait before the answer.
    var delay = Duration.zero
}

extension FaultPlan {
    /// What becomes of the answer to the request.
    ///
    /// - Parameter response: the backend's answer, or the error that ``answer()`` threw, encoded.
    /// - Returns: what is sent, and how.
    func outcome(of response: MockResponse) -> FaultOutcome {
        var outcome = FaultOutcome(response: response, bytesPerSecond: bytesPerSecond, delay: delay)
        // Whoever put headers of AWS on a foreign answer since is undone here.
        if let foreign { outcome.response = foreign }
        changeBody(of: &outcome.response)
        end(&outcome)
        return outcome
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
        response.body = .bytes(bytes)
    }

    private func end(_ outcome: inout FaultOutcome) {
        let count = outcome.response.bodyCount
        switch ending {
        case .reset(let place):
            outcome.ending = .reset(afterBytes: place.bytes(of: count).map { min($0, count) })
        case .truncate(let place):
            // At least a byte is missing: else the answer would be whole.
            guard count > 0 else { break }
            outcome.ending = .short(afterBytes: min(place.bytes(of: count) ?? 0, count - 1))
        case .wrongLength(let delta) where delta < 0:
            outcome.response.body = outcome.response.body.prefix(max(0, count + delta))
        case .wrongLength(let delta):
            // What is announced too much is there, but the connection ends before it.
            guard let bytes = outcome.response.body.bytes() else { break }
            outcome.response.body = .bytes(bytes + [UInt8](repeating: 0, count: Int(delta)))
            outcome.ending = .short(afterBytes: count)
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
