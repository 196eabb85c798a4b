import JSON
import Timestamps

/// What `recording.json` says of a recording.
public struct RecordingManifest: Sendable, Hashable {
    /// The version of the format that is written.
    public static let currentVersion = 1

    /// The version of the format.
    public var version = currentVersion
    /// The time from which the exchanges' offsets count.
    public var clockBase: Timestamp
    /// What was taken out before anything was written.
    public var scrub: ScrubPolicy
    /// Random digits that make the placeholders of this recording its own; nothing can be read out of them.
    public var salt: String
    /// How many exchanges there are; nil while the recorder runs, and after it was killed.
    public var exchangeCount: Int?
    /// The SHA-256 of `exchanges.jsonl`, as lower-case hexadecimal digits; nil as above.
    public var exchangesSHA256: String?

    /// Creates a manifest for a recording that begins.
    public init(clockBase: Timestamp, scrub: ScrubPolicy, salt: String) {
        self.clockBase = clockBase
        self.scrub = scrub
        self.salt = salt
    }

    /// The text of `recording.json`.
    public var json: JSONValue {
        [
            "format": "aws-recording", "version": .integer(Int64(version)),
            "clockBase": .string(clockBase.iso8601Milliseconds), "scrub": .string(scrub.rawValue),
            "salt": .string(salt), "exchanges": exchangeCount.map { .integer(Int64($0)) } ?? .null,
            "sha256": exchangesSHA256.map { .string($0) } ?? .null,
        ]
    }

    /// Reads `recording.json`.
    ///
    /// - Throws: ``RecordingError`` where it is no manifest, or one of a later version.
    public init(json: JSONValue) throws(RecordingError) {
        guard json["format"]?.string == "aws-recording", let version = json["version"]?.integer else {
            throw RecordingError(.malformed, "this is no recording: \"format\" and \"version\" are missing")
        }
        guard version == 1 else {
            throw RecordingError(
                .unknownVersion,
                "the recording has format version \(version), this program reads version 1; use a newer release")
        }
        guard let time = json["clockBase"]?.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw RecordingError(.malformed, "clockBase must be a time such as 2026-03-04T12:00:00.000Z")
        }
        guard let policy = json["scrub"]?.string.flatMap({ ScrubPolicy(rawValue: $0) }) else {
            throw RecordingError(.malformed, "scrub must be off, secrets or identities")
        }
        self.init(clockBase: time, scrub: policy, salt: json["salt"]?.string ?? "")
        exchangeCount = json["exchanges"]?.integer.flatMap { Int(exactly: $0) }
        exchangesSHA256 = json["sha256"]?.string
    }
}

/// What a recorder takes out of the traffic before it reaches the disk.
public enum ScrubPolicy: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case off
    /// Access key ids, secrets, tokens, signatures and cookies; every other byte stays as it was.
    case secrets
    /// Also account ids, resource ids, ARNs, names, e-mail and IP addresses, by stable pseudonyms.
    case identities
}

extension ScrubPolicy: Comparable {
    /// Whether `a` takes out less than `b`.
    public static func < (a: ScrubPolicy, b: ScrubPolicy) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}
