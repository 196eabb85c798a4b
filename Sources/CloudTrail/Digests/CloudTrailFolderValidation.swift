import Gzip
import Timestamps

/// The validation of a copy of a bucket, or of a part of it, in a folder, without any network.
///
/// A file belongs to a key where one of them ends in the other: the folder may stand for the bucket, hold it, or hold
/// just a part of it. Metadata are lost in a copy, and signatures with them: those that were saved are used, and for
/// others the one that the next digest keeps, which the newest digest of a chain does not have.
public struct CloudTrailFolderValidation: Sendable {
    /// The files of a folder.
    public struct Files {
        /// Their paths below the folder, with slashes between the parts.
        public let paths: [String]
        /// Reads a file by its path, from start to end, in pieces of any size.
        public let read: (_ path: String, _ body: ([UInt8]) throws -> Void) throws -> Void

        /// Creates the view of a folder.
        public init(paths: [String], read: @escaping (_ path: String, _ body: ([UInt8]) throws -> Void) throws -> Void)
        {
            self.paths = paths
            self.read = read
        }
    }

    /// The public keys.
    public let keys: DigestPublicKeys
    /// Saved signatures by the keys of their digests; see ``DigestSignature/parseSaved(_:)``.
    public let signatures: [String: DigestSignature]
    /// The times to validate; nil for all there are.
    public let window: Range<Timestamp>?
    /// The trail whose digests to validate; nil for all.
    public let trail: String?
    /// The longest digest to read, inflated.
    public let mostDigestBytes: Int

    /// Creates a validation.
    public init(
        keys: DigestPublicKeys, signatures: [String: DigestSignature] = [:], window: Range<Timestamp>? = nil,
        trail: String? = nil, mostDigestBytes: Int = CloudTrailDigest.mostBytes
    ) {
        self.keys = keys
        self.signatures = signatures
        self.window = window
        self.trail = trail
        self.mostDigestBytes = mostDigestBytes
    }

    /// Validates the digests of a folder, and the log files that they name.
    ///
    /// Files that are not CloudTrail's are left alone. A file that cannot be read is a finding.
    public func validate(_ files: Files) -> DigestValidation {
        var chain = DigestChain(keys: keys, window: window)
        var laterChain = DigestChain(keys: keys)
        var pathsByName: [Substring: [String]] = [:]
        var present: [TrailObject] = []
        var unreadable: [(path: String, reason: String)] = []
        for path in files.paths.sorted() {
            guard let key = CloudTrailKey(path) else {
                // A log file with a name of its own is as good as any to whoever reads the folder.
                if DeliveredLogFile(path) != nil { present.append(TrailObject(bucket: "", key: path)) }
                continue
            }
            switch key.kind {
            case .digest:
                guard isWanted(key) else {
                    // One that cannot be read names nothing, and its time was not asked for.
                    if isLater(key) { try? add(path, of: files, to: &laterChain) }
                    continue
                }
                do {
                    try add(path, of: files, to: &chain)
                } catch {
                    unreadable.append((path, "\(error)"))
                }
            case .log, .insight, .networkActivity, .aggregated:
                pathsByName[CloudTrailFolderValidation.name(path), default: []].append(path)
                present.append(TrailObject(bucket: "", key: path))
            }
        }
        // Only a newer digest can tell where one that cannot be read belongs.
        let named = chain.entries.values.compactMap { $0.digest?.previous?.place }.sorted()
        for (path, reason) in unreadable {
            let place = named.first { CloudTrailFolderValidation.agree(path: path, key: $0.key) }
            chain.add(unreadable: place ?? TrailObject(bucket: "", key: path), reason: reason)
        }
        let listed = Dictionary(grouping: chain.logFiles.map(\.place.key)) { CloudTrailFolderValidation.name($0) }
        // A file in a folder below another has a path, not a key; the digests know its key.
        present = present.filter { file in
            let keys = listed[CloudTrailFolderValidation.name(file.key)] ?? []
            return isInWindow(file) && !keys.contains { CloudTrailFolderValidation.agree(path: file.key, key: $0) }
        }
        // Log files do not tell their trail.
        if trail != nil { present = [] }
        var late: [CloudTrailDigest.LogFile] = []
        let vouched = Dictionary(grouping: laterChain.vouchedLogFiles) { CloudTrailFolderValidation.name($0.place.key) }
        present = present.map { file in
            let named = (vouched[CloudTrailFolderValidation.name(file.key)] ?? []).filter {
                CloudTrailFolderValidation.agree(path: file.key, key: $0.place.key)
            }
            late += named
            return named.first?.place ?? file
        }
        return chain.validation(
            logFiles: { file in
                let candidates = pathsByName[CloudTrailFolderValidation.name(file.place.key)] ?? []
                return state(of: file.place, candidates, files)
            }, present: present, later: late)
    }

    /// Whether a log file was delivered in the window.
    private func isInWindow(_ file: TrailObject) -> Bool {
        guard let window, let time = DeliveredLogFile(file.key).map({ $0.time(from: window.lowerBound) }) else {
            return true
        }
        return time.adding(seconds: 60) > window.lowerBound && time < window.upperBound
    }

    /// Whether a digest is later than the window, and may name what was delivered in it late.
    private func isLater(_ key: CloudTrailKey) -> Bool {
        guard trail == nil || key.trail == trail, let window, let stamp = key.stamp else { return false }
        return stamp > window.upperBound
            && stamp <= window.upperBound.adding(seconds: CloudTrailDigest.latestSeconds)
    }

    private func isWanted(_ key: CloudTrailKey) -> Bool {
        if let trail, key.trail != trail { return false }
        guard let window, let stamp = key.stamp else { return true }
        return !window.isEmpty && stamp >= window.lowerBound
            && stamp <= window.upperBound.adding(seconds: CloudTrailDigest.coveredSeconds)
    }

    private func add(_ path: String, of files: Files, to chain: inout DigestChain) throws {
        var content: [UInt8] = []
        let hash = LogFileText()
        let take: ([UInt8]) throws -> Void = { piece in
            guard content.count + piece.count <= mostDigestBytes else {
                throw TrailFormatError(.digest, "longer than \(mostDigestBytes) bytes")
            }
            content += piece
        }
        try files.read(path) { try hash.update($0, take) }
        _ = try hash.finish(take)
        let digest = try CloudTrailDigest(parsing: content)
        let isAtHome = CloudTrailFolderValidation.agree(path: path, key: digest.place.key)
        let place = isAtHome ? digest.place : TrailObject(bucket: "", key: path)
        chain.add(digest, at: place, signature: signatures[place.key])
    }

    private func state(of place: TrailObject, _ candidates: [String], _ files: Files) -> LogFileState {
        let matching = candidates.filter { CloudTrailFolderValidation.agree(path: $0, key: place.key) }
        // A folder may hold several buckets.
        let path = matching.first { $0.split(separator: "/").contains(Substring(place.bucket)) } ?? matching.first
        guard let path else { return .missing }
        do {
            let hash = LogFileText()
            try files.read(path) { try hash.update($0) }
            return .hash(try hash.finish())
        } catch {
            return .unreadable("\(error)")
        }
    }

    /// The name of a file, without its ending: a file that was inflated has lost the `.gz`.
    private static func name(_ path: String) -> Substring {
        let name = path.split(separator: "/").last ?? ""
        return CloudTrailFileName.jsonStem(name) ?? name
    }

    /// Whether a file at `path` may be the object `key`: one of them ends in the other, by whole parts.
    private static func agree(path: String, key: String) -> Bool {
        let a = path.hasSuffix(".json") && key.hasSuffix(".json.gz") ? path + ".gz" : path
        return a == key || a.hasSuffix("/" + key) || key.hasSuffix("/" + a)
    }
}
