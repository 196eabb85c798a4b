import AWSClient
import AWSOperations
import CloudTrail
import Gzip
import HTTPTransport

/// Reads one object through the sink's reader.
struct ObjectFetcher<Sink: ObjectSink>: Sendable {
    /// What became of an object.
    enum Outcome: Sendable {
        /// All of it was read; the SHA-256 of its text, where digests are asked.
        case output(Sink.Reader.Output, hash: String?)
        /// It could not be read; others can.
        case problem(TrailProblem)
        /// Nothing more can be read.
        case failure(any Error)
    }

    let client: AWSClient
    let sink: Sink

    /// A text that is not the one that was delivered.
    private struct Altered: Error, CustomStringConvertible {
        let hash: String
        var description: String { "its hash is not the one in the digest; nothing of it was taken (SHA-256 \(hash))" }
    }

    /// What a reader threw, apart from what the transfer threw.
    private struct Refusal: Error {
        var reason: any Error
    }

    /// Reads an object.
    ///
    /// - Parameters:
    ///   - object: where it lies.
    ///   - cover: what digests say of it; one of the hashes in it has to be the hash of its text.
    /// - Returns: what became of it.
    func fetch(_ object: TrailObject, cover: DigestCover? = nil) async -> Outcome {
        do {
            let (output, hash) = try await read(object, cover)
            return .output(output, hash: hash)
        } catch let altered as Altered {
            return .problem(
                TrailProblem(place: object.description, cause: .altered, reason: altered.description))
        } catch let markup as LogFileMarkup {
            return .problem(TrailProblem(place: object.description, cause: .corrupt, reason: markup.description))
        } catch let empty as EmptyLogFile {
            return .problem(TrailProblem(place: object.description, cause: .corrupt, reason: empty.description))
        } catch let refusal as Refusal {
            if refusal.reason is TrailReaderError || refusal.reason is CancellationError {
                return .failure(refusal.reason)
            }
            return .problem(
                TrailProblem(place: object.description, cause: .invalid, reason: String(describing: refusal.reason)))
        } catch {
            return TrailProblem(of: object, error).map { .problem($0) } ?? .failure(error)
        }
    }

    private func read(
        _ object: TrailObject, _ cover: DigestCover?
    ) async throws -> (Sink.Reader.Output, String?) {
        let body = try await client.objectStream(GetObject(bucket: object.bucket, key: object.key))
        defer { body.cancel() }
        var reader = try refusing { try sink.reader(for: object) }
        var hashes: Set<String>?
        if case .hashes(let known) = cover { hashes = known }
        let text = LogFileText(isHashed: cover != nil, pieceBytes: 256 << 10)
        let take = { (piece: [UInt8]) throws in
            try LogFileMarkup.refuse(piece, of: text)
            try refusing { try reader.append(piece) }
        }
        while let chunk = try await body.next() { try text.update(chunk, take) }
        let hash = try text.finish(take)
        try EmptyLogFile.refuse(text)
        if let hashes, !hashes.contains(hash) { throw Altered(hash: hash) }
        return (try refusing { try reader.finish() }, cover == nil ? nil : hash)
    }

    private func refusing<Result>(_ body: () throws -> Result) throws(Refusal) -> Result {
        do {
            return try body()
        } catch {
            throw Refusal(reason: error)
        }
    }
}

extension TrailProblem {
    /// What `error` says of an object; nil where the next object would not fare better.
    init?(of object: TrailObject, _ error: any Error) {
        switch error {
        case let error as GzipError:
            self.init(place: object.description, cause: .corrupt, reason: error.description)
        case let error as AWSError where error.code == "InvalidObjectState":
            self = .archived(object, storageClass: error.details["StorageClass"], requestID: error.requestID)
        case let error as AWSError where !error.endsReading:
            self.init(
                place: object.description, cause: error.httpStatus < 500 ? .refused : .transfer,
                reason: error.description, requestID: error.requestID)
        case let error as TransportError where !error.endsReading:
            self.init(
                place: object.description, cause: error.code == .shortBody ? .corrupt : .transfer,
                reason: error.description)
        case let error as AWSCodingError:
            self.init(place: object.description, cause: .transfer, reason: error.description)
        default: return nil
        }
    }

    static func archived(_ object: TrailObject, storageClass: String?, requestID: String? = nil) -> TrailProblem {
        TrailProblem(
            place: object.description, cause: .archived,
            reason: "archived\(storageClass.map { " (\($0))" } ?? ""); restore it, then read it again",
            requestID: requestID)
    }
}

extension AWSError {
    /// Whether it is about the credentials or the bucket, so that the next request would not fare better.
    var endsReading: Bool {
        switch code {
        case "ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "NoSuchBucket", "RequestTimeTooSkewed",
            "SignatureDoesNotMatch":
            true
        default: false
        }
    }
}

extension TransportError {
    /// Whether nobody answers, so that the next request would not fare better.
    var endsReading: Bool {
        switch code {
        case .connect, .nameResolution, .timedOut, .tls, .proxy, .notHTTP, .unsupported, .cancelled: true
        default: false
        }
    }
}
