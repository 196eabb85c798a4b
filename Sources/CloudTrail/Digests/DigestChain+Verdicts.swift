import Timestamps

extension DigestChain {
    /// What is wrong with each digest that is there; nothing with those that are not in it.
    ///
    /// Newer digests come first, as they vouch for older ones.
    public var faults: [TrailObject: DigestFault] {
        var successors: [TrailObject: [CloudTrailDigest]] = [:]
        for entry in entries.values where !entry.isMoved && !entry.hasTwoContents {
            guard let digest = entry.digest, let previous = digest.previous else { continue }
            successors[previous.place, default: []].append(digest)
        }
        var faults: [TrailObject: DigestFault] = [:]
        let newestFirst = entries.values.sorted { ($1.end, $1.place) < ($0.end, $0.place) }
        for entry in newestFirst {
            let next = successors[entry.place] ?? []
            let valid = next.filter { $0.end > entry.end && faults[$0.place] == nil }
            faults[entry.place] = fault(of: entry, next: next, valid: valid)
        }
        return faults
    }

    /// Judges one digest by the digests that name it as the one before them, and by those of them that are valid.
    private func fault(of entry: Entry, next: [CloudTrailDigest], valid: [CloudTrailDigest]) -> DigestFault? {
        if entry.hasTwoContents { return .twoContents }
        guard let digest = entry.digest else {
            return entry.wasRead ? .format(entry.reason) : .unread(entry.reason)
        }
        if entry.isMoved { return .moved(from: digest.place) }
        for algorithm in [digest.signatureAlgorithm, entry.signature?.algorithm] {
            if let algorithm, algorithm != DigestSignature.algorithmName { return .algorithm(algorithm) }
        }
        let fingerprint = digest.publicKeyFingerprint
        switch keys.entry(fingerprint) {
        case nil: return .keyNotFound(fingerprint: fingerprint, reason: keys.reason(fingerprint))
        case .unreadable: return .keyUnreadable(fingerprint: fingerprint)
        case .key(let key):
            // A signature proves itself, wherever it was kept: a newer digest that has it may be a false one.
            let kept = entry.signature.map { [$0.value] } ?? next.compactMap(\.previousSignature).sorted()
            if kept.isEmpty { return .unsigned }
            guard let signature = kept.first(where: { DigestSignature.verifies($0, digest, key) }) else {
                return .signature
            }
            let agree = valid.allSatisfy { newer in
                newer.previous?.contentHash ?? digest.contentHash == digest.contentHash
                    && newer.previousSignature?.lowercased() ?? "" == signature.lowercased()
            }
            return agree ? nil : .nextDisagrees
        }
    }
}
