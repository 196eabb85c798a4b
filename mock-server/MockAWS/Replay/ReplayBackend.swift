import AWSOperations
import HTTPMessages
import HTTPServer
import Recordings

/// Answers from a recording: status, headers and body as they were recorded.
struct ReplayBackend: Sendable {
    let replayer: Replayer

    /// The answer to a request, as it came.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - consuming: whether the client will get the answer whole.
    ///   - requestID: the id that the error of a miss bears.
    /// - Returns: the answer; for a miss the error that the service would write.
    func answer(_ request: HTTPRequest, consuming: Bool = true, requestID: String) -> MockResponse {
        switch replayer.answer(to: request, consuming: consuming) {
        case .answer(let answer): return response(answer)
        case .miss(let miss):
            let service = RequestIdentity(request).service.flatMap { AWSService(rawValue: $0) } ?? .s3
            let error = miss.error
            var response = MockResponse(
                error.httpResponse(for: service, requestID: requestID), errorCode: error.code)
            response.miss = miss
            return response
        }
    }

    private func response(_ answer: ReplayAnswer) -> MockResponse {
        var response = MockResponse(status: answer.status, headers: answer.headers, body: body(answer))
        response.headersAreExact = true
        response.ending =
            switch answer.end {
            case .complete: .complete
            case .reset: .reset(afterBytes: answer.count)
            case .short: .short(afterBytes: answer.count)
            }
        return response
    }

    private func body(_ answer: ReplayAnswer) -> MockResponse.Body {
        switch answer.body {
        case .none: return .bytes([])
        case .text(let text):
            let bytes = Array(text.utf8)
            return .slice(
                bytes, answer.range.map { Int($0.lowerBound)..<Int($0.upperBound) } ?? 0..<bytes.count)
        case .file(let file):
            return .file(
                path: replayer.recording.path(of: file), offset: answer.range?.lowerBound ?? 0, count: answer.count)
        }
    }
}
