import AWSClient
import AWSOperations
import CloudTrail
import Gzip
import HTTPTransport

/// Reads one object through the sink's reader.
struct ObjectFetcher<Sink: ObjectSink>: Sendable {
    /// What became of an object.
    enum Outcome: Sendable {
        /// All of it was read.
        case output(Sink.Reader.Output)
        /// It could not be read; others can.
        case problem(TrailProblem)
        /// Nothing more can be read.
        case failure(any Error)
    }

    let client: AWSClient
    let sink: Sink

    /// What a reader threw, apart from what the transfer threw.
    private struct Refusal: Error {
        var reason: any Error
    }

    func fetch(_ object: TrailObject) async -> Outcome {
        do {
            return .output(try await read(object))
        } catch let refusal as Refusal {
            if refusal.reason is TrailReaderError || refusal.reason is CancellationError {
                return .failure(refusal.reason)
            }
            return .problem(
                TrailProblem(place: object.description, cause: .invalid, reason: String(describing: refusal.reason)))
        } catch {
            return problem(error, object).map { .problem($0) } ?? .failure(error)
        }
    }

    private func read(_ object: TrailObject) async throws -> Sink.Reader.Output {
        let body = try await client.objectStream(GetObject(bucket: object.bucket, key: object.key))
        defer { body.cancel() }
        var reader = try refusing { try sink.reader(for: object) }
        var text = TextOfObject()
        while let chunk = try await body.next() {
            try text.add(chunk)
            while let piece = try text.next() { try refusing { try reader.append(piece) } }
        }
        try text.finish()
        while let piece = try text.next() { try refusing { try reader.append(piece) } }
        return try refusing { try reader.finish() }
    }

    private func refusing<Result>(_ body: () throws -> Result) throws(Refusal) -> Result {
        do {
            return try body()
        } catch {
            throw Refusal(reason: error)
        }
    }

    /// What `error` says of this object; nil where the next object would not fare better.
    private func problem(_ error: any Error, _ object: TrailObject) -> TrailProblem? {
        switch error {
        case let error as GzipError:
            TrailProblem(place: object.description, cause: .corrupt, reason: error.description)
        case let error as TextOfObject.Markup:
            TrailProblem(place: object.description, cause: .corrupt, reason: error.description)
        case let error as AWSError where error.code == "InvalidObjectState":
            .archived(object, storageClass: error.details["StorageClass"], requestID: error.requestID)
        case let error as AWSError where !error.endsReading:
            TrailProblem(
                place: object.description, cause: error.httpStatus < 500 ? .refused : .transfer,
                reason: error.description, requestID: error.requestID)
        case let error as TransportError where !error.endsReading:
            TrailProblem(
                place: object.description, cause: error.code == .shortBody ? .corrupt : .transfer,
                reason: error.description)
        case let error as AWSCodingError:
            TrailProblem(place: object.description, cause: .transfer, reason: error.description)
        default: nil
        }
    }
}

extension TrailProblem {
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
