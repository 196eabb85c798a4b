import CloudTrail
import CloudTrailReader
import Gzip
import Locking
import ScanSupport
import Timestamps
import TrailSupport

/// A signed trail in a bucket that a test tampers with, and what scans and validations say of it.
///
/// The trail delivered from midnight on; it is some hours later.
struct TrailBench {
    let bench: ScanBench
    var trail: SignedTrail
    let midnight: Timestamp

    /// Creates a bench of a trail that has delivered for `hours`; its last digest is of ten minutes ago.
    init(hours: Int = 5, from start: Timestamp = ScanBench.midnight, _ change: (inout SignedTrail) -> Void = { _ in })
        throws
    {
        bench = ScanBench(pageSize: 20)
        midnight = start
        trail = try SignedTrail(hours: hours, from: start) {
            $0.bucket = "bucket"
            change(&$0)
        }
        put(trail)
        bench.now = start.adding(seconds: Int64(hours) * 3600 + 600)
    }

    /// Puts all objects of a trail into the bucket.
    func put(_ trail: SignedTrail) {
        for (place, bytes, metadata) in trail.objects { bench.bucket.put(place.key, bytes: bytes, metadata: metadata) }
    }

    /// Alters the text of a log file.
    func alter(_ place: TrailObject) { bench.bucket.put(place.key, "{\"Records\":[]}") }

    /// The key of a digest.
    func digest(_ index: Int) -> String { trail.stored[index].place.key }

    /// Validates the bucket from midnight on.
    func validate(
        keyring: DigestKeyring? = nil, location: String = "bucket", interrupt: ReadingInterrupt = ReadingInterrupt(),
        _ change: (inout ValidationOptions) -> Void = { _ in }
    ) async throws -> (report: ValidationReport, faults: [String], notes: [String]) {
        var options = ValidationOptions(window: midnight..<bench.now)
        let now = bench.now
        options.now = { now }
        change(&options)
        let notes = Locked<[String]>([])
        let report = try await BucketValidator(
            location: try CloudTrailLocation(location), client: try bench.bucket.client(),
            keyring: keyring ?? DigestKeyring(trail.keys), options: options, interrupt: interrupt,
            onEvent: { event in notes.withLock { $0.append("\(event)") } }
        ).validate()
        let faults = report.validation.findings.filter(\.isFault).map { TrailBench.short("\($0)") }
        return (report, faults, notes.withLock { $0 })
    }

    /// Scans the bucket, with validation.
    func scan(
        state: (any ScanStateStore)? = nil, location: String = "bucket", keyring: DigestKeyring? = nil,
        _ change: (inout ScanOptions) -> Void = { _ in }
    ) async throws -> (report: ScanReport, integrity: IntegrityReport, problems: [String], read: [String]) {
        let problems = Locked<[String]>([])
        let scanner = BucketScanner(
            location: try CloudTrailLocation(location), client: try bench.bucket.client(), sink: bench.sink,
            state: state ?? bench.state, options: bench.options(threads: 2, change),
            keyring: keyring ?? DigestKeyring(trail.keys),
            onEvent: { event in
                if case .problem(let problem) = event {
                    problems.withLock { $0.append("\(problem.cause): " + TrailBench.short("\(problem)")) }
                }
            })
        let report = try await scanner.scan()
        return (
            report, report.integrity ?? IntegrityReport(), problems.withLock { $0.sorted() }, bench.sink.takeKeys()
        )
    }

    /// A line without the folders in it.
    static func short(_ line: String) -> String {
        line.replacing("\t", with: " ")
            .replacing(#/s3:\S*/([^/\s]+?)(:? )/#) { "\($0.output.1)\($0.output.2)" }
            .replacing(#/111122223333_CloudTrail(-Digest)?_us-east-2_(t_us-east-1_)?(20260304T)?/#, with: "")
            .replacing(".json.gz", with: "")
    }
}
