import AWSClient
import AWSOperations
import Digests
import FlowLogs
import Gzip
import HTTPTransport

/// The flow log objects of a bucket, one part each.
struct BucketSource: BatchSource {
    let client: AWSClient
    let walk: BucketWalk

    func list(_ found: @Sendable (FlowLogObject) async throws -> Void) async throws {
        try await walk.objects(found)
    }

    func read(
        _ object: FlowLogObject, _ deliver: @Sendable (FlowRecordBatch?, FlowLogCounters) async throws -> Void
    ) async throws {
        guard object.key.fileFormat != .parquet else { throw object.isParquet }
        var progress = PartProgress(parser: FlowLogParser())
        var held = HeldBatches(isVerified: true)
        var offset = 0
        do {
            try await transfer(object, &progress, &held, &offset, deliver)
        } catch {
            let damage = error as? GzipError
            // A wrong bit can also make a stream seem to go on behind its end.
            if let damage, damage.code != .trailingGarbage, damage.code != .truncated || held.isAltered {
                // Nobody knows which of the records are true.
                _ = progress.parser.finish(isCutOff: true)
                var (dropped, counted) = held.drop()
                let rest = progress.takeCounted()
                dropped += rest.records
                counted.bytes += rest.bytes
                counted.compressedBytes += rest.compressedBytes
                try await deliver(nil, counted)
                throw object.problem(error, byteOffset: offset, droppedRecords: dropped)
            }
            // What came before the end is delivered, a last line that was cut off left out.
            for batch in progress.parser.finish(isCutOff: damage?.code != .trailingGarbage) {
                try await held.add(batch, progress.takeCounted(), deliver)
            }
            try await held.release(deliver)
            try await deliver(nil, progress.takeCounted())
            throw object.problem(error, byteOffset: offset)
        }
        for batch in progress.parser.finish() { try await held.add(batch, progress.takeCounted(), deliver) }
        try await held.release(deliver)
        try await deliver(nil, progress.takeCounted())
    }

    /// Takes the body chunk by chunk; `offset` says how far it came.
    private func transfer(
        _ object: FlowLogObject, _ progress: inout PartProgress, _ held: inout HeldBatches, _ offset: inout Int,
        _ deliver: @Sendable (FlowRecordBatch?, FlowLogCounters) async throws -> Void
    ) async throws {
        let body = try await client.objectStream(GetObject(bucket: object.bucket, key: object.key.key))
        var decoder: ObjectDecoder?
        var start: [UInt8] = []
        while true {
            let chunk = try await body.next()
            if let chunk {
                offset += chunk.count
                progress.compressedBytes += chunk.count
            }
            if decoder == nil {
                start += chunk ?? []
                if chunk != nil, start.count < ObjectForm.magicBytes { continue }
                let form = ObjectForm(start)
                guard form != .parquet else { throw object.isParquet }
                guard form != .markup else { throw object.isMarkup }
                held = HeldBatches(isVerified: form == .gzip, md5: body.output.md5)
                held.note(received: start)
                decoder = ObjectDecoder(form)
                decoder?.add(start)
            } else if let chunk {
                held.note(received: chunk)
                decoder?.add(chunk)
            }
            while let batches = try decoder?.next(&progress.parser) {
                for batch in batches { try await held.add(batch, progress.takeCounted(), deliver) }
            }
            if chunk == nil { break }
        }
        try decoder?.finish()
    }
}

extension GetObject.Output {
    /// The MD5 of the whole object, where the ETag is one: Amazon S3 API Reference, "Object", ETag.
    fileprivate var md5: [UInt8]? {
        guard serverSideEncryption?.hasPrefix("aws:kms") != true, sseCustomerAlgorithm == nil,
            let digits = etag?.filter({ $0 != "\"" }), digits.utf8.count == 32
        else { return nil }
        return [UInt8](hex: digits)
    }
}

extension FlowLogObject {
    var isParquet: ReadProblem {
        ReadProblem(
            place: place, cause: .parquet,
            reason: "this is a Parquet file, which this version cannot read yet; only text flow logs are read")
    }

    var isMarkup: ReadProblem {
        ReadProblem(
            place: place, cause: .corrupt,
            reason:
                "an HTML or XML page came in place of a flow log; check the object, and what stands between here and S3"
        )
    }

    private func leftOut(_ records: Int) -> String {
        records == 0 ? "" : "; \(records) records that came before were left out, because they may be wrong"
    }

    /// What `error` says of this object; itself where it says that AWS cannot be reached or refuses the credentials.
    func problem(_ error: any Error, byteOffset: Int, droppedRecords: Int = 0) -> any Error {
        switch error {
        case let error as GzipError:
            ReadProblem(
                place: place, cause: error.code == .truncated ? .truncated : .corrupt,
                reason: error.description + leftOut(droppedRecords), byteOffset: error.byteOffset)
        case let error as AWSError where !error.endsEverything:
            ReadProblem(place: place, cause: .refused, reason: error.description, requestID: error.requestID)
        case let error as TransportError where !error.endsEverything:
            ReadProblem(
                place: place, cause: error.code == .shortBody ? .truncated : .transfer, reason: error.description,
                byteOffset: byteOffset)
        case let error as AWSCodingError:
            ReadProblem(place: place, cause: .transfer, reason: error.description)
        default: error
        }
    }
}

extension AWSError {
    /// Whether it is about the credentials or the bucket, so that the next object would not fare better.
    var endsEverything: Bool {
        switch code {
        case "ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "NoSuchBucket", "RequestTimeTooSkewed",
            "SignatureDoesNotMatch":
            true
        default: false
        }
    }
}

extension TransportError {
    /// Whether nobody answers, so that the next object would not fare better.
    var endsEverything: Bool {
        switch code {
        case .connect, .nameResolution, .timedOut, .tls, .proxy, .notHTTP, .unsupported, .cancelled: true
        default: false
        }
    }
}
