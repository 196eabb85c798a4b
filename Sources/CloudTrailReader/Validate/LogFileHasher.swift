import AWSClient
import AWSOperations
import CloudTrail
import Gzip

/// Hashes log files for a validation.
struct LogFileHasher: Sendable {
    let client: AWSClient
    /// The bucket that is validated: that it is not there is no fault of a log file.
    let bucket: String

    /// Reads a log file in pieces.
    ///
    /// - Throws: what the next log file would not fare better with.
    func state(of file: CloudTrailDigest.LogFile) async throws -> LogFileState {
        do {
            let body = try await client.objectStream(GetObject(bucket: file.place.bucket, key: file.place.key))
            defer { body.cancel() }
            let text = LogFileText()
            while let chunk = try await body.next() { try text.update(chunk) }
            return .hash(try text.finish())
        } catch let error as GzipError {
            return .unreadable(error.description)
        } catch let error as AWSError where isAbsence(error, file.place) {
            return .missing
        } catch {
            guard let problem = TrailProblem(of: file.place, error) else { throw error }
            return .unread(problem.reason)
        }
    }

    private func isAbsence(_ error: AWSError, _ place: TrailObject) -> Bool {
        error.code == "NoSuchKey" || error.code == "NoSuchBucket" && place.bucket != bucket
    }
}
