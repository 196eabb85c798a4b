import AWSClient
import AWSOperations
import CloudTrail
import Gzip
import Timestamps

/// A digest as its object is.
struct FetchedDigest: Sendable {
    /// What was in the object.
    enum Content: Sendable {
        case digest(CloudTrailDigest)
        /// It is no digest: why.
        case unreadable(String)
        /// It was not read: why.
        case unread(String)
        /// It is longer than what may be read beside others.
        case long
    }

    let place: TrailObject
    var content: Content
    let signature: DigestSignature?
    /// When a backfill digest was made, by its metadata.
    let generated: Timestamp?

    init(place: TrailObject, content: Content, metadata: [String: String] = [:]) {
        self.place = place
        self.content = content
        signature = DigestSignature(metadata: metadata.map { ($0.key, $0.value) })
        generated = metadata.first { $0.key.lowercased() == "backfill-generation-timestamp" }
            .flatMap { Timestamp(iso8601: $0.value) }
    }

    var digest: CloudTrailDigest? {
        if case .digest(let digest) = content { digest } else { nil }
    }

    func add(to chain: inout DigestChain) {
        switch content {
        case .digest(let digest): chain.add(digest, at: place, signature: signature)
        case .unreadable(let reason): chain.add(unreadable: place, reason: reason)
        case .unread(let reason): chain.add(unread: place, reason: reason)
        case .long: break  // It was read once more.
        }
    }
}

/// Reads digests, several at the same time.
struct DigestFetcher: Sendable {
    let client: AWSClient
    let workers: Int
    /// The longest digest to read beside others, inflated; longer ones are read one at a time.
    var mostBytesAtOnce = 2 << 20

    /// Reads the digests that are there, in the given order, and learns their keys.
    ///
    /// - Throws: what keeps all of them from being read.
    func fetch(_ places: [TrailObject], keyring: DigestKeyring) async throws -> [FetchedDigest] {
        var found: [Int: FetchedDigest] = [:]
        var long: [Int] = []
        try await inParallel(places.indices, workers: workers) { index in
            try await fetch(places[index], mostBytes: mostBytesAtOnce)
        } each: { index, digest in
            if case .long? = digest?.content { long.append(index) } else { found[index] = digest }
        }
        for index in long.sorted() {
            found[index] = try await fetch(places[index], mostBytes: CloudTrailDigest.mostBytes)
        }
        let digests = places.indices.compactMap { found[$0] }
        for digest in digests { try await keyring.learn(digest) }
        return digests
    }

    /// Reads a digest; nil where it is not there.
    private func fetch(_ place: TrailObject, mostBytes: Int) async throws -> FetchedDigest? {
        do {
            let body = try await client.objectStream(GetObject(bucket: place.bucket, key: place.key))
            defer { body.cancel() }
            let metadata = body.output.metadata ?? [:]
            do {
                var content: [UInt8] = []
                let text = LogFileText(isHashed: false)
                let take = { (piece: [UInt8]) throws in
                    guard content.count + piece.count <= mostBytes else { throw TooLong(bytes: mostBytes) }
                    content += piece
                }
                while let chunk = try await body.next() { try text.update(chunk, take) }
                _ = try text.finish(take)
                return FetchedDigest(
                    place: place, content: .digest(try CloudTrailDigest(parsing: content)), metadata: metadata)
            } catch is TooLong where mostBytes < CloudTrailDigest.mostBytes {
                return FetchedDigest(place: place, content: .long)
            } catch let error where error is GzipError || error is TrailFormatError || error is TooLong {
                return FetchedDigest(place: place, content: .unreadable("\(error)"), metadata: metadata)
            }
        } catch let error as AWSError where error.code == "NoSuchKey" {
            return nil
        } catch {
            guard let problem = TrailProblem(of: place, error) else { throw error }
            return FetchedDigest(place: place, content: .unread(problem.reason))
        }
    }

    private struct TooLong: Error, CustomStringConvertible {
        let bytes: Int
        var description: String { "longer than \(bytes) bytes" }
    }
}

/// Does something with each element, at most `workers` at the same time, and hands the results over one by one.
///
/// - Throws: what `body` or `each` throws first.
func inParallel<Element: Sendable, Result: Sendable>(
    _ elements: some Sequence<Element>, workers: Int, _ body: @escaping @Sendable (Element) async throws -> Result,
    each: (Element, Result) throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: (Element, Result).self) { group in
        var running = 0
        for element in elements {
            if running >= workers, let (done, result) = try await group.next() {
                running -= 1
                try each(done, result)
            }
            group.addTask { (element, try await body(element)) }
            running += 1
        }
        while let (done, result) = try await group.next() { try each(done, result) }
    }
}
