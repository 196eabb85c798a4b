import CloudTrail
import Digests
import Testing
import Timestamps
import TrailSupport

/// Every kind of tampering with digests and log files, and every finding that it has to leave.
@Suite struct DigestTamperingTests {
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
        Tampering("one blank more", ["2: signature verification failed"] + DigestChainTests.unsigned(2)) {
            $0.stored[2].content.append(0x20)
        },
        Tampering("a log file is struck out of its digest", ["3: signature verification failed"]) {
            $0.stored[3].content = Array(
                (String(decoding: $0.stored[3].content, as: UTF8.self).split(separator: "\"logFiles\"")[0]
                    + "\"logFiles\":[]}").utf8)
        },
        Tampering("another's signature", ["2: signature verification failed"] + DigestChainTests.unsigned(2)) {
            $0.stored[2].signature = $0.stored[1].signature
        },
        Tampering("a signature that is none", ["2: signature verification failed"] + DigestChainTests.unsigned(2)) {
            $0.stored[2].signature = DigestSignature(value: "xyz")
        },
        Tampering(
            "another algorithm",
            ["2: signature algorithm MD5withRSA is not SHA256withRSA"] + DigestChainTests.unsigned(2)
        ) {
            $0.stored[2].signature = DigestSignature(
                value: $0.stored[2].signature?.value ?? "", algorithm: "MD5withRSA")
        },
        Tampering("signed by another key", ["2: signature verification failed"] + DigestChainTests.unsigned(2)) {
            try $0.sign(2, signer: 1)
        },
        Tampering(
            "altered and signed anew by whoever has the key",
            ["2: hash value doesn't match the next digest's"] + DigestChainTests.unsigned(2)
        ) {
            $0.alter(2, "\"newestEventTime\":null", "\"newestEventTime\":\"2024-02-01T02:00:00Z\"")
            try $0.sign(2)
        },
        Tampering("metadata are lost", []) { $0.stored[2].signature = nil },
        Tampering("the newest one's metadata are lost", ["4: signature is missing"] + DigestChainTests.unsigned(4)) {
            $0.stored[4].signature = nil
        },
        Tampering(
            "metadata are lost and the digest is altered",
            ["2: signature verification failed"] + DigestChainTests.unsigned(2)
        ) {
            $0.stored[2].signature = nil
            $0.stored[2].content.append(0x20)
        },
        Tampering("a first digest without signature", ["0: signature is missing"] + DigestChainTests.unsigned(0)) {
            $0.stored = [$0.stored[0]]
            $0.stored[0].signature = nil
        },
        Tampering(
            "moved to another key",
            ["?2:0: not found", "missing 1-2 1", "1: has been moved from its original location"]
                + DigestChainTests.unsigned(1)
        ) {
            $0.stored[1].place = TrailObject(
                bucket: "b", key: $0.stored[1].place.key.replacing("T020000Z", with: "T020100Z"))
        },
        Tampering(
            "moved to another bucket",
            ["?2:0: not found", "missing 1-2 1", "1: has been moved from its original location"]
                + DigestChainTests.unsigned(1)
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
            "no key",
            (0...4).reversed().flatMap {
                ["\($0): public key not found for fingerprint key0"] + DigestChainTests.unsigned($0)
            }
        ) {
            $0.keys = DigestPublicKeys()
        },
        Tampering(
            "a key that is none",
            (0...4).reversed().flatMap {
                ["\($0): unable to load PKCS #1 key with fingerprint key0"] + DigestChainTests.unsigned($0)
            }
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
            ["2: signature verification failed"] + DigestChainTests.unsigned(3) + ["missing 2-3 1"]
        ) {
            $0.alter(3, "\"oldestEventTime\":null", "\"oldestEventTime\":\"2024-02-01T02:00:00Z\"")
            $0.stored.remove(at: 2)
        },
        Tampering("a log file is altered", ["log 2:5: hash value doesn't match"]) {
            $0.logs[DigestChainTests.log($0, 2, 0)]?.append(0x20)
        },
        Tampering("a log file is deleted", ["log 2:10: not found"]) { $0.logs[DigestChainTests.log($0, 2, 1)] = nil },
        Tampering(
            "two log files change places", ["log 1:5: hash value doesn't match", "log 1:10: hash value doesn't match"]
        ) {
            let content = $0.logs[DigestChainTests.log($0, 1, 0)]
            $0.logs[DigestChainTests.log($0, 1, 0)] = $0.logs[DigestChainTests.log($0, 1, 1)]
            $0.logs[DigestChainTests.log($0, 1, 1)] = content
        },
        Tampering(
            "another hash algorithm, signed",
            ["log 4:5: hash algorithm MD5 is not SHA-256", "log 4:10: hash algorithm MD5 is not SHA-256"]
        ) {
            $0.alter(4, "\"hashAlgorithm\":\"SHA-256\"", "\"hashAlgorithm\":\"MD5\"")
            try $0.sign(4)
        },
    ]

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
}
