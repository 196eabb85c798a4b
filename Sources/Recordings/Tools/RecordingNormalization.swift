import HTTPMessages

/// A recording in the one form that makes two of them comparable by `git diff`.
public enum RecordingNormalization {
    /// Rewrites a recording: exchanges numbered from 1 in the order of the requests, bodies named after them, members
    /// in their order, counts and digest computed again.
    ///
    /// The new form takes the place of the old one at the end, at once.
    ///
    /// - Parameters:
    ///   - recording: the recording.
    ///   - fixesVolatile: whether `Date` and request ids of responses get fixed values.
    /// - Returns: how many exchanges there are.
    /// - Throws: ``RecordingError``; the recording is unchanged then.
    public static func normalize(_ recording: Recording, fixesVolatile: Bool = false) throws(RecordingError) -> Int {
        let rewrite = try FolderRewrite(recording)
        for (index, old) in recording.exchanges.enumerated() {
            var exchange = old
            exchange.sequence = index + 1
            if fixesVolatile { exchange.response.headers = VolatileHeaders.fix(exchange.response.headers) }
            exchange.request.body = try take(
                exchange.request.body, exchange, isRequest: true, exchange.request.headers, rewrite)
            exchange.response.body = try take(
                exchange.response.body, exchange, isRequest: false, exchange.response.headers, rewrite)
            try rewrite.append(exchange)
        }
        try rewrite.commit(recording.manifest)
        return recording.exchanges.count
    }

    private static func take(
        _ body: RecordedBody, _ exchange: RecordedExchange, isRequest: Bool, _ headers: HTTPHeaders,
        _ rewrite: FolderRewrite
    ) throws(RecordingError) -> RecordedBody {
        guard case .file(let file) = body else { return body }
        let path = BodyFileName.path(
            sequence: exchange.sequence, isRequest: isRequest, identity: exchange.identity,
            contentType: headers["Content-Type"])
        return .file(try rewrite.take(file, as: path))
    }
}
