import CloudTrail
import Digests
import TestSupport
import Testing
import Timestamps
import TrailSupport

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

    static func unsigned(_ hour: Int) -> [String] {
        ["log \(hour):5: only invalid digests name it", "log \(hour):10: only invalid digests name it"]
    }

    static func log(_ trail: SignedTrail, _ hour: Int, _ index: Int) -> TrailObject {
        trail.logs.keys.sorted()[hour * 2 + index]
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
        trail.keys.insert(fingerprint: "KEY0", der: try SignedTrail.publicKey())
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
        let strange = TrailKeys.key("111122223333", "us-east-2", "20240201T0130Z")
        let later = TrailKeys.key("111122223333", "us-east-2", "20240201T0200Z")
        let elsewhere = TrailKeys.key("111122223333", "eu-west-1", "20240201T0130Z")
        let present = Array(trail.logs.keys) + [strange, later, elsewhere].map { TrailObject(bucket: "b", key: $0) }
        // Of the other region there is no digest at all.
        let faults = ["log 1:30: no digest names it", "no digests 111122223333 eu-west-1"]
        #expect(trail.faults(present: present) == faults)
        #expect(trail.faults(present: present.map { TrailObject(bucket: "", key: $0.key) }).count == 2)
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
