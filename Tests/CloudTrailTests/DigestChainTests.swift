import CloudTrail
import Digests
import Testing
import Timestamps

@Suite struct DigestChainTests {
    @Test func anUntouchedChainIsValid() throws {
        let trail = try SignedTrail(hours: 4)
        let validation = trail.validation(present: Array(trail.logs.keys))
        #expect(validation.isValid)
        #expect(validation.digests == .init(valid: 4, invalid: 0))
        #expect(validation.logFiles == .init(valid: 8, invalid: 0))
        #expect(validation.found == time("2024-02-01T00:00:00Z")..<time("2024-02-01T04:00:00Z"))
        #expect(
            validation.findings.map { trail.name($0) } == [
                "3: valid", "log 3:5: valid", "log 3:10: valid", "2: valid", "log 2:5: valid", "log 2:10: valid",
                "1: valid", "log 1:5: valid", "log 1:10: valid", "0: valid", "log 0:5: valid", "log 0:10: valid",
            ])
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let faults: [String]
        let change: @Sendable (inout SignedTrail) throws -> Void

        init(_ name: String, _ faults: [String], _ change: @escaping @Sendable (inout SignedTrail) throws -> Void) {
            testDescription = name
            self.faults = faults
            self.change = change
        }
    }

    static let tamperings = [
        Tampering(
            "a digest's log file is renamed",
            [
                "2: signature verification failed", "log 2:6: only invalid digests name it",
                "log 2:10: only invalid digests name it",
            ]
        ) {
            $0.alter(2, "T0205Z", "T0206Z")
        },
        Tampering("one blank more", ["2: signature verification failed"] + unsigned(2)) {
            $0.stored[2].content.append(0x20)
        },
        Tampering("a log file is struck out of its digest", ["3: signature verification failed"]) {
            $0.stored[3].content = Array(
                (String(decoding: $0.stored[3].content, as: UTF8.self).split(separator: "\"logFiles\"")[0]
                    + "\"logFiles\":[]}").utf8)
        },
        Tampering("another's signature", ["2: signature verification failed"] + unsigned(2)) {
            $0.stored[2].signature = $0.stored[1].signature
        },
        Tampering("a signature that is none", ["2: signature verification failed"] + unsigned(2)) {
            $0.stored[2].signature = DigestSignature(value: "xyz")
        },
        Tampering("another algorithm", ["2: signature algorithm MD5withRSA is not SHA256withRSA"] + unsigned(2)) {
            $0.stored[2].signature = DigestSignature(
                value: $0.stored[2].signature?.value ?? "", algorithm: "MD5withRSA")
        },
        Tampering("signed by another key", ["2: signature verification failed"] + unsigned(2)) {
            try $0.sign(2, signer: 1)
        },
        Tampering(
            "altered and signed anew by whoever has the key",
            ["2: hash value doesn't match the next digest's"] + unsigned(2)
        ) {
            $0.alter(2, "\"newestEventTime\":null", "\"newestEventTime\":\"2024-02-01T02:00:00Z\"")
            try $0.sign(2)
        },
        Tampering("metadata are lost", []) { $0.stored[2].signature = nil },
        Tampering("the newest one's metadata are lost", ["4: signature is missing"] + unsigned(4)) {
            $0.stored[4].signature = nil
        },
        Tampering("metadata are lost and the digest is altered", ["2: signature verification failed"] + unsigned(2)) {
            $0.stored[2].signature = nil
            $0.stored[2].content.append(0x20)
        },
        Tampering("a first digest without signature", ["0: signature is missing"] + unsigned(0)) {
            $0.stored = [$0.stored[0]]
            $0.stored[0].signature = nil
        },
        Tampering(
            "moved to another key",
            ["?2:0: not found", "missing 1-2 1", "1: has been moved from its original location"] + unsigned(1)
        ) {
            $0.stored[1].place = TrailObject(
                bucket: "b", key: $0.stored[1].place.key.replacing("T020000Z", with: "T020100Z"))
        },
        Tampering(
            "moved to another bucket",
            ["?2:0: not found", "missing 1-2 1", "1: has been moved from its original location"] + unsigned(1)
        ) {
            $0.stored[1].place = TrailObject(bucket: "c", key: $0.stored[1].place.key)
        },
        Tampering("not JSON", ["1: invalid format (not JSON at byte 0: a value was expected)"]) {
            $0.stored[1].content = Array("gone".utf8)
        },
        Tampering("without previousDigestSignature", ["2: invalid format (previousDigestSignature is absent)"]) {
            $0.alter(2, "previousDigestSignature", "previousSignature")
        },
        Tampering(
            "no key", (0...4).reversed().flatMap { ["\($0): public key not found for fingerprint key0"] + unsigned($0) }
        ) {
            $0.keys = DigestPublicKeys()
        },
        Tampering(
            "a key that is none",
            (0...4).reversed().flatMap { ["\($0): unable to load PKCS #1 key with fingerprint key0"] + unsigned($0) }
        ) {
            $0.keys.insert(fingerprint: "key0", der: [1, 2, 3])
        },
        Tampering("a digest is deleted", ["?3:0: not found", "missing 2-3 1"]) { $0.stored.remove(at: 2) },
        Tampering("two in a row are deleted", ["?3:0: not found", "missing 1-3 2"]) { $0.stored.removeSubrange(1...2) },
        Tampering("three in a row are deleted", ["?4:0: not found", "missing 1-4 3"]) {
            $0.stored.removeSubrange(1...3)
        },
        Tampering("two, but not in a row", ["?4:0: not found", "missing 3-4 1", "?2:0: not found", "missing 1-2 1"]) {
            $0.stored.remove(at: 3)
            $0.stored.remove(at: 1)
        },
        Tampering("the oldest is deleted", ["?1:0: not found"]) { $0.stored.removeFirst() },
        Tampering(
            "an altered one hides that the one before was deleted",
            ["2: signature verification failed"] + unsigned(3) + ["missing 2-3 1"]
        ) {
            $0.alter(3, "\"oldestEventTime\":null", "\"oldestEventTime\":\"2024-02-01T02:00:00Z\"")
            $0.stored.remove(at: 2)
        },
        Tampering("a log file is altered", ["log 2:5: hash value doesn't match"]) {
            $0.logs[log($0, 2, 0)]?.append(0x20)
        },
        Tampering("a log file is deleted", ["log 2:10: not found"]) { $0.logs[log($0, 2, 1)] = nil },
        Tampering(
            "two log files change places", ["log 1:5: hash value doesn't match", "log 1:10: hash value doesn't match"]
        ) {
            let content = $0.logs[log($0, 1, 0)]
            $0.logs[log($0, 1, 0)] = $0.logs[log($0, 1, 1)]
            $0.logs[log($0, 1, 1)] = content
        },
        Tampering(
            "another hash algorithm, signed",
            ["log 4:5: hash algorithm MD5 is not SHA-256", "log 4:10: hash algorithm MD5 is not SHA-256"]
        ) {
            $0.alter(4, "\"hashAlgorithm\":\"SHA-256\"", "\"hashAlgorithm\":\"MD5\"")
            try $0.sign(4)
        },
    ]

    static func unsigned(_ hour: Int) -> [String] {
        ["log \(hour):5: only invalid digests name it", "log \(hour):10: only invalid digests name it"]
    }

    static func log(_ trail: SignedTrail, _ hour: Int, _ index: Int) -> TrailObject {
        trail.logs.keys.sorted()[hour * 2 + index]
    }

    @Test(arguments: tamperings) func tamperingIsFound(_ tampering: Tampering) throws {
        var trail = try SignedTrail(hours: 5)
        try tampering.change(&trail)
        #expect(trail.faults() == tampering.faults)
        #expect(trail.validation().isValid == tampering.faults.isEmpty)
    }

    /// Whatever byte of a digest is changed, that digest is found invalid, and no other.
    @Test func everyByteOfADigestCounts() throws {
        let whole = try SignedTrail(hours: 3)
        for index in stride(from: 0, to: whole.stored[1].content.count, by: 13) {
            var trail = whole
            trail.stored[1].content[index] ^= 1
            let invalid = trail.validation().findings.filter { finding in
                if case .digest(_, _, let fault) = finding { fault != nil && fault != .notFound } else { false }
            }
            try #require(invalid.count == 1, "byte \(index)")
        }
    }

    @Test func anOlderDigestThanTheWindowIsNotMissed() throws {
        var trail = try SignedTrail(hours: 5)
        trail.stored.removeFirst(2)
        let window = time("2024-02-01T02:30:00Z")..<time("2024-02-01T05:00:00Z")
        #expect(trail.faults(window: window) == [])
        // But one within it is, though no older one is there to show a gap.
        trail.stored.removeFirst()
        #expect(trail.faults(window: window) == ["?3:0: not found", "missing 2-3 1"])
        trail.stored.removeAll()
        #expect(!trail.validation(window: window).isValid)
    }

    @Test func aChainThatEndsLongBeforeTheWindowIsTold() throws {
        var trail = try SignedTrail(hours: 5)
        let window = time("2024-02-01T00:00:00Z")..<time("2024-02-01T05:00:00Z")
        let present = Array(trail.logs.keys)
        trail.stored.removeLast(2)
        #expect(!trail.validation(window: window).findings.contains { "\($0)".hasPrefix("No digest covers") })
        trail.stored.removeLast()
        let validation = trail.validation(window: window, present: present)
        #expect(validation.findings.first == .notCovered(time("2024-02-01T02:00:00Z")..<window.upperBound))
        // Its log files are still there, and some are too old to wait for a digest.
        #expect(
            trail.faults(window: window, present: present) == [
                "log 2:5: no digest names it", "log 2:10: no digest names it",
            ])
        #expect(validation.text().hasPrefix("No digest covers 2024-02-01T02:00:00Z to 2024-02-01T05:00:00Z: logging"))
    }

    @Test func afterAStopAChainBeginsAnew() throws {
        var trail = try SignedTrail(hours: 2)
        try trail.deliver(from: time("2024-02-01T05:00:00Z"), isFirst: true)
        try trail.deliver(from: time("2024-02-01T06:00:00Z"))
        let validation = trail.validation()
        #expect(validation.isValid)
        #expect(validation.findings.filter { $0.description.hasPrefix("No log") }.map { trail.name($0) } == ["off 2-5"])
        // A new first digest that follows at once tells of no gap.
        try trail.deliver(from: time("2024-02-01T07:00:00Z"), isFirst: true)
        #expect(trail.validation().findings.filter { $0.description.hasPrefix("No log") }.count == 1)
    }

    @Test func aNewKeyAndAnotherPrefixGoOnInTheChain() throws {
        var trail = try SignedTrail(hours: 2)
        try trail.deliver(from: time("2024-02-01T02:00:00Z"), signer: 1)
        #expect(trail.faults() == [])
        trail.keys = DigestPublicKeys()
        trail.keys.insert(fingerprint: "KEY0", der: try SignedTrail.signer().publicKey())
        #expect(trail.faults() == ["2: public key not found for fingerprint key1"] + DigestChainTests.unsigned(2))
    }

    @Test func anotherBucketIsToldWhereNothingOfItWasRead() throws {
        var trail = try SignedTrail(hours: 2)
        trail.bucket = "c"
        try trail.deliver(from: time("2024-02-01T02:00:00Z"))
        #expect(trail.faults() == [])
        trail.stored.removeFirst(2)
        #expect(trail.faults() == ["?2:0: not found: it lies in another bucket, which was not read"])
    }

    @Test func trailsAccountsRegionsAndBackfillDigestsAreChainsOfTheirOwn() throws {
        var chain = DigestChain(keys: try SignedTrail(hours: 0).keys)
        let others = try [
            SignedTrail(hours: 3), SignedTrail(hours: 3) { $0.trail = "other" },
            SignedTrail(hours: 3) { $0.account = "444455556666" }, SignedTrail(hours: 3) { $0.region = "eu-west-1" },
            SignedTrail(hours: 3) { $0.isBackfill = true },
        ]
        var logs: [TrailObject: [UInt8]] = [:]
        for (index, trail) in others.enumerated() {
            // The middle one is lost of two of them.
            for (hour, item) in trail.stored.enumerated() where hour != 1 || index < 3 {
                chain.add(try CloudTrailDigest(parsing: item.content), at: item.place, signature: item.signature)
            }
            logs.merge(trail.logs) { $1 }
        }
        let validation = chain.validation(logFiles: { file in
            logs[file.place].map { .hash(SHA256.hash($0).hexString) } ?? .missing
        })
        #expect(validation.digests == .init(valid: 11, invalid: 1))
        #expect(validation.backfillDigests == .init(valid: 2, invalid: 1))
        let gaps = validation.findings.filter { if case .missingDigests = $0 { true } else { false } }
        #expect(gaps.count == 1)
    }

    @Test func aBackfillDigestMayVouchForWhatAnInvalidOneNames() throws {
        var trail = try SignedTrail(hours: 2)
        let backfill = try SignedTrail(hours: 1, from: time("2024-02-01T01:00:00Z")) { $0.isBackfill = true }
        trail.stored[1].content.append(0x20)
        #expect(trail.faults() == ["1: signature verification failed"] + DigestChainTests.unsigned(1))
        trail.stored += backfill.stored
        #expect(trail.faults() == ["1: signature verification failed"])
    }

    @Test func emptyDigestsAreValid() throws {
        let trail = try SignedTrail(hours: 3) { $0.logsPerHour = 0 }
        let validation = trail.validation()
        #expect(validation.isValid)
        #expect(validation.logFiles == .init())
    }

    @Test func aLogFileThatNoDigestNamesIsFound() throws {
        let trail = try SignedTrail(hours: 2)
        let strange = CloudTrailLayoutTests.key("111122223333", "us-east-2", "20240201T0130Z")
        let later = CloudTrailLayoutTests.key("111122223333", "us-east-2", "20240201T0200Z")
        let elsewhere = CloudTrailLayoutTests.key("111122223333", "eu-west-1", "20240201T0130Z")
        let present = Array(trail.logs.keys) + [strange, later, elsewhere].map { TrailObject(bucket: "b", key: $0) }
        #expect(trail.faults(present: present) == ["log 1:30: no digest names it"])
        #expect(trail.faults(present: present.map { TrailObject(bucket: "", key: $0.key) }).count == 1)
    }

    @Test func whatCannotBeInflatedOrWasNotReadIsTold() throws {
        let trail = try SignedTrail(hours: 1)
        let states: [LogFileState] = [.unreadable("gzip: no"), .unread("GLACIER")]
        var asked = 0
        let validation = trail.chain().validation(logFiles: { _ in
            asked += 1
            return states[(asked - 1) % 2]
        })
        #expect(asked == 2)
        #expect(
            validation.findings.filter(\.isFault).map { trail.name($0) } == [
                "log 0:5: invalid format (gzip: no)", "log 0:10: not checked (GLACIER)",
            ])
        #expect(validation.logFiles == .init(valid: 0, invalid: 1))
        #expect(validation.unreadLogFiles == 1)
    }

    @Test func theSameDigestTwiceIsNoNewsAndAnotherIs() throws {
        var trail = try SignedTrail(hours: 2)
        trail.stored.append(trail.stored[0])
        trail.stored[0].signature = nil
        #expect(trail.faults() == [])
        trail.stored[0].content.append(0x20)
        #expect(trail.faults() == ["0: two different contents were found"] + DigestChainTests.unsigned(0))
        #expect(trail.chain().logFiles.count == 4)
    }

    /// Property: what is found does not depend on the order in which digests came.
    @Test func theOrderOfArrivalDoesNotCount() throws {
        var generator = SeededGenerator(seed: 4)
        let whole = try SignedTrail(hours: 8)
        for _ in 0..<60 {
            var trail = whole
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                let index = Int.random(in: 0..<trail.stored.count, using: &generator)
                switch Int.random(in: 0..<7, using: &generator) {
                case 0: trail.stored.remove(at: index)
                case 1: trail.stored[index].content.append(0x20)
                case 2: trail.stored[index].signature = nil
                case 3: trail.stored[index].content = [0x7B]
                case 4: trail.stored[index].place = TrailObject(bucket: "c", key: trail.stored[index].place.key)
                case 5: trail.logs[trail.logs.keys.sorted()[index]] = nil
                default:
                    trail.stored.append(trail.stored[index])
                    trail.stored[index].content.append(0x20)
                }
            }
            let expected = trail.validation()
            for _ in 0..<3 {
                let order = trail.stored.indices.shuffled(using: &generator)
                try #require(trail.validation(order: order) == expected)
            }
        }
    }

    /// Property: every digest that is deleted is either named as not found or lies in a span that is told.
    @Test func noDeletionGoesUnseen() throws {
        let whole = try SignedTrail(hours: 6) { $0.logsPerHour = 0 }
        for mask in 1..<(1 << 5) {
            var trail = whole
            // The newest stays: nothing tells of it.
            let deleted = (0..<5).filter { mask & 1 << $0 != 0 }
            for index in deleted.reversed() { trail.stored.remove(at: index) }
            let findings = trail.validation(window: time("2024-02-01T00:00:00Z")..<time("2024-02-01T06:00:00Z"))
                .findings
            for index in deleted {
                let end = time("2024-02-01T00:00:00Z").adding(seconds: Int64(index + 1) * 3600)
                let isTold = findings.contains { finding in
                    switch finding {
                    case .digest(let place, _, .notFound): CloudTrailKey(place.key)?.stamp == end
                    case .missingDigests(let span, _), .notCovered(let span):
                        span.lowerBound < end && end <= span.upperBound
                    default: false
                    }
                }
                try #require(isTold, "\(mask): \(index)")
            }
        }
    }
}

/// SplitMix64, so that a failure comes again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
