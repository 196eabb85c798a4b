import CloudTrail
import Digests
import Gzip
import Testing
import Timestamps
import TrailSupport

extension SignedTrail {
    func chain(window: Range<Timestamp>? = nil, order: [Int]? = nil) -> DigestChain {
        var chain = DigestChain(keys: keys, window: window)
        for index in order ?? Array(stored.indices) {
            let item = stored[index]
            do {
                chain.add(try CloudTrailDigest(parsing: item.content), at: item.place, signature: item.signature)
            } catch {
                chain.add(unreadable: item.place, reason: "\(error)")
            }
        }
        return chain
    }

    func validation(window: Range<Timestamp>? = nil, order: [Int]? = nil, present: [TrailObject] = [])
        -> DigestValidation
    {
        chain(window: window, order: order).validation(
            logFiles: { file in logs[file.place].map { .hash(SHA256.hash($0).hexString) } ?? .missing },
            present: present)
    }

    /// The findings that are faults, in short.
    func faults(window: Range<Timestamp>? = nil, present: [TrailObject] = []) -> [String] {
        validation(window: window, present: present).findings.filter(\.isFault).map { name($0) }
    }

    /// A finding with digests by their number, and log files by hour and number.
    func name(_ finding: DigestFinding) -> String {
        switch finding {
        case .digest(let place, _, let fault):
            let number = stored.firstIndex { $0.place == place }.map { String($0) } ?? "?\(stamp(place))"
            return "\(number): \(fault.map { "\($0)" } ?? "valid")"
        case .logFile(let place, let fault): return "log \(stamp(place)): \(fault.map { "\($0)" } ?? "valid")"
        case .missingDigests(let span, let least):
            return "missing \(CivilTime(span.lowerBound).hour)-\(CivilTime(span.upperBound).hour) \(least)"
        case .notCovered(let span):
            return "not covered \(CivilTime(span.lowerBound).hour)-\(CivilTime(span.upperBound).hour)"
        case .noDigests(let account, let region): return "no digests \(account) \(region)"
        case .noDelivery(let span): return "off \(CivilTime(span.lowerBound).hour)-\(CivilTime(span.upperBound).hour)"
        }
    }

    private func stamp(_ place: TrailObject) -> String {
        let time = CloudTrailKey(place.key)?.stamp.map { CivilTime($0) }
        return time.map { "\($0.hour):\($0.minute)" } ?? place.key
    }

    /// The folder that a copy of the bucket would be.
    func folder(isGzip: Bool = true, below root: String = "") -> CloudTrailFolderValidation.Files {
        var files: [String: [UInt8]] = [:]
        for (place, content) in stored.map({ ($0.place, $0.content) }) + logs.map({ ($0.key, $0.value) }) {
            files[root + (isGzip ? place.key : String(place.key.dropLast(3)))] =
                isGzip ? Deflater.gzip(content) : content
        }
        return SignedTrail.folder(files)
    }

    static func folder(_ files: [String: [UInt8]]) -> CloudTrailFolderValidation.Files {
        CloudTrailFolderValidation.Files(paths: Array(files.keys)) { path, body in
            let bytes = try #require(files[path])
            for start in stride(from: 0, to: bytes.count, by: 100) {
                try body(Array(bytes[start..<min(start + 100, bytes.count)]))
            }
        }
    }
}
