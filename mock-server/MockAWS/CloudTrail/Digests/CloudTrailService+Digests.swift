import AWSOperations
import Gzip
import JSON
import Locking
import Timestamps
import TrafficSynthesis

/// Digests of the log files that were delivered.
extension CloudTrailService {
    /// Makes the digests that are due, hour by hour.
    ///
    /// A trail whose logging was stopped makes the last one, of what it delivered before.
    ///
    /// - Returns: what was done, or why it failed.
    func digest(_ request: TrailDigestRequest, _ context: MockContext) throws(AWSError) -> JSONValue {
        var trail = try trail(request.trail.name, context)
        guard trail.settings.logFileValidationEnabled == true else {
            throw AWSError.trail(
                "Conflict", "The trail \(trail.name) makes no digests: EnableLogFileValidation is off.")
        }
        var places = Set([TrailDigestBook.Place(account: trail.account, region: trail.region)])
        let book = state.withLock { $0.digests[trail.arn] } ?? TrailDigestBook()
        places.formUnion(book.chains.keys)
        if request.recordAccount != nil || request.recordRegion != nil {
            places.insert(try place(of: trail, account: request.recordAccount, region: request.recordRegion))
            places = places.filter {
                $0.account == request.recordAccount ?? $0.account && $0.region == request.recordRegion ?? $0.region
            }
        }
        if !trail.isLogging {
            places = places.filter { book.chains[$0]?.waiting.isEmpty == false }
            guard !places.isEmpty else {
                throw AWSError.trail(
                    "Conflict", "The trail \(trail.name) does not log, and nothing waits for a digest.")
            }
        }

        var made: [JSONValue] = []
        for place in places.sorted() {
            made += try digests(of: &trail, at: place, until: request.end, context)
            if trail.digestError != nil { break }
        }
        let outcome = trail
        state.withLock { state in
            state.trails[outcome.arn]?.digested = outcome.digested
            state.trails[outcome.arn]?.digestError = outcome.digestError
        }
        return [
            "bucket": .string(trail.bucket), "digests": .array(made),
            "deliveryError": trail.digestError.map { .string($0) } ?? .null,
        ]
    }

    /// Has the next digests of a trail begin new chains.
    func breakChains(of trail: TrailState) {
        state.withLock { $0.digests[trail.arn]?.breakChains() }
    }

    /// Makes the digests of one chain.
    private func digests(
        of trail: inout TrailState, at place: TrailDigestBook.Place, until wanted: Timestamp?, _ context: MockContext
    ) throws(AWSError) -> [JSONValue] {
        let arn = trail.arn
        var chain = state.withLock { $0.digests[arn, default: TrailDigestBook()].take(place) }
        defer {
            let rest = chain
            state.withLock { $0.digests[arn, default: TrailDigestBook()].put(rest, at: place) }
        }
        // Whoever asks twice within a second gets two digests.
        let end = wanted ?? max(Timestamp(seconds: context.now.seconds), chain.end?.adding(seconds: 1) ?? context.now)
        if let before = chain.end, end <= before {
            throw AWSError.trail(
                "Conflict", "The end \(end.iso8601) is not after that of the last digest, \(before.iso8601).")
        }
        guard let windows = chain.windows(until: Timestamp(seconds: end.seconds)) else {
            throw AWSError.trail(
                "Conflict",
                "More than \(TrailDigestChain.windowLimit) hours lie between the last digest and \(end.iso8601).")
        }
        var made: [JSONValue] = []
        for window in windows {
            let files = chain.waiting.filter { $0.delivered <= window.upperBound }
            let document = TrailDigestDocument(
                account: place.account, window: window, bucket: trail.bucket,
                key: trail.keys.digestKey(
                    account: place.account, region: place.region, end: window.upperBound, trail: trail.name,
                    home: trail.region),
                previous: chain.last, files: files)
            do throws(AWSError) {
                chain.last = try write(document, of: trail, context)
            } catch {
                trail.digestError = error.code
                return made
            }
            chain.waiting.removeAll { $0.delivered <= window.upperBound }
            chain.end = window.upperBound
            trail.digested = window.upperBound
            trail.digestError = nil
            made.append([
                "key": .string(document.key), "account": .string(place.account), "region": .string(place.region),
                "start": .string(window.lowerBound.iso8601), "end": .string(window.upperBound.iso8601),
                "logFiles": .integer(Int64(files.count)), "isFirst": .boolean(document.previous == nil),
            ])
        }
        return made
    }

    private func write(
        _ document: TrailDigestDocument, of trail: TrailState, _ context: MockContext
    ) throws(AWSError) -> SignedDigest {
        guard permissions.allowBucket(trail) || !permissions.bucketExists(trail.bucket) else {
            throw AWSError.s3("AccessDenied", "Access Denied", status: 403)
        }
        let content = document.content
        guard let made = document.signed(content) else {
            throw AWSError.trail("InternalFailure", "The digest could not be signed.")
        }
        try permissions.buckets.deliver(
            Deflater.gzip(content), as: document.key, in: document.bucket, at: document.window.upperBound,
            metadata: ["signature": made.signature, "signature-algorithm": "SHA256withRSA"], context)
        return made
    }
}
